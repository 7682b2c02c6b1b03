"""``inventory/1``: bare inventories of activity × factor, with nested processes, and pairs of them compared."""

from calculations.engine.inventories.report import evaluate_inventories
from calculations.engine.inventories.values import SCHEMA

__all__ = ["SCHEMA", "evaluate_inventories"]
