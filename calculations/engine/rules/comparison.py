"""Clause 5.3: the product's footprint is not more than the comparator's."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.advice import emission_missing
from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.display import compared_texts, exact_text, readable_text
from calculations.engine.inventory import comparator_footprint, footprint
from calculations.engine.outcomes import FAIL, INVALID, PASS, Outcome, Text
from calculations.engine.rules.comparator import NO_COMPARATOR, comparability

RULE = "ce-cfp.5.3"


def not_more_than(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Unrounded totals decide and equality passes; what may not be compared never passes.

    Source: clause 5.3 (“ไม่มากกว่า”), annex; type 4.2 is bound as well. Rows C1 to C4, S14.
    """
    product, comparator = footprint(case, "product").total_kgco2e, comparator_footprint(case).total_kgco2e
    if comparator is None:
        yield Outcome(RULE, RULE, "5.3", INVALID, NO_COMPARATOR, ("C4",))
        return
    if product is None:
        message = Text("ยังคำนวณคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ที่ขอรับรองไม่ได้", "The product's footprint cannot be computed yet.")
        yield Outcome(RULE, RULE, "5.3", INVALID, message)
        return
    yield _compared(case, edition, product, comparator)


def _compared(case: Case, edition: Edition, product: Fraction, comparator: Fraction) -> Outcome:
    is_comparable = all(outcome.outcome != INVALID for outcome in comparability(case, edition))
    verdict = PASS if product <= comparator else FAIL
    message = _message(product, comparator)
    if verdict == PASS and not is_comparable:
        verdict = INVALID
        message = Text("ยังเปรียบเทียบตามข้อ 5.3 ไม่ได้เพราะเงื่อนไขไม่ตรงกัน", "Not comparable under clause 5.3 yet.")
    ours, theirs = compared_texts(product, comparator)
    rows = ("C2",) if product == comparator else ("C1",) if product < comparator else ("C3",)
    return Outcome(
        id=RULE,
        rule=RULE,
        clause="5.3",
        outcome=verdict,
        message=message,
        rows=rows,
        figures={
            "product_kgco2e": exact_text(product),
            "comparator_kgco2e": exact_text(comparator),
            "difference_kgco2e": exact_text(comparator - product),
        },
        inequality=f"{ours} kgCO2e <= {theirs} kgCO2e ? {'yes' if product <= comparator else 'no'}",
        margin=exact_text(comparator - product),
        next_step=emission_missing(product, comparator),
    )


def _message(product: Fraction, comparator: Fraction) -> Text:
    if product == comparator:
        both = readable_text(product)
        return Text(f"เท่ากันที่ {both} kgCO₂e ถือว่าไม่มากกว่า", f"Equal at {both} kgCO₂e: not more.")
    if product < comparator:
        ours, theirs = compared_texts(product, comparator)
        return Text(f"{ours} ไม่มากกว่า {theirs} kgCO₂e", f"{ours} is not more than {theirs} kgCO₂e.")
    excess = readable_text(product - comparator, "ceil")
    return Text(
        f"สูงกว่า {excess} kgCO₂e จึงไม่เป็นไปตามข้อ 5.3",
        f"Above by {excess} kgCO₂e: clause 5.3 is not met.",
    )
