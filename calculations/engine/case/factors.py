"""Emission factors as a case embeds them, and how an applicant's own one was obtained."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from calculations.engine.quantities import Quantity, Unit


@dataclass(frozen=True)
class Meter:
    """A metered input of the recycler in the factor's period, with the factor it is multiplied with."""

    line_id: str
    kind: str
    name: str
    period_total: Quantity | None
    allocation_share: Fraction | None
    factor: str
    quantity_basis: str = ""
    meter: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Certificate:
    """A supplier's certified footprint that a factor is taken from."""

    number: str = ""
    holder: str = ""
    expires_on: date | None = None


@dataclass(frozen=True)
class OwnFactor:
    """How an own factor was obtained: its rung of clause 5.2 and what that rung asks for.

    ``output`` and ``intake`` are the recycled material made and the waste taken in during the period;
    their ratio is the yield.
    """

    rung: str = ""
    reason: str = ""
    maker_name: str = ""
    maker_licence: str = ""
    period_start: date | None = None
    period_end: date | None = None
    output: Quantity | None = None
    intake: Quantity | None = None
    meters: tuple[Meter, ...] = ()
    certificate: Certificate = field(default_factory=Certificate)
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Factor:
    """An emission factor in kgCO2e per unit, a row of a dated set or the applicant's own.

    The value of an own factor on a metered rung is computed from its meters; one that is stated beside them
    stands in the sums and has to agree.
    """

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
    own: OwnFactor | None = None
    heat_basis: str = ""
