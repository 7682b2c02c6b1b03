"""Rows of the inventory as the case holds them."""

from applications.models import InventoryLine
from applications.snapshots.typed import Json, amount, share
from calculations.catalogue import factor_payload


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
    }


def _factor_id(line: InventoryLine) -> str | None:
    if line.factor:
        return str(factor_payload(line.factor)["id"])
    return f"own/{line.own_factor.line_id}" if line.own_factor else None
