"""The comparator as stated."""

from __future__ import annotations

from calculations.engine import case as values
from calculations.engine.source import Source


def comparator(source: Source) -> values.Comparator:
    return values.Comparator(
        method=source.choice("method", values.COMPARATOR_METHODS),
        declared_total_kgco2e=source.number("declared_total_kgco2e", required=False),
        functional_unit=source.product_amount("functional_unit", required=False),
        boundary=source.choice("boundary", values.BOUNDARIES, required=False),
        gwp_set=source.text("gwp_set"),
        allocation=source.text("allocation"),
        reasons=source.text("reasons"),
        evidence=source.texts("evidence"),
    )
