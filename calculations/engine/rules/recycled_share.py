"""Clause 4.1.1: the recycled share by weight against the least share, unrounded."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.advice import grams_missing, mass_to_add_kg, mass_to_swap_kg
from calculations.engine.case import Case
from calculations.engine.counting import (
    RULE_412,
    Shares,
    Weighing,
    count_portion,
    dry_share,
    weigh_product,
)
from calculations.engine.criteria import Edition
from calculations.engine.display import (
    exact_text,
    fraction_text,
    grams_text,
    percent_text,
    readable_text,
    text_apart_from,
)
from calculations.engine.origin_reasons import COUNTED, OPEN
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text, invalid_input

RULE = "ce-cfp.4.1.1"


def recycled_share(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Recycled mass ÷ product mass is not less than the least share; equality passes.

    Between what is evidenced (lower) and what a person may still accept (upper) lies a review.
    Source: clause 4.1.1 (ไม่ปัดเศษทศนิยม). Rows W1 to W5, W7, W13, W18, W19, W21, W25.
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
    rows = {PASS: ("W1",), FAIL: ("W2",), REVIEW: ("W19",)}[verdict]
    message = _message(shares, limit, verdict)
    other = weighing.other_reading
    if other is not None and other.verdict(limit) != verdict:
        verdict, rows = REVIEW, ("W7",)
        message = _PACKAGING_OPEN + message
    return Outcome(
        id=RULE,
        rule=RULE,
        clause="4.1.1",
        outcome=verdict,
        message=message,
        rows=rows,
        figures=_figures(shares, other, limit),
        inequality=_inequality(shares, limit),
        margin=exact_text(shares.lower - limit),
        next_step=grams_missing(shares.total_kg, shares.lower_kg, limit),
        line_ids=tuple(p.line_id for _, p in case.portions() if count_portion(case, p).status == COUNTED),
        depends_on=_open_ids(case) if verdict == REVIEW else (),
        trace=_trace(case, weighing),
    )


_PACKAGING_OPEN = Text(
    "เกณฑ์ยกเว้นบรรจุภัณฑ์เฉพาะผลิตภัณฑ์สำเร็จรูป และผลต่างกันเมื่อนับกับไม่นับบรรจุภัณฑ์ จึงต้องพิจารณาโดยเจ้าหน้าที่",
    "The text exempts packaging for finished products only, and the result differs without it: to be ruled on.",
)


def _open_ids(case: Case) -> tuple[str, ...]:
    return tuple(f"{RULE_412}:{p.line_id}" for _, p in case.portions() if count_portion(case, p).status == OPEN)


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


def _figures(shares: Shares, other: Shares | None, limit: Fraction) -> dict[str, str]:
    figures = {
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
    if other is not None:
        figures["recycled_share_other_packaging_reading"] = exact_text(other.lower)
    return figures


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
        for portion in leaf.portions:
            counting = count_portion(case, portion)
            low = grams_text(leaf.mass_kg * dry_share(leaf) * (portion.share_low or 0))
            head = f"{leaf.name}, {portion.material}: {low}"
            steps.append(Text(f"{head} กรัม – {counting.reason.th}", f"{head} g – {counting.reason.en}"))
    return tuple(steps)


def declared_mass(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The parts add up to the declared mass within the tolerance, and the verdict is the same by either.

    Source: clause 4.1.1 (น้ำหนักผลิตภัณฑ์ทั้งหมด); the tolerance is an assumption. Row W11.
    """
    rule = f"{RULE}.declared_mass"
    weighing = weigh_product(case, edition)
    if case.declared_mass is None or weighing.flat.problems or weighing.shares is None:
        return
    left_out = sum((leaf.mass_kg for leaf in weighing.left_out), Fraction(0))
    parts = sum((leaf.mass_kg for leaf in weighing.flat.leaves), Fraction(0)) - left_out
    declared = case.declared_mass.in_base
    by_declared = Shares(
        weighing.shares.total_kg * declared / parts,
        weighing.shares.lower_kg,
        weighing.shares.upper_kg,
        weighing.shares.strict_kg,
        weighing.shares.claimed_kg,
    )
    limit = edition.min_recycled_share
    is_within = abs(parts - declared) <= edition.settings.mass_tolerance_share * declared
    is_same = case.route == "4.2" or by_declared.verdict(limit) == weighing.shares.verdict(limit)
    grams = (grams_text(parts), grams_text(declared))
    message = Text(
        f"ผลรวมชิ้นส่วน {grams[0]} กรัม น้ำหนักที่แจ้ง {grams[1]} กรัม",
        f"Parts add to {grams[0]} g, declared {grams[1]} g.",
    )
    if not is_within:
        message += Text("ต่างกันเกินค่าที่ยอมรับได้ โปรดพิจารณา", "They differ by more than the tolerance: to be ruled on.")
    elif not is_same:
        message += Text(
            "ผลตามข้อ 4.1.1 ต่างกันตามน้ำหนักที่ใช้หาร โปรดพิจารณา",
            "The verdict depends on which of them divides: to be ruled on.",
        )
    figures = {
        "parts_kg": exact_text(parts),
        "declared_kg": exact_text(declared),
        "recycled_share_by_parts": exact_text(weighing.shares.lower),
        "recycled_share_by_declared": exact_text(by_declared.lower),
        "tolerance_share": exact_text(edition.settings.mass_tolerance_share),
    }
    verdict = PASS if is_within and is_same else REVIEW
    yield Outcome(rule, rule, "4.1.1", verdict, message, ("W11",), figures, margin=exact_text(parts - declared))


def moisture(case: Case, edition: Edition) -> Iterator[Outcome]:
    """If one part states its moisture, all are weighed dry, so all have to state it.

    Source: clause 4.1.1, silent on moisture (assumption). Rows W15, W16.
    """
    rule = f"{RULE}.moisture"
    leaves = weigh_product(case, edition).flat.leaves
    if all(leaf.moisture_share is None for leaf in leaves):
        return
    missing = tuple(leaf.line_id for leaf in leaves if leaf.moisture_share is None)
    if missing:
        message = Text("ขาดค่าความชื้นของบางรายการ", "The moisture of some parts is missing.")
        yield Outcome(rule, rule, "4.1.1", REVIEW, message, ("W16",), line_ids=missing)
        return
    message = Text(
        "ใช้ฐานน้ำหนักแห้งเดียวกันทั้งวัสดุรีไซเคิลและผลิตภัณฑ์", "Recycled material and product are on the same dry basis."
    )
    yield Outcome(rule, rule, "4.1.1", PASS, message, ("W15",))
