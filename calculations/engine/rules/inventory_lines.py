"""Clause 5.1: every inventory line can be computed, and what was cut off is named and summed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from calculations.engine.case import Case, InventoryLine
from calculations.engine.comparator import comparator_footprint
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, percent_text
from calculations.engine.inventory import Footprint, footprint
from calculations.engine.outcomes import INVALID, PASS, REVIEW, Outcome, Text, invalid_input

RULE = "ce-cfp.5.1.lines"


def inventory_lines(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """Amount, unit, allocation and factor of every line are usable and none is negative.

    Source: clause 5.1. Rows C17, C18.
    """
    results = (footprint(case, "product"), comparator_footprint(case))
    problems = {(p.line_id, p.code): p for result in results for p in result.problems}
    yield from (invalid_input(problem, RULE, "5.1") for problem in problems.values())
    negatives = [line for line in case.inventory if line.period_total and line.period_total.value < 0]
    yield from (_negative(line) for line in negatives)
    if not results[0].lines:
        message = Text("ยังไม่มีบัญชีรายการสิ่งแวดล้อมของผลิตภัณฑ์", "The product has no inventory yet.")
        yield Outcome(RULE, RULE, "5.1", INVALID, message)
    elif results[0].total_kgco2e is None:
        message = Text(
            "คำนวณคาร์บอนฟุตพริ้นท์ไม่ได้จนกว่าจะแก้ไขบัญชีรายการ",
            "The footprint cannot be computed until the inventory is corrected.",
        )
        yield Outcome(RULE, RULE, "5.1", INVALID, message)
    elif not problems and not negatives:
        total = exact_text(results[0].total_kgco2e)
        count = sum(len(result.lines) for result in results)
        message = Text(f"คำนวณได้ครบทุกรายการ ({count} รายการ)", f"Every line is computed ({count} lines).")
        yield Outcome(RULE, RULE, "5.1", PASS, message, ("C18",), {"product_total_kgco2e": total})


def _negative(line: InventoryLine) -> Outcome:
    message = Text(f"{line.name}: ปริมาณติดลบ", f"{line.name}: negative amount.")
    return Outcome(f"{RULE}:{line.line_id}", RULE, "5.1", INVALID, message, ("C17",), line_ids=(line.line_id,))


def cut_offs(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Lines cut off are listed; their sum, where it can be estimated, stays within the setting.

    Source: CFP guideline by way of clause 5.1 (assumption kept as a setting).
    """
    rule = "ce-cfp.5.1.cut_off"
    result = footprint(case, "product")
    if not result.cut_off:
        return
    ids = tuple(line.line_id for line in result.cut_off)
    estimate = _estimate(case, result)
    if estimate is None or not result.total_kgco2e or result.total_kgco2e <= 0:
        message = Text(
            f"ตัดออก {len(ids)} รายการ โดยยังประมาณผลรวมไม่ได้ โปรดพิจารณา",
            f"{len(ids)} lines are cut off and their sum cannot be estimated: to be ruled on.",
        )
        yield Outcome(rule, rule, "5.1", REVIEW, message, line_ids=ids)
        return
    share = estimate / (result.total_kgco2e + estimate)
    is_within = share <= edition.settings.cut_off_sum_share
    message = Text(
        f"ตัดออก {len(ids)} รายการ รวมประมาณร้อยละ {percent_text(share)}",
        f"{len(ids)} lines are cut off, about {percent_text(share)} % together.",
    )
    figures = {"cut_off_share": exact_text(share), "limit_share": exact_text(edition.settings.cut_off_sum_share)}
    yield Outcome(rule, rule, "5.1", PASS if is_within else REVIEW, message, figures=figures, line_ids=ids)


def _estimate(case: Case, result: Footprint) -> Fraction | None:
    """What the lines cut off would emit; ``None`` if one of them cannot be computed."""
    kept = tuple(replace(line, is_cut_off=False) for line in result.cut_off)
    return footprint(replace(case, inventory=kept), "product").total_kgco2e
