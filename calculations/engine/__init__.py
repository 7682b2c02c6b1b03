"""The ruler: decides a case under the criteria exactly, knowing neither database nor web framework."""

from calculations.engine.report import ENGINE, evaluate

__all__ = ["ENGINE", "evaluate"]
