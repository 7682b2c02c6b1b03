"""Parts and their portions."""

from __future__ import annotations

from calculations.engine import case as values
from calculations.engine.reading.stock import lot
from calculations.engine.source import Source


def node(line: Source) -> values.BomNode:
    return values.BomNode(
        line_id=line.line_id,
        parent=line.text("parent"),
        count=line.positive("count"),
        name=line.text("name"),
        role=line.choice("role", values.ROLES),
        mass=line.mass("mass", required=False),
        moisture_share=line.share("moisture_share", required=False),
        portions=tuple(portion(inner) for inner in line.lines("portions")),
        input_mass=line.mass("input_mass", required=False),
        yield_share=line.share_above_zero("yield_share"),
        mass_share=line.share_above_zero("mass_share"),
    )


def portion(line: Source) -> values.Portion:
    low = line.share("share_low")
    high = line.share("share_high", required=False)
    if low is not None and high is None and not line.has("share_high"):
        high = low
    arose, reprocessor = line.inner("waste_origin"), line.inner("reprocessor")
    return values.Portion(
        line_id=line.line_id,
        material=line.text("material", required=True),
        origin=line.choice("origin", values.ORIGINS),
        share_low=low,
        share_high=high,
        waste_origin=values.WasteOrigin(
            kind=arose.choice("kind", values.WASTE_ORIGIN_KINDS, required=False),
            name=arose.text("name"),
            licence=arose.text("licence"),
            country=arose.text("country").upper(),
            juristic_id=arose.text("juristic_id"),
        ),
        reprocessor=values.Reprocessor(
            reprocessor.text("name"),
            reprocessor.text("licence"),
            reprocessor.text("permit"),
            reprocessor.flag("is_outsourced"),
        ),
        data_route=line.choice("data_route", values.DATA_ROUTES, required=False),
        reason=line.text("reason"),
        evidence=line.texts("evidence"),
        is_returnable_to_process=line.flag("is_returnable_to_process"),
        otherwise_fate=line.choice("otherwise_fate", values.OTHERWISE_FATES, required=False),
        is_bio_based=line.flag("is_bio_based"),
        claim_method=line.choice("claim_method", values.CLAIM_METHODS, required=False),
        generating_process=line.text("generating_process"),
        lots=tuple(lot(inner) for inner in line.lines("lots")),
        yield_share=line.share_above_zero("yield_share"),
    )
