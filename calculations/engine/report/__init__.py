"""``evaluate`` and the parts of the report it writes."""

from calculations.engine.report.whole import SCHEMA, evaluate

__all__ = ["SCHEMA", "evaluate"]
