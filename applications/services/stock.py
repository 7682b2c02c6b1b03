"""The stock of recycled material over the year: balances stored, and worked out as the engine will judge them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Max

from applications import snapshots
from applications.completeness.stock import recycled_portions
from applications.models import Application, Delivery, Lot, Portion, StockBalance
from applications.models.numbers import TypedNumbersModel
from calculations.engine import display
from calculations.engine.criteria.editions import EDITIONS
from calculations.engine.reading import case_from_json
from calculations.engine.stock_figures import account, claimed_kg, kg, missing_figures


@dataclass(frozen=True)
class StockFigures:
    """One balance in kg as text: the account of the year and whether it covers what the product claims."""

    opening: str
    receipts: str
    supply: str
    used_here: str
    used_elsewhere: str
    losses: str
    closing: str
    gap: str
    recycled_percent: str
    recycled: str
    claimed: str
    short: str
    verdict: str


def figures_of(application: Application) -> dict[str, StockFigures]:
    """Return the figures of every balance of a case by its line_id, as they are stored now."""
    case, _problems = case_from_json(snapshots.case_of(application))
    edition = EDITIONS.get(case.editions.criteria)
    if edition is None:
        return {}
    found: dict[str, StockFigures] = {}
    for balance in case.stock_balances:
        held, claimed = account(case, balance), claimed_kg(case, edition, balance.portions)
        short = Fraction(0) if claimed is None else max(Fraction(0), claimed - held.lower_kg)
        is_unknown = claimed is None or missing_figures(case, balance) is not None
        found[balance.line_id] = StockFigures(
            opening=_kilograms(kg(balance.opening)),
            receipts=_kilograms(held.receipts_kg),
            supply=_kilograms(held.supply_kg),
            used_here=_kilograms(kg(balance.used_here)),
            used_elsewhere=_kilograms(kg(balance.used_elsewhere)),
            losses=_kilograms(kg(balance.losses)),
            closing=_kilograms(kg(balance.closing)),
            gap=_kilograms(held.gap_kg) if held.gap_kg else "",
            recycled_percent=display.percent_text(held.lower_share),
            recycled=_kilograms(held.lower_kg, "floor"),
            claimed="" if claimed is None else _kilograms(claimed, "ceil"),
            short=_kilograms(short, "ceil") if short else "",
            verdict="pending" if is_unknown else "fail" if short else "pass",
        )
    return found


def _kilograms(value: Fraction, direction: display.Direction = "half_up") -> str:
    return display.grouped_text(display.readable_text(value, direction))


def add_balances(application: Application) -> int:
    """Add a balance for every recycled portion that stands in none; return how many."""
    held = set(application.stock_balances.values_list("portions", flat=True))
    missing = [portion for portion in recycled_portions(application) if portion.pk not in held]
    position = int(application.stock_balances.aggregate(last=Max("position"))["last"] or 0)
    for offset, portion in enumerate(missing, start=1):
        balance = StockBalance.objects.create(
            application=application, position=position + offset, material=portion.material
        )
        balance.portions.set([portion])
    return len(missing)


def write_balance(
    balance: StockBalance,
    values: Mapping[str, Any],
    portions: Iterable[Portion],
    rows: Iterable[tuple[TypedNumbersModel, Mapping[str, Any]]],
) -> None:
    """Store one balance of the locked application with its deliveries and lots."""
    for name, value in values.items():
        setattr(balance, name, value)
    balance.save()
    balance.portions.set(portions)
    for row, typed in rows:
        for name, value in typed.items():
            setattr(row, name, value)
        row.save()


def change_rows(balance: StockBalance, action: str, line_id: str) -> None:
    """Add an empty delivery or lot, or take one away; anything else changes nothing."""
    if action == "add_delivery":
        last = balance.deliveries.last()
        supplier, origin = (last.supplier, last.origin) if last else ("", "")
        position = last.position + 1 if last else 0
        Delivery.objects.create(balance=balance, position=position, supplier=supplier, origin=origin)
    elif action == "add_lot":
        last_lot = balance.lots.last()
        Lot.objects.create(balance=balance, position=last_lot.position + 1 if last_lot else 0)
    elif action == "remove":
        balance.deliveries.filter(line_id=line_id).delete()
        balance.lots.filter(line_id=line_id).delete()


def figures_as_typed(
    balance: StockBalance,
    values: Mapping[str, Any],
    portions: Iterable[Portion],
    rows: Iterable[tuple[TypedNumbersModel, Mapping[str, Any]]],
) -> StockFigures | None:
    """Return the figures a balance would have if it were saved; nothing is."""
    with transaction.atomic():
        write_balance(balance, values, portions, rows)
        found = figures_of(balance.application).get(balance.line_id)
        transaction.set_rollback(True)
    return found
