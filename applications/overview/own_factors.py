"""The applicant's own factors of a frozen case: how each was obtained, its meters, and what comes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from applications import choices
from applications.overview.words import Json, amount, day, percent, said, word


@dataclass(frozen=True)
class MeterRow:
    """One metered input with the row of the set it is multiplied with."""

    line_id: str
    name: str
    kind: str
    period_total: str
    allocation: str
    basis: str
    factor: str
    factor_value: str
    factor_source: str
    confidence: str


@dataclass(frozen=True)
class OwnFactorRow:
    """One own factor: its rung, what that rung asks for, and its value."""

    line_id: str
    name: str
    value: str
    rung: str
    origin: str
    source: str
    facts: tuple[str, ...]
    reason: str
    meters: tuple[MeterRow, ...]


def own_factors(case: Json, report: Mapping[str, Any] | None) -> list[OwnFactorRow]:
    """Return the own factors of a case in its order, with the values the engine computed."""
    judged = case["judged"]
    rows = {row["id"]: row for row in judged.get("factors") or ()}
    values = computed_values(report)
    return [_row(row, rows, values) for row in judged.get("own_factors") or ()]


def computed_values(report: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the value of every factor in use as the report has it."""
    found: dict[str, str] = {}
    for side in ((report or {}).get("footprints") or {}).values():
        for line in (side or {}).get("by_line") or ():
            factor = line.get("factor")
            if factor and factor.get("value_kgco2e"):
                found[factor["id"]] = factor["value_kgco2e"]
    return found


def _row(row: Json, rows: Mapping[str, Json], values: Mapping[str, str]) -> OwnFactorRow:
    value = row.get("value_kgco2e") or values.get(row["id"], "")
    return OwnFactorRow(
        line_id=row["id"].removeprefix("own/"),
        name=said(row),
        value=f"{value} kgCO₂e/{row.get('per_unit') or '?'}" if value else "",
        rung=word(choices.OwnFactorRung, row.get("rung")),
        origin=word(choices.FactorOrigin, row.get("origin")),
        source=row.get("source") or "",
        facts=tuple(fact for fact in _facts(row) if fact),
        reason=row.get("reason") or "",
        meters=tuple(_meter(meter, rows.get(meter.get("factor") or "") or {}) for meter in row.get("meters") or ()),
    )


def _facts(row: Json) -> tuple[str, ...]:
    maker, period, certificate = row.get("maker") or {}, row.get("period") or {}, row.get("certificate") or {}
    days = " – ".join(day(period.get(end)) for end in ("start", "end") if period.get(end))
    masses = " → ".join(text for text in (amount(row.get("intake")), amount(row.get("output"))) if text)
    expires = day(certificate.get("expires_on"))
    return (
        " ".join(text for text in (maker.get("name"), maker.get("licence")) if text),
        days,
        masses,
        " · ".join(text for text in (certificate.get("number"), certificate.get("holder"), expires) if text),
    )


def _meter(meter: Json, factor: Json) -> MeterRow:
    return MeterRow(
        line_id=meter["line_id"],
        name=meter.get("name") or meter["line_id"],
        kind=word(choices.MeterKind, meter.get("kind")),
        period_total=amount(meter.get("period_total")),
        allocation=percent(meter.get("allocation_share")),
        basis=" · ".join(
            text for text in (word(choices.QuantityBasis, meter.get("quantity_basis")), meter.get("meter")) if text
        ),
        factor=said(factor),
        factor_value=f"{factor['value_kgco2e']} kgCO₂e/{factor['per_unit']}" if factor else "",
        factor_source=factor.get("source") or "",
        confidence=factor.get("confidence") or "",
    )
