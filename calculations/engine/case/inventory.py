"""Lines of the life-cycle inventory: totals of the data period."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.quantities import Quantity


@dataclass(frozen=True)
class Density:
    """What turns a mass of one line's substance into its volume and back, with where it was taken from."""

    value_kg_per_m3: Fraction
    source: str


@dataclass(frozen=True)
class TransportLeg:
    """One way of a transport line: the line's mass goes out loaded (tkm) and the vehicle comes back (km).

    ``distance`` is that of one way. Journeys back are ``trips``, or the line's mass divided by ``payload``.
    """

    line_id: str
    distance: Quantity | None
    distance_source: str
    vehicle: str
    load_share: Fraction | None
    factor: str
    comes_back_empty: bool | None
    return_reason: str
    trips: Fraction | None
    payload: Quantity | None
    return_factor: str


@dataclass(frozen=True)
class InventoryLine:
    """One input, output or transport of the data period; outputs carry no emission of their own.

    A fuel has its production as ``factor`` and what leaves the chimney as ``combustion_factor``. Biogenic carbon
    dioxide (kg in the period) stands beside the footprint and is never added to it or taken from it.
    """

    line_id: str
    side: str
    stage: str
    process: str
    kind: str
    name: str
    period_total: Quantity | None
    source_document: str
    quantity_basis: str
    allocation_share: Fraction | None
    allocation_basis: str
    factor: str
    portion: str
    yield_share: Fraction | None
    is_cut_off: bool
    cut_off_reason: str
    density: Density | None = None
    combustion_factor: str = ""
    heat_basis: str = ""
    legs: tuple[TransportLeg, ...] = ()
    biogenic_emitted_kgco2: Fraction | None = None
    biogenic_removed_kgco2: Fraction | None = None
    cut_off_estimate_share: Fraction | None = None
    is_in_balance: bool | None = None

    @property
    def factors_named(self) -> tuple[str, ...]:
        """Every factor the line is multiplied with, by its id: whoever judges factors has to see them all."""
        if not self.legs and not self.combustion_factor:
            return (self.factor,) if self.factor else ()
        ways = (name for leg in self.legs for name in (leg.factor, leg.return_factor))
        return tuple(name for name in (self.factor, self.combustion_factor, *ways) if name)
