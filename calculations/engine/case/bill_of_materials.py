"""Parts, and the portions of material they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from calculations.engine.case.stock import Lot
from calculations.engine.quantities import Quantity


@dataclass(frozen=True)
class WasteOrigin:
    """Where the waste arose, the basis of clause 4.1.2."""

    kind: str = ""
    name: str = ""
    licence: str = ""
    country: str = ""
    juristic_id: str = ""

    @property
    def is_abroad(self) -> bool:
        return self.country not in ("", "TH")


@dataclass(frozen=True)
class Reprocessor:
    name: str = ""
    licence: str = ""
    permit: str = ""
    # True where another company runs the line that stands under the applicant's own licence.
    is_outsourced: bool | None = None


@dataclass(frozen=True)
class Portion:
    """One material of a part, with its share of the part's mass.

    ``yield_share`` is how much of this material ends in the product, where the materials of a part lose differently.
    """

    line_id: str
    material: str
    origin: str
    share_low: Fraction | None
    share_high: Fraction | None
    waste_origin: WasteOrigin = field(default_factory=WasteOrigin)
    reprocessor: Reprocessor = field(default_factory=Reprocessor)
    data_route: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    is_returnable_to_process: bool | None = None
    otherwise_fate: str = ""
    is_bio_based: bool | None = None
    claim_method: str = ""
    generating_process: str = ""
    lots: tuple[Lot, ...] = ()
    yield_share: Fraction | None = None


@dataclass(frozen=True)
class BomNode:
    """A part or assembly; ``count`` pieces of it stand in one piece of its parent.

    Its mass in the product is ``mass`` of one piece, or ``input_mass`` × ``yield_share``, or, for all pieces together,
    ``mass_share`` of the declared mass of the product.
    """

    line_id: str
    parent: str
    count: Fraction | None
    name: str
    role: str
    mass: Quantity | None
    moisture_share: Fraction | None
    portions: tuple[Portion, ...]
    input_mass: Quantity | None = None
    yield_share: Fraction | None = None
    mass_share: Fraction | None = None
