"""Inventory lines."""

from __future__ import annotations

from calculations.engine import case as values
from calculations.engine.source import Source


def inventory_line(line: Source) -> values.InventoryLine:
    is_cut_off = bool(line.flag("is_cut_off"))
    kind = line.choice("kind", values.LINE_KINDS)
    return values.InventoryLine(
        line_id=line.line_id,
        side=line.choice("side", values.SIDES),
        stage=line.choice("stage", values.STAGES),
        process=line.text("process"),
        kind=kind,
        name=line.text("name", required=True),
        period_total=line.quantity("period_total", required=not is_cut_off),
        source_document=line.text("source_document"),
        quantity_basis=line.choice("quantity_basis", values.QUANTITY_BASES, required=False),
        allocation_share=line.share("allocation_share", required=not is_cut_off),
        allocation_basis=line.text("allocation_basis"),
        factor=line.text("factor"),
        portion=line.text("portion"),
        yield_share=line.share("yield_share", required=False),
        is_cut_off=is_cut_off,
        cut_off_reason=line.text("cut_off_reason", required=is_cut_off),
        portions=line.texts("portions"),
        stands_for=line.text("stands_for"),
    )
