"""Emission factors as embedded, with how an own one was obtained."""

from __future__ import annotations

from calculations.engine import case as values
from calculations.engine.own_factor import COMPUTED_RUNGS, with_computed
from calculations.engine.source import Source


def all_factors(judged: Source) -> dict[str, values.Factor]:
    """All factors by id, those of the set and the applicant's own, the metered ones computed."""
    read = {
        found.id: found
        for key, kind in (("factors", ""), ("own_factors", "own"))
        for line in judged.lines(key, id_key="id")
        if (found := factor(line, kind)).id
    }
    return with_computed(read, judged.problems)


def factor(line: Source, kind: str) -> values.Factor:
    origin = line.choice("origin", values.FACTOR_ORIGINS, required=False)
    kind = kind or line.choice("kind", values.FACTOR_KINDS)
    own = own_factor(line) if kind == "own" else None
    return values.Factor(
        id=line.line_id,
        kind=kind,
        set=line.text("set"),
        row=line.text("row"),
        name_th=line.text("name_th"),
        name_en=line.text("name_en"),
        value_kgco2e=line.number("value_kgco2e", required=own is None or own.rung not in COMPUTED_RUNGS),
        per_unit=line.unit("per_unit"),
        gwp_set=line.text("gwp_set"),
        scheme=line.text("scheme"),
        category=line.text("category"),
        source=line.text("source", required=True),
        confidence=line.text("confidence"),
        origin="recycled" if line.flag("is_for_recycled") else origin or "other",
        own=own,
        heat_basis=line.choice("heat_basis", values.HEAT_BASES, required=False),
    )


def own_factor(line: Source) -> values.OwnFactor:
    maker, period, certificate = line.inner("maker"), line.inner("period"), line.inner("certificate")
    rung = line.choice("rung", values.OWN_FACTOR_RUNGS, required=False)
    return values.OwnFactor(
        rung=rung,
        reason=line.text("reason"),
        maker_name=maker.text("name"),
        maker_licence=maker.text("licence"),
        period_start=period.day("start", required=False),
        period_end=period.day("end", required=False),
        output=line.quantity("output", required=rung in COMPUTED_RUNGS, is_positive=True),
        intake=line.quantity("intake", required=False, is_positive=True),
        meters=tuple(meter(inner) for inner in line.lines("meters")),
        certificate=values.Certificate(
            number=certificate.text("number"),
            holder=certificate.text("holder"),
            expires_on=certificate.day("expires_on", required=False),
        ),
        evidence=line.texts("evidence"),
    )


def meter(line: Source) -> values.Meter:
    return values.Meter(
        line_id=line.line_id,
        kind=line.choice("kind", values.METER_KINDS),
        name=line.text("name", required=True),
        period_total=line.quantity("period_total", is_positive=True),
        allocation_share=line.share("allocation_share"),
        factor=line.text("factor", required=True),
        quantity_basis=line.choice("quantity_basis", values.QUANTITY_BASES, required=False),
        meter=line.text("meter"),
        evidence=line.texts("evidence"),
    )
