"""Rows of the inventory as the case holds them."""

from django.db.models import Q

from applications import choices
from applications.models import Application, InventoryLine
from applications.snapshots.typed import Json, amount, share
from calculations.catalogue import factor_payload


def lines_in_use(application: Application) -> list[InventoryLine]:
    """Return the lines the case consists of: of the comparator's only those that its method takes.

    Lines kept from another method stay in the draft, where they come back with it, and are no part of the case.
    """
    rows = application.inventory_lines.select_related("factor__factor_set", "own_factor", "portion", "stands_for")
    method = application.comparator_method
    of_comparator: dict[str, Q] = {
        choices.ComparatorMethod.GENERATED: Q(stands_for__isnull=False),
        choices.ComparatorMethod.MEASURED: Q(stands_for__isnull=True),
    }
    product = Q(side=choices.Side.PRODUCT)
    return list(rows.filter(product | of_comparator[method]) if method in of_comparator else rows.filter(product))


def inventory_line(line: InventoryLine) -> Json:
    return {
        "line_id": line.line_id,
        "side": line.side,
        "stage": line.stage,
        "process": line.process,
        "kind": line.kind,
        "name": line.name,
        "period_total": amount(line.period_total_text, line.period_total_unit),
        "source_document": line.source_document,
        "quantity_basis": line.quantity_basis,
        "allocation_share": share(line.allocation_share_text or "100"),
        "allocation_basis": line.allocation_basis,
        "factor": _factor_id(line),
        "portion": line.portion.line_id if line.portion else None,
        "yield_share": None,
        "is_cut_off": line.is_cut_off,
        "cut_off_reason": line.cut_off_reason,
        "stands_for": line.stands_for.line_id if line.stands_for else None,
    }


def _factor_id(line: InventoryLine) -> str | None:
    if line.factor:
        return str(factor_payload(line.factor)["id"])
    return f"own/{line.own_factor.line_id}" if line.own_factor else None
