"""The ruler: decides a case under the criteria exactly, knowing neither database nor web framework."""

from calculations.engine.report import evaluate
from calculations.engine.versions import ENGINE

__all__ = ["ENGINE", "evaluate"]
