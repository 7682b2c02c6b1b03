"""Amounts of the product itself."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.quantities import Unit


@dataclass(frozen=True)
class ProductAmount:
    """An amount of the product: in a unit of the table, or in the applicant's own word for a piece of it."""

    value: Fraction | None
    unit_text: str
    unit: Unit | None
