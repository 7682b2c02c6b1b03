"""Inventory lines, with what belongs to one: density, transport legs, biogenic carbon."""

from __future__ import annotations

from fractions import Fraction

from calculations.engine import case as values
from calculations.engine.density import density_size
from calculations.engine.problems import Problem
from calculations.engine.source import Source


def inventory_line(line: Source) -> values.InventoryLine:
    is_cut_off = bool(line.flag("is_cut_off"))
    kind = line.choice("kind", values.LINE_KINDS)
    biogenic = line.inner("biogenic")
    return values.InventoryLine(
        line_id=line.line_id,
        side=line.choice("side", values.SIDES),
        stage=line.choice("stage", values.STAGES),
        process=line.text("process"),
        kind=kind,
        name=line.text("name", required=True),
        period_total=line.quantity("period_total", required=not is_cut_off),
        source_document=line.text("source_document"),
        quantity_basis=line.choice("quantity_basis", values.QUANTITY_BASES, required=False),
        allocation_share=line.share("allocation_share", required=not is_cut_off),
        allocation_basis=line.text("allocation_basis"),
        factor=line.text("factor"),
        portion=line.text("portion"),
        yield_share=line.share("yield_share", required=False),
        is_cut_off=is_cut_off,
        cut_off_reason=line.text("cut_off_reason", required=is_cut_off),
        density=_density(line.inner("density")) if line.has("density") else None,
        combustion_factor=line.text("combustion_factor"),
        heat_basis=line.choice("heat_basis", values.HEAT_BASES, required=False),
        legs=tuple(_leg(leg) for leg in line.lines("legs")) if line.has("legs") else (),
        biogenic_emitted_kgco2=_not_negative(biogenic, "emitted_kgco2"),
        biogenic_removed_kgco2=_not_negative(biogenic, "removed_kgco2"),
        cut_off_estimate_share=line.share("cut_off_estimate_share", required=False),
        is_in_balance=line.flag("is_in_balance"),
    )


def _density(source: Source) -> values.Density | None:
    value, size = source.positive("amount"), density_size(source.data.get("unit"))
    named = source.text("source", required=True)
    if isinstance(size, Problem):
        source.note(size, "unit")
        return None
    return None if value is None else values.Density(value * size, named)


def _leg(leg: Source) -> values.TransportLeg:
    return values.TransportLeg(
        line_id=leg.line_id,
        distance=leg.quantity("distance", is_positive=True),
        distance_source=leg.text("distance_source"),
        vehicle=leg.text("vehicle"),
        load_share=leg.share("load_share", required=False),
        factor=leg.text("factor"),
        comes_back_empty=leg.flag("comes_back_empty"),
        return_reason=leg.text("return_reason"),
        trips=leg.positive("trips", required=False),
        payload=leg.mass("payload", required=False),
        return_factor=leg.text("return_factor"),
    )


def _not_negative(source: Source, key: str) -> Fraction | None:
    value = source.number(key, required=False)
    if value is not None and value < 0:
        source.note(Problem("number_negative", str(source.data[key])[:40]), key)
        return None
    return value
