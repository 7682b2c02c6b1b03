"""``cecfp-case/1`` to a Case, by topic."""

from calculations.engine.reading.whole import SCHEMA, case_from_json

__all__ = ["SCHEMA", "case_from_json"]
