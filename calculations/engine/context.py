"""What a verdict depends on besides the case and the rulings: frozen with every run, hashed, and read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculations.engine.claims import DocumentClaim, claims_from_json
from calculations.engine.dated import FactorSets, Term, factor_sets_from_json, guidelines_from_json
from calculations.engine.mass_bands import MassBand, mass_bands_from_json
from calculations.engine.recognised_bodies import RecognisedBodies, recognised_bodies


@dataclass(frozen=True)
class Context:
    """The day judged on; each further part is a dated table of its own, ``None`` where the run carries none.

    ``filed_on`` is the day of filing with TGO, once there is one: what has to be in force is judged on that day.
    """

    on: date | None = None
    claims: tuple[DocumentClaim, ...] = ()
    filed_on: date | None = None
    factor_sets: FactorSets | None = None
    guidelines: Mapping[str, Term] | None = None
    mass_bands: Mapping[str, MassBand] = field(default_factory=dict)
    recognised_bodies: RecognisedBodies | None = None

    @property
    def filing_day(self) -> date | None:
        """The day of filing, or the day judged on as long as nothing is filed."""
        return self.filed_on or (self.recognised_bodies.filed_on if self.recognised_bodies else None) or self.on


def context_from_json(given: Mapping[str, Any]) -> Context:
    """Read a run's context.

    Raises:
        ValueError: a part is malformed, which is a fault of the caller, never of the applicant.
    """
    on, filed_on = given.get("on"), given.get("filed_on")
    sets, guidelines = given.get("factor_sets"), given.get("guidelines")
    return Context(
        on=date.fromisoformat(on) if on else None,
        claims=claims_from_json(given.get("claims") or ()),
        filed_on=date.fromisoformat(filed_on) if filed_on else None,
        factor_sets=factor_sets_from_json(sets) if sets is not None else None,
        guidelines=guidelines_from_json(guidelines) if guidelines is not None else None,
        mass_bands=mass_bands_from_json(given.get("mass_bands") or ()),
        recognised_bodies=recognised_bodies(given.get("recognised_bodies")),
    )
