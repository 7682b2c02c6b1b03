"""Clause 4.1.1: a stock balance closes, leans on the year's receipts, and agrees with the inventory."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.case import Case, StockBalance
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, readable_text
from calculations.engine.outcomes import INVALID, PASS, REVIEW, Outcome, Text
from calculations.engine.stock_figures import RULE, account, kg, missing_figures

_ROWS = ("O13",)


def stock_closes(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Opening + receipts = used here + used elsewhere + losses + closing: within the tolerance noted, beyond it asked.

    Source: clause 4.1.1; both tolerances are assumptions. Row O13.
    """
    settings, rule = edition.settings, f"{RULE}.closing"
    for balance in case.stock_balances if case.route != "4.2" else ():
        if missing_figures(case, balance) is not None:
            continue
        found = account(case, balance)
        gap = abs(found.gap_kg)
        verdict = PASS if gap <= settings.stock_tolerance_share * found.supply_kg else REVIEW
        if gap > settings.stock_invalid_share * found.supply_kg:
            verdict = INVALID
        texts = (readable_text(found.supply_kg), readable_text(found.gone_kg), readable_text(gap))
        message = Text(
            f"{balance.material}: ยกมาและรับเข้า {texts[0]} กก. ใช้ไปและคงเหลือ {texts[1]} กก. ต่างกัน {texts[2]} กก.",
            f"{balance.material}: {texts[0]} kg at hand, {texts[1]} kg accounted for, {texts[2]} kg apart.",
        )
        yield Outcome(
            f"{rule}:{balance.line_id}",
            rule,
            "4.1.1",
            verdict,
            message + _CLOSING[verdict],
            _ROWS,
            {"gap_kg": exact_text(found.gap_kg), "tolerance_share": exact_text(settings.stock_tolerance_share)},
            margin=exact_text(found.gap_kg),
            line_ids=(balance.line_id,),
        )


_CLOSING = {
    PASS: Text("", ""),
    REVIEW: Text("เกินค่าที่ยอมรับได้ โปรดพิจารณาเหตุที่ต่างกัน", "That is more than the tolerance: why do they differ?"),
    INVALID: Text("ต่างกันมากเกินไป โปรดตรวจสอบข้อมูล", "They differ by too much: check the figures."),
}


def opening_supplies(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Opening stock that brings more recycled material than the year's receipts is asked about.

    Source: clause 4.1.1; the share is to be that of the data period (assumption). Row O13.
    """
    rule = f"{RULE}.opening"
    for balance in case.stock_balances if case.route != "4.2" else ():
        found, opening = account(case, balance), kg(balance.opening)
        if opening <= found.receipts_kg and found.opening_recycled_kg <= found.received_recycled_kg:
            continue
        texts = (readable_text(opening), readable_text(found.receipts_kg))
        message = Text(
            f"{balance.material}: ยอดยกมา {texts[0]} กก. เทียบกับรับเข้า {texts[1]} กก. วัสดุรีไซเคิลส่วนใหญ่มาจากยอดยกมา "
            "โปรดพิจารณาหลักฐานของยอดยกมา",
            f"{balance.material}: opening stock {texts[0]} kg against receipts of {texts[1]} kg. "
            "Most of the recycled material comes from the opening stock: what shows where that came from?",
        )
        figures = {
            "opening_kg": exact_text(opening),
            "receipts_kg": exact_text(found.receipts_kg),
            "opening_recycled_kg": exact_text(found.opening_recycled_kg),
            "received_recycled_kg": exact_text(found.received_recycled_kg),
        }
        yield Outcome(
            f"{rule}:{balance.line_id}", rule, "4.1.1", REVIEW, message, _ROWS, figures, line_ids=(balance.line_id,)
        )


def stock_agrees_with_inventory(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The inventory's input of the material lies between its recycled part used here and all that was used or lost.

    Source: clauses 4.1.1, 5.1: one material, one amount. Row O13.
    """
    rule, tolerance = f"{RULE}.inventory", edition.settings.stock_tolerance_share
    for balance in case.stock_balances if case.route != "4.2" else ():
        entered = _entered_kg(case, balance)
        if entered is None or balance.used_here is None:
            continue
        found, used = account(case, balance), kg(balance.used_here)
        least, most = used * found.upper_share * (1 - tolerance), (used + kg(balance.losses)) * (1 + tolerance)
        if least <= entered <= most:
            continue
        texts = (readable_text(entered), readable_text(used))
        message = Text(
            f"{balance.material}: บัญชีรายการสิ่งแวดล้อมใช้ {texts[0]} กก. แต่ยอดวัสดุแสดงว่าใช้ {texts[1]} กก. โปรดพิจารณา",
            f"{balance.material}: the inventory enters {texts[0]} kg, the stock balance shows {texts[1]} kg used: "
            "which is right?",
        )
        figures = {"inventory_kg": exact_text(entered), "used_here_kg": exact_text(used)}
        yield Outcome(
            f"{rule}:{balance.line_id}", rule, "4.1.1", REVIEW, message, _ROWS, figures, line_ids=(balance.line_id,)
        )


def _entered_kg(case: Case, balance: StockBalance) -> Fraction | None:
    """What the product's inventory takes in of a balance's portions; nothing to compare where it is not by mass."""
    entered = [
        line.period_total.in_base * (line.allocation_share if line.allocation_share is not None else 1)
        for line in case.inventory
        if line.side == "product" and line.kind == "raw_material" and not line.is_cut_off
        if line.linked_portions and set(line.linked_portions) <= set(balance.portions)
        if line.period_total is not None and line.period_total.unit.dimension == "mass"
    ]
    return sum(entered, Fraction(0)) if entered else None
