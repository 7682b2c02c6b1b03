"""Editions, factories and product category rule."""

from __future__ import annotations

from calculations.engine import case as values
from calculations.engine.source import Source


def editions(source: Source) -> values.Editions:
    return values.Editions(
        criteria=source.text("criteria", required=True),
        guideline=source.text("guideline", required=True),
        factor_set=source.text("factor_set", required=True),
        gwp_set=source.text("gwp_set", required=True),
    )


def factory(line: Source) -> values.Factory:
    licence = line.text("licence", required=True)
    return values.Factory(line.line_id, licence, line.share("output_share", required=False))


def pcr(source: Source) -> values.Pcr:
    status = source.choice("status", values.PCR_STATUSES)
    return values.Pcr(
        status=status,
        code=source.text("code", required=status == "registered"),
        version=source.text("version"),
        sent_on=source.day("sent_on", required=status == "draft"),
        is_cradle_to_gate_permitted=bool(source.flag("is_cradle_to_gate_permitted")),
    )
