"""Stock balances, deliveries and lots as the case holds them."""

from applications.models import Application, Evidence, Lot, StockBalance
from applications.snapshots.typed import Json, amount, day, share


def stock_balances(application: Application) -> list[Json]:
    rows = application.stock_balances.prefetch_related("portions", "deliveries__evidence")
    return [_balance(row) for row in rows]


def _balance(row: StockBalance) -> Json:
    unit = row.mass_unit
    return {
        "line_id": row.line_id,
        "material": row.material,
        "portions": sorted(portion.line_id for portion in row.portions.all()),
        "opening": amount(row.opening_text, unit),
        "opening_recycled_share": share(row.opening_share_text),
        "deliveries": [
            {
                "line_id": delivery.line_id,
                "received_on": day(delivery.received_text),
                "supplier": delivery.supplier,
                "document": _document(delivery.evidence),
                "mass": amount(delivery.mass_text, unit),
                "recycled_share": share(delivery.recycled_share_text),
                "origin": delivery.origin,
            }
            for delivery in row.deliveries.all()
        ],
        "used_here": amount(row.used_here_text, unit),
        "used_elsewhere": amount(row.used_elsewhere_text, unit),
        "losses": amount(row.losses_text, unit),
        "closing": amount(row.closing_text, unit),
        "yield_share": share(row.yield_share_text),
        "moisture_share": share(row.moisture_share_text),
    }


def _document(evidence: Evidence | None) -> str:
    return evidence.line_id if evidence and evidence.removed_at is None else ""


def lot(row: Lot, product_unit: str) -> Json:
    return {
        "line_id": row.line_id,
        "label": row.label,
        "output": amount(row.output_text, product_unit),
        "share": share(row.share_text),
        "mass": amount(row.mass_text, row.balance.mass_unit),
    }
