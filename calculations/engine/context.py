"""What a verdict depends on besides the case and the rulings: frozen with every run, hashed, and read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculations.engine.claims import DocumentClaim, claims_from_json
from calculations.engine.mass_bands import MassBand, mass_bands_from_json
from calculations.engine.recognised_bodies import RecognisedBodies, recognised_bodies


@dataclass(frozen=True)
class Context:
    """The day judged on; each further part is a dated table of its own, empty where the run carries none."""

    on: date | None = None
    claims: tuple[DocumentClaim, ...] = ()
    mass_bands: Mapping[str, MassBand] = field(default_factory=dict)
    recognised_bodies: RecognisedBodies | None = None

    @property
    def filing_day(self) -> date | None:
        """The day on which a certificate of type 4.2 has to be in force: that of filing, before it the day judged."""
        return (self.recognised_bodies.filed_on if self.recognised_bodies else None) or self.on


def context_from_json(given: Mapping[str, Any]) -> Context:
    """Read a run's context.

    Raises:
        ValueError: a part is malformed, which is a fault of the caller, never of the applicant.
    """
    on = given.get("on")
    return Context(
        on=date.fromisoformat(on) if on else None,
        claims=claims_from_json(given.get("claims") or ()),
        mass_bands=mass_bands_from_json(given.get("mass_bands") or ()),
        recognised_bodies=recognised_bodies(given.get("recognised_bodies")),
    )
