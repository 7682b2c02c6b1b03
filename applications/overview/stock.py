"""The year of each recycled material of a frozen case, with its deliveries and what the report says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from applications import choices
from applications.overview.words import Json, amount, day, percent, word
from calculations.engine.display import grouped_text


@dataclass(frozen=True)
class DeliveryRow:
    """One delivery as people read it."""

    line_id: str
    received_on: str
    supplier: str
    document: str
    mass: str
    recycled: str
    origin: str


@dataclass(frozen=True)
class StockRow:
    """One material: the account of the year and the outcome of the comparison with what the product claims."""

    line_id: str
    material: str
    opening: str
    receipts: str
    used_here: str
    used_elsewhere: str
    losses: str
    closing: str
    outcome: str
    claimed: str
    recycled: str
    deliveries: tuple[DeliveryRow, ...]
    lots: tuple[tuple[str, str, str], ...]


def stock(case: Json, report: Mapping[str, Any] | None) -> list[StockRow]:
    """Return the balances of the case in their order."""
    judged = case["judged"]
    numbers = {row["line_id"]: row.get("number") or row.get("title") or "" for row in judged.get("evidence") or ()}
    outcomes = {row["id"]: row for row in (report or {}).get("outcomes") or ()}
    lots = {
        portion["line_id"]: portion.get("lots") or ()
        for part in judged.get("bill_of_materials") or ()
        for portion in part.get("portions") or ()
    }
    return [_row(row, numbers, outcomes, lots) for row in judged.get("stock_balances") or ()]


def _row(row: Json, numbers: Mapping[str, str], outcomes: Mapping[str, Any], lots: Mapping[str, Any]) -> StockRow:
    found = outcomes.get(f"ce-cfp.4.1.1.stock:{row['line_id']}") or {}
    figures = found.get("figures") or {}
    share = percent(row.get("opening_recycled_share"))
    opening = amount(row.get("opening"))
    return StockRow(
        line_id=row["line_id"],
        material=row.get("material") or row["line_id"],
        opening=f"{opening} ({share})" if opening and share else opening,
        receipts=grouped_text(figures.get("receipts_kg", "")),
        used_here=amount(row.get("used_here")),
        used_elsewhere=amount(row.get("used_elsewhere")),
        losses=amount(row.get("losses")),
        closing=amount(row.get("closing")),
        outcome=found.get("outcome", ""),
        claimed=grouped_text(figures.get("claimed_kg", "")),
        recycled=grouped_text(figures.get("recycled_lower_kg", "")),
        deliveries=tuple(_delivery(line, numbers) for line in row.get("deliveries") or ()),
        lots=tuple(
            (lot.get("label") or "", amount(lot.get("output")), percent(lot.get("share")))
            for name in row.get("portions") or ()
            for lot in lots.get(name, ())
        ),
    )


def _delivery(line: Json, numbers: Mapping[str, str]) -> DeliveryRow:
    return DeliveryRow(
        line_id=line["line_id"],
        received_on=day(line.get("received_on")),
        supplier=line.get("supplier") or "",
        document=numbers.get(line.get("document") or "", ""),
        mass=amount(line.get("mass")),
        recycled=percent(line.get("recycled_share")),
        origin=word(choices.Origin, line.get("origin")),
    )
