"""Clause 4.1.1: the recycled share by weight against the least share, unrounded."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.advice import grams_missing, mass_to_add_kg, mass_to_swap_kg
from calculations.engine.case import Case
from calculations.engine.counting import count_portion
from calculations.engine.criteria import Edition
from calculations.engine.display import (
    exact_text,
    fraction_text,
    grams_text,
    percent_text,
    readable_text,
    text_apart_from,
)
from calculations.engine.origin_reasons import COUNTED
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text, invalid_input
from calculations.engine.shares import Shares
from calculations.engine.weighing import (
    LOSS,
    MOISTURE,
    PACKAGING,
    RULE_411,
    Weighing,
    dry_share,
    portion_ranges,
    weigh_product,
)

RULE = RULE_411


def recycled_share(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Recycled mass ÷ product mass is not less than the least share; equality passes.

    Between what is evidenced (lower) and what a person may still accept (upper) lies a review, which is settled by
    rulings on the questions it depends on. Source: clause 4.1.1 (ไม่ปัดเศษทศนิยม). Rows W1 to W6, W9, W10, W12, W13,
    W15, W18, W19, W21 to W23, W25.
    """
    if case.route == "4.2":
        return
    weighing = weigh_product(case, edition)
    yield from (invalid_input(problem, RULE, "4.1.1") for problem in weighing.flat.problems)
    if weighing.shares is None or weighing.flat.problems:
        is_empty = bool(weighing.left_out) and not weighing.flat.problems
        message = Text("ไม่มีน้ำหนักผลิตภัณฑ์", "No product mass left.") if is_empty else _UNREADABLE
        yield Outcome(RULE, RULE, "4.1.1", INVALID, message, ("W25",) if is_empty else ())
        return
    yield _judged(case, edition, weighing, weighing.shares)


_UNREADABLE = Text(
    "ประเมินตามข้อ 4.1.1 ไม่ได้จนกว่าจะแก้ไขรายการวัสดุองค์ประกอบ",
    "Clause 4.1.1 cannot be assessed until the bill of materials is corrected.",
)


def _judged(case: Case, edition: Edition, weighing: Weighing, shares: Shares) -> Outcome:
    limit = edition.min_recycled_share
    verdict = shares.verdict(limit)
    message = _message(shares, limit, verdict)
    return Outcome(
        id=RULE,
        rule=RULE,
        clause="4.1.1",
        outcome=verdict,
        message=message,
        rows={PASS: ("W1",), FAIL: ("W2",), REVIEW: _open_rows(case, weighing)}[verdict],
        figures=_figures(shares, limit),
        inequality=_inequality(shares, limit),
        margin=exact_text(shares.lower - limit),
        next_step=grams_missing(shares.total_kg, shares.lower_kg, limit),
        line_ids=tuple(p.line_id for _, p in case.portions() if count_portion(case, p).status == COUNTED),
        depends_on=weighing.questions,
        trace=_trace(case, weighing),
    )


def _open_rows(case: Case, weighing: Weighing) -> tuple[str, ...]:
    """The rows of the decision table that leave the share open; W19 for ranges and for portions of open origin."""
    of_packaging = "W6" if case.product_kind == "packaging" else "W7"
    rows = {PACKAGING: of_packaging, f"{PACKAGING}:": "W8", MOISTURE: "W16", f"{LOSS}:": "W17"}
    found = (next((row for key, row in rows.items() if _is_of(key, q)), "W19") for q in weighing.questions)
    return tuple(dict.fromkeys(found))


def _is_of(key: str, question: str) -> bool:
    return question.startswith(key) if key.endswith(":") else question == key


def _percent(share: Fraction, limit: Fraction) -> str:
    exact = exact_text(share * 100)
    is_short = "/" not in exact and len(exact) <= len("100.0000")
    return exact if is_short else text_apart_from(share * 100, limit * 100, "floor", 4)


def _message(shares: Shares, limit: Fraction, verdict: str) -> Text:
    lower, least = _percent(shares.lower, limit), readable_text(limit * 100)
    short = grams_text(limit * shares.total_kg - shares.lower_kg, "ceil")
    if verdict == PASS and shares.lower == limit:
        return Text(f"ร้อยละ {least} พอดี เป็นไปตามเกณฑ์", f"Exactly {least} %: meets the criterion.")
    if verdict == PASS:
        return Text(f"ร้อยละ {lower} ไม่น้อยกว่าร้อยละ {least}", f"{lower} % is not less than {least} %.")
    if verdict == FAIL:
        return Text(
            f"ร้อยละ {lower} ไม่ถึงร้อยละ {least} (ไม่ปัดเศษทศนิยม) ขาดอีก {short} กรัม",
            f"{lower} % is below {least} %, no rounding; short by {short} g.",
        )
    upper = _percent(shares.upper, limit)
    return Text(
        f"ส่วนที่มีหลักฐานคือร้อยละ {lower} และอาจถึงร้อยละ {upper} หากยอมรับส่วนที่ยังต้องพิจารณา",
        f"{lower} % is evidenced; it may reach {upper} % if what is still open is accepted.",
    )


def _figures(shares: Shares, limit: Fraction) -> dict[str, str]:
    return {
        "product_mass_kg": exact_text(shares.total_kg),
        "recycled_mass_lower_kg": exact_text(shares.lower_kg),
        "recycled_mass_upper_kg": exact_text(shares.upper_kg),
        "recycled_share_lower": exact_text(shares.lower),
        "recycled_share_upper": exact_text(shares.upper),
        "recycled_share_strict": exact_text(shares.strict),
        "recycled_percent_lower": percent_text(shares.lower),
        "recycled_percent_upper": percent_text(shares.upper),
        "min_share": exact_text(limit),
        "swap_kg": exact_text(max(Fraction(0), mass_to_swap_kg(shares.total_kg, shares.lower_kg, limit))),
        "add_kg": exact_text(max(Fraction(0), mass_to_add_kg(shares.total_kg, shares.lower_kg, limit))),
    }


def _inequality(shares: Shares, limit: Fraction) -> str:
    answer = "yes" if shares.verdict(limit) == PASS else "no"
    return (
        f"{grams_text(shares.lower_kg)} g / {grams_text(shares.total_kg)} g = {fraction_text(shares.lower)} "
        f"({_percent(shares.lower, limit)} %) >= {fraction_text(limit)} ({readable_text(limit * 100)} %) ? {answer}"
    )


def _trace(case: Case, weighing: Weighing) -> tuple[Text, ...]:
    steps: list[Text] = []
    for leaf in weighing.flat.leaves:
        grams = grams_text(leaf.mass_kg)
        if leaf in weighing.left_out:
            steps.append(
                Text(f"{leaf.name}: {grams} กรัม เป็นบรรจุภัณฑ์ ไม่นับ", f"{leaf.name}: {grams} g is packaging, left out.")
            )
            continue
        for portion, (share, _) in zip(leaf.portions, portion_ranges(case, leaf), strict=True):
            counting = count_portion(case, portion)
            low = grams_text(leaf.mass_kg * dry_share(leaf) * share)
            head = f"{leaf.name}, {portion.material}: {low}"
            steps.append(Text(f"{head} กรัม – {counting.reason.th}", f"{head} g – {counting.reason.en}"))
    return tuple(steps)
