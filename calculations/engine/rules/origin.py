"""Clause 4.1.2: where each recycled portion comes from, judged portion by portion."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case, Portion
from calculations.engine.counting import (
    RULE_412,
    Counting,
    count_portion,
)
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text
from calculations.engine.origin_reasons import COUNTED, EXCLUDED, OPEN
from calculations.engine.outcomes import FAIL, PASS, REVIEW, Outcome, Text
from calculations.engine.shares import Shares
from calculations.engine.weighing import weigh_product

_NOT_NEEDED = Text("ผลตามข้อ 4.1.1 ไม่ขึ้นกับรายการนี้", "The result of clause 4.1.1 does not depend on this line.")
_NEEDED = Text(
    "ผลตามข้อ 4.1.1 ขึ้นกับรายการนี้ จึงต้องพิจารณาโดยเจ้าหน้าที่",
    "The result of clause 4.1.1 depends on this line: to be ruled on.",
)
_SHORT = Text("เมื่อไม่นับรายการนี้ สัดส่วนวัสดุรีไซเคิลไม่ถึงเกณฑ์", "Without this line the recycled share is below the limit.")


def origin(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Each portion presented as recycled is post- or pre-consumer material, not from a factory of the same licence.

    Compared is the licence where the waste arose with the licences of all factories making the product
    (assumption on the reading). A portion that does not count is a fail only where the share needs it.
    Source: clauses 2, 4.1.2. Rows O1 to O11, O14a to O14c, O15, W20.
    """
    if case.route == "4.2":
        return
    shares = weigh_product(case, edition).shares
    for _, portion in case.portions():
        if portion.origin != "virgin" or portion.is_bio_based:
            yield _judged(case, edition, portion, count_portion(case, portion), shares)


def _judged(case: Case, edition: Edition, portion: Portion, counting: Counting, shares: Shares | None) -> Outcome:
    limit = edition.min_recycled_share
    verdict, message = PASS, counting.reason
    if portion.origin == "reused_part":
        verdict = REVIEW
    elif counting.status == OPEN:
        is_needed = shares is None or shares.verdict(limit) == REVIEW
        verdict = REVIEW if is_needed else PASS
        message += _NEEDED if is_needed else _NOT_NEEDED
    elif counting.status == EXCLUDED:
        is_needed = (
            shares is not None and shares.verdict(limit) == FAIL and shares.claimed_kg >= limit * shares.total_kg
        )
        verdict = FAIL if is_needed else PASS
        message += _SHORT if is_needed else _NOT_NEEDED
    elif portion.reprocessor.licence and counting.is_strict_open:
        message += Text(
            "แปรรูปภายใต้ใบอนุญาตของโรงงานที่ผลิต โปรดตรวจสอบ",
            "Reprocessed under the producing factory's licence: to be checked.",
        )
    return Outcome(
        id=f"{RULE_412}:{portion.line_id}",
        rule=RULE_412,
        clause="4.1.2",
        outcome=verdict,
        message=Text(f"{portion.material}: {message.th}", f"{portion.material}: {message.en}"),
        rows=(counting.row,) if counting.row else (),
        figures=_figures(case, portion, counting, shares),
        line_ids=(portion.line_id,),
        is_ruled=counting.is_ruled,
    )


def _figures(case: Case, portion: Portion, counting: Counting, shares: Shares | None) -> dict[str, str]:
    figures = {
        "counts": {COUNTED: "yes", OPEN: "open", EXCLUDED: "no"}[counting.status],
        "origin": portion.origin,
        "waste_origin_licence": portion.waste_origin.licence,
        "factory_licences": ", ".join(sorted(f.licence for f in case.factories)),
    }
    if shares is not None:
        figures["recycled_share_strict"] = exact_text(shares.strict)
    return figures
