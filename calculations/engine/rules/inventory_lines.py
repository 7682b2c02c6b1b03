"""Clause 5.1: every inventory line can be computed, and none is negative."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case, InventoryLine
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text
from calculations.engine.inventory import comparator_footprint, footprint
from calculations.engine.outcomes import INVALID, PASS, Outcome, Text, invalid_input

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
