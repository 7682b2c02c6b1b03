"""Documents of the case as far as a rule reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calculations.engine.quantities import Quantity


@dataclass(frozen=True)
class Evidence:
    """A document: what it is, whose, of what day and of what mass."""

    line_id: str
    kind: str = ""
    number: str = ""
    seller: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    mass: Quantity | None = None
    sha256: str = ""
