"""``evaluate`` and the parts of the report it writes."""

from calculations.engine.report.whole import ENGINE, SCHEMA, evaluate

__all__ = ["ENGINE", "SCHEMA", "evaluate"]
