"""Database rows to the case JSON `cecfp-case/1` and its hashes: the only adapter between the desk and the engine."""

from applications.snapshots.case import GUIDELINE_EDITION, SCHEMA, case_of, freeze
from applications.snapshots.inventory import factors_of, inventory_line
from applications.snapshots.printed import PRINTED_SCHEMA, printed_of

__all__ = [
    "GUIDELINE_EDITION",
    "PRINTED_SCHEMA",
    "SCHEMA",
    "case_of",
    "factors_of",
    "freeze",
    "inventory_line",
    "printed_of",
]
