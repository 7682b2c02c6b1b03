"""Emission factors as embedded."""

from __future__ import annotations

from calculations.engine import case as values
from calculations.engine.source import Source


def factor(line: Source, kind: str) -> values.Factor:
    origin = line.choice("origin", values.FACTOR_ORIGINS, required=False)
    return values.Factor(
        id=line.line_id,
        kind=kind or line.choice("kind", values.FACTOR_KINDS),
        set=line.text("set"),
        row=line.text("row"),
        name_th=line.text("name_th"),
        name_en=line.text("name_en"),
        value_kgco2e=line.number("value_kgco2e"),
        per_unit=line.unit("per_unit"),
        gwp_set=line.text("gwp_set"),
        scheme=line.text("scheme"),
        category=line.text("category"),
        source=line.text("source", required=True),
        confidence=line.text("confidence"),
        origin="recycled" if line.flag("is_for_recycled") else origin or "other",
        heat_basis=line.choice("heat_basis", values.HEAT_BASES, required=False),
    )
