"""Stock balances with their deliveries, and the lots of a portion."""

from __future__ import annotations

from calculations.engine import case as values
from calculations.engine.problems import Problem, shown
from calculations.engine.quantities import Quantity
from calculations.engine.source import Source


def stock_balance(line: Source) -> values.StockBalance:
    return values.StockBalance(
        line_id=line.line_id,
        material=line.text("material", required=True),
        portions=line.texts("portions"),
        opening=_mass(line, "opening"),
        opening_recycled_share=line.share("opening_recycled_share", required=False),
        deliveries=tuple(_delivery(inner) for inner in line.lines("deliveries")),
        used_here=_mass(line, "used_here"),
        used_elsewhere=_mass(line, "used_elsewhere"),
        losses=_mass(line, "losses"),
        closing=_mass(line, "closing"),
        yield_share=line.share("yield_share", required=False),
        moisture_share=line.share("moisture_share", required=False),
    )


def _delivery(line: Source) -> values.Delivery:
    return values.Delivery(
        line_id=line.line_id,
        document=line.text("document"),
        supplier=line.text("supplier"),
        received_on=line.day("received_on", required=False),
        mass=line.mass("mass"),
        recycled_share=line.share("recycled_share", required=False),
        origin=line.choice("origin", values.ORIGINS, required=False),
    )


def lot(line: Source) -> values.Lot:
    return values.Lot(
        line_id=line.line_id,
        label=line.text("label", required=True),
        output=line.product_amount("output"),
        share=line.share("share"),
        mass=_mass(line, "mass"),
    )


def _mass(line: Source, key: str) -> Quantity | None:
    """A mass that may be nothing at all, but never less."""
    quantity = line.quantity(key, required=False)
    if quantity is None:
        return None
    if quantity.unit.dimension != "mass":
        line.note(Problem("unit_dimension", f"{quantity.unit.code} ≠ kg"), f"{key}.unit")
        return None
    if quantity.value < 0:
        line.note(Problem("number_negative", shown(quantity.typed)), f"{key}.amount")
        return None
    return quantity
