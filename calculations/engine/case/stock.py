"""A recycled material over the data period: what was there, what came, what went, and what remained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from calculations.engine.case.amounts import ProductAmount
from calculations.engine.quantities import Quantity


@dataclass(frozen=True)
class Delivery:
    """A receipt of the material; ``document`` is the line_id of the evidence for it."""

    line_id: str
    document: str
    supplier: str
    received_on: date | None
    mass: Quantity | None
    recycled_share: Fraction | None
    origin: str


@dataclass(frozen=True)
class StockBalance:
    """One material's stock over the data period; ``portions`` are the line_ids of what is made of it.

    ``used_here`` went into this product, ``yield_share`` of it is in the product; ``losses`` are all that neither
    was used nor remained. ``moisture_share`` is the water in all these masses.
    """

    line_id: str
    material: str
    portions: tuple[str, ...]
    opening: Quantity | None
    opening_recycled_share: Fraction | None
    deliveries: tuple[Delivery, ...]
    used_here: Quantity | None
    used_elsewhere: Quantity | None
    losses: Quantity | None
    closing: Quantity | None
    yield_share: Fraction | None = None
    moisture_share: Fraction | None = None


@dataclass(frozen=True)
class Lot:
    """A month or lot of the product with the share that a portion had of its part in it."""

    line_id: str
    label: str
    output: ProductAmount | None
    share: Fraction | None
    mass: Quantity | None
