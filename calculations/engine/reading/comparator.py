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
        factor_set=source.text("factor_set"),
        mass=source.mass("mass", required=False),
        lifetime=source.product_amount("lifetime", required=False),
        product_lifetime=source.product_amount("product_lifetime", required=False),
        overrides=tuple(override(line) for line in source.lines("overrides")),
    )


def override(line: Source) -> values.Override:
    return values.Override(
        line_id=line.line_id,
        portion=line.text("portion", required=True),
        factor=line.text("factor", required=True),
        reason=line.text("reason"),
        evidence=line.texts("evidence"),
    )
