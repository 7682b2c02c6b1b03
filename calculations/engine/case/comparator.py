"""What the product is compared with under clause 5.3."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.case.amounts import ProductAmount
from calculations.engine.quantities import Quantity


@dataclass(frozen=True)
class Override:
    """Another virgin factor than the table's for one recycled portion, with the applicant's grounds."""

    line_id: str
    portion: str
    factor: str
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Comparator:
    """The same kind of product made of virgin material (clause 5.3)."""

    method: str
    declared_total_kgco2e: Fraction | None
    functional_unit: ProductAmount | None
    boundary: str
    gwp_set: str
    allocation: str
    reasons: str
    evidence: tuple[str, ...]
    factor_set: str = ""
    mass: Quantity | None = None
    lifetime: ProductAmount | None = None
    product_lifetime: ProductAmount | None = None
    overrides: tuple[Override, ...] = ()
