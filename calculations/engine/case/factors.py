"""Emission factors as a case embeds them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.quantities import Unit


@dataclass(frozen=True)
class Factor:
    """An emission factor in kgCO2e per unit, a row of a dated set or the applicant's own."""

    id: str
    kind: str
    set: str
    row: str
    name_th: str
    name_en: str
    value_kgco2e: Fraction | None
    per_unit: Unit | None
    gwp_set: str
    scheme: str
    category: str
    source: str
    confidence: str
    origin: str
    heat_basis: str = ""
