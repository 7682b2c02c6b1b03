"""The inventory of a frozen case beside what the engine made of each line: amount, factor with source, emission."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from applications import choices
from applications.overview.line_details import line_details
from applications.overview.words import Json, amount, percent, said, word
from calculations.engine.display import decimal_text, readable_text


@dataclass(frozen=True)
class InventoryRow:
    """One line: what was stated for the data period, and what comes of it per functional unit."""

    line_id: str
    stage: str
    kind: str
    process: str
    name: str
    period_total: str
    quantity_basis: str
    source_document: str
    allocation: str
    amount: str
    factor: str
    factor_value: str
    factor_source: str
    confidence: str
    is_own_factor: bool
    emission: str
    percent: str
    is_cut_off: bool
    cut_off_reason: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Totals:
    """The footprint of one side: the printed figure, the exact one, and the shares of the stages."""

    text: str
    exact: str
    is_declared: bool
    stages: tuple[tuple[str, str, str], ...]
    # Beside the footprint, in kg per functional unit; empty where nothing is stated.
    biogenic_emitted: str = ""
    biogenic_removed: str = ""


def inventory(case: Json, report: Mapping[str, Any] | None, side: str) -> list[InventoryRow]:
    """Return the lines of one side (`product`, `comparator`) in the order of the case."""
    judged = case["judged"]
    factors = {row["id"]: row for name in ("factors", "own_factors") for row in judged.get(name) or ()}
    footprint = ((report or {}).get("footprints") or {}).get(side) or {}
    computed = {row["line_id"]: row for row in footprint.get("by_line") or ()}
    lines = [line for line in judged.get("inventory") or () if line["side"] == side]
    return [_row(line, factors, computed.get(line["line_id"]) or {}, footprint) for line in lines]


def totals(report: Mapping[str, Any] | None, side: str) -> Totals | None:
    """Return the footprint of one side, or None where the report has none."""
    footprint = ((report or {}).get("footprints") or {}).get(side)
    if not footprint or footprint.get("text") is None:
        return None
    stages = tuple(
        (word(choices.Stage, row["stage"]), row["text"], row["percent_text"]) for row in footprint.get("by_stage") or ()
    )
    return Totals(
        footprint["text"], footprint["exact"], bool(footprint.get("is_declared")), stages, *_biogenic(footprint)
    )


def _biogenic(footprint: Mapping[str, Any]) -> tuple[str, str]:
    stated = footprint.get("biogenic") or {}
    emitted, removed = Fraction(stated.get("emitted") or 0), Fraction(stated.get("removed") or 0)
    if not emitted and not removed:
        return "", ""
    return readable_text(emitted), readable_text(removed)


def _row(line: Json, factors: Mapping[str, Json], computed: Json, footprint: Json) -> InventoryRow:
    factor = factors.get(line.get("factor") or "") or {}
    return InventoryRow(
        line_id=line["line_id"],
        stage=word(choices.Stage, line.get("stage")),
        kind=word(choices.LineKind, line.get("kind")),
        process=line.get("process") or "",
        name=line.get("name") or line["line_id"],
        period_total=amount(line.get("period_total")),
        quantity_basis=word(choices.QuantityBasis, line.get("quantity_basis")),
        source_document=line.get("source_document") or "",
        allocation=percent(line.get("allocation_share")),
        amount=_per_unit(computed),
        factor=said(factor),
        factor_value=_factor_value(factor, computed),
        factor_source=factor.get("source") or "",
        confidence=factor.get("confidence") or "",
        is_own_factor=factor.get("kind") == "own",
        emission=computed.get("text") or "",
        percent=_percent_of(computed.get("exact"), footprint.get("exact")),
        is_cut_off=bool(line.get("is_cut_off")),
        cut_off_reason=line.get("cut_off_reason") or "",
        details=line_details(line, {key: said(row) for key, row in factors.items()}),
    )


def _factor_value(factor: Json, computed: Json) -> str:
    """The value with its unit; that of a metered factor is in the report alone."""
    value = factor.get("value_kgco2e") or (computed.get("factor") or {}).get("value_kgco2e")
    return f"{value} kgCO₂e/{factor['per_unit']}" if value else ""


def _per_unit(computed: Json) -> str:
    exact = computed.get("amount_per_functional_unit")
    carried = [term for term in computed.get("terms") or () if term["role"] == "out"]
    if carried:
        total = sum((Fraction(term["amount_per_functional_unit"]) for term in carried), Fraction(0))
        return f"{readable_text(total)} tkm"
    return f"{readable_text(Fraction(exact))} {computed.get('unit', '')}".strip() if exact else ""


def _percent_of(part: str | None, total: str | None) -> str:
    if not part or not total or Fraction(total) == 0:
        return ""
    return f"{decimal_text(Fraction(part) / Fraction(total) * 100, 1)} %"
