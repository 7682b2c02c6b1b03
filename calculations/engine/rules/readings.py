"""Clause 4.1.1: what a person decides about single lines before the share is known, with the share following."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from calculations.engine.bom import Leaf
from calculations.engine.case import Case
from calculations.engine.counting import count_portion
from calculations.engine.criteria import Edition
from calculations.engine.display import grams_text, readable_text
from calculations.engine.origin_reasons import EXCLUDED
from calculations.engine.outcomes import FAIL, PASS, REVIEW, Outcome, Text
from calculations.engine.weighing import LOSS, MOISTURE, PACKAGING, RANGE, Weighing, weigh_product

CLAUSE = "4.1.1"
_NOT_NEEDED = Text("ผลตามข้อ 4.1.1 ไม่ขึ้นกับเรื่องนี้", "The result of clause 4.1.1 does not depend on it.")


def judged(
    case: Case,
    edition: Edition,
    question: str,
    text: Text,
    row: str,
    line_ids: tuple[str, ...] = (),
    *,
    is_always_asked: bool = False,
) -> Outcome:
    """The outcome of a question that the share follows.

    A review until it is ruled on, where the share depends on the answer; accepted it passes, and refused it fails
    only where the share does not reach the limit without it.
    """
    weighing = weigh_product(case, edition)
    accepted = case.settled.get(question)
    if accepted is not None:
        reached = weighing.shares.verdict(edition.min_recycled_share) if weighing.shares else FAIL
        has_failed = reached == FAIL or case.route == "4.2"
        verdict = FAIL if not accepted and has_failed else PASS
    else:
        verdict = REVIEW if is_always_asked or question in weighing.questions else PASS
    message = text if verdict != PASS or accepted is not None else text + _NOT_NEEDED
    return Outcome(
        id=question,
        rule=question.partition(":")[0],
        clause=CLAUSE,
        outcome=verdict,
        message=message,
        rows=(row,),
        line_ids=line_ids,
        is_ruled=accepted is not None,
    )


def packaging(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Whether packaging belongs to the mass where the text is silent, and whether a part is packaging at all.

    Source: clause 4.1.1, which exempts packaging for finished products only. Rows W6, W7, W8.
    """
    if case.route == "4.2":
        return
    weighing = weigh_product(case, edition)
    if weighing.is_packaging_open:
        is_packaging = case.product_kind == "packaging"
        text = _CAP_AND_LABEL if is_packaging else _CRATE
        lines = tuple(leaf.line_id for leaf in weighing.flat.leaves if leaf.is_packaging)
        yield judged(case, edition, PACKAGING, text, "W6" if is_packaging else "W7", lines)
    for unsure, said in ((weighing.suspects, SUSPECT), (weighing.doubted, DOUBTED)):
        for line_id, leaves in unsure.items():
            question = f"{PACKAGING}:{line_id}"
            if question in weighing.questions or question in case.settled:
                text = said_of_packaging(said, line_id, leaves)
                yield judged(case, edition, question, text, "W8", tuple(leaf.line_id for leaf in leaves))


def said_of_packaging(said: tuple[str, str], line_id: str, leaves: tuple[Leaf, ...]) -> Text:
    name = next(name for key, name in leaves[0].holders if key == line_id)
    return Text(said[0].format(name=name), said[1].format(name=name))


SUSPECT = (
    "รายการ “{name}” อาจเป็นบรรจุภัณฑ์ ซึ่งไม่นับในน้ำหนักผลิตภัณฑ์ ยอมรับให้นับเป็นส่วนหนึ่งของผลิตภัณฑ์หรือไม่",
    "“{name}” may be packaging, which is not product mass. Is it accepted as a part of the product?",
)
DOUBTED = (
    "รายการ “{name}” ระบุเป็นบรรจุภัณฑ์จึงไม่นับในน้ำหนักผลิตภัณฑ์ แต่อาจเป็นส่วนหนึ่งของผลิตภัณฑ์ ยอมรับว่าเป็นบรรจุภัณฑ์หรือไม่",
    "“{name}” is marked as packaging and so left out, but may be a part of the product. Is it accepted as packaging?",
)


_CRATE = Text(
    "เกณฑ์ยกเว้นบรรจุภัณฑ์เฉพาะผลิตภัณฑ์สำเร็จรูป ยอมรับให้ไม่นับบรรจุภัณฑ์ของส่วนประกอบหรือวัสดุนี้ในน้ำหนักผลิตภัณฑ์หรือไม่",
    "The text exempts packaging for finished products only. Is it accepted that this packaging is not product mass?",
)
_CAP_AND_LABEL = Text(
    "ผลิตภัณฑ์ที่ขอรับรองเป็นบรรจุภัณฑ์ ยอมรับให้นับส่วนที่ระบุเป็นบรรจุภัณฑ์ เช่น ฝาและฉลาก รวมในน้ำหนักผลิตภัณฑ์หรือไม่",
    "The product is itself packaging. Are parts marked as packaging, such as cap and label, accepted as product mass?",
)


def ranges(case: Case, edition: Edition) -> Iterator[Outcome]:
    """A recycled share stated as a range counts with its lowest evidenced value until its upper end is accepted.

    Source: clause 4.1.1. Row W19.
    """
    if case.route == "4.2":
        return
    for _, portion in case.portions():
        low, high = portion.share_low, portion.share_high
        if low is None or high is None or low == high or count_portion(case, portion).status == EXCLUDED:
            continue
        ends = (readable_text(low * 100), readable_text(high * 100))
        text = Text(
            f"{portion.material}: ระบุเป็นช่วงร้อยละ {ends[0]}–{ends[1]} จึงนับค่าต่ำสุดที่มีหลักฐาน ยอมรับค่าสูงสุดของช่วงหรือไม่",
            f"{portion.material}: stated as {ends[0]}–{ends[1]} %, so the lowest evidenced value counts. "
            "Is the upper end accepted?",
        )
        yield judged(case, edition, f"{RANGE}:{portion.line_id}", text, "W19", (portion.line_id,))


def moisture(case: Case, edition: Edition) -> Iterator[Outcome]:
    """If one part states its moisture, all are weighed dry, so all have to state it.

    Source: clause 4.1.1, silent on moisture (assumption). Rows W15, W16.
    """
    weighing = weigh_product(case, edition)
    if all(leaf.moisture_share is None for leaf in weighing.flat.leaves):
        return
    if weighing.damp:
        lines = tuple(leaf.line_id for leaf in weighing.flat.leaves if leaf in weighing.damp)
        yield judged(case, edition, MOISTURE, _DAMP, "W16", lines, is_always_asked=True)
        return
    if case.route != "4.2" and _rests_on_moisture(case, edition, weighing):
        yield Outcome(MOISTURE, MOISTURE, CLAUSE, REVIEW, _DRY + _ONLY_DRY, ("W15",))
        return
    yield Outcome(MOISTURE, MOISTURE, CLAUSE, PASS, _DRY, ("W15",))


def _rests_on_moisture(case: Case, edition: Edition, weighing: Weighing) -> bool:
    """Whether the share fails as weighed and reaches the limit only by the water that is stated."""
    nodes = tuple(replace(node, moisture_share=None) for node in case.bill_of_materials)
    wet, limit = weigh_product(replace(case, bill_of_materials=nodes), edition).shares, edition.min_recycled_share
    is_short = wet is not None and wet.verdict(limit) == FAIL
    return is_short and weighing.shares is not None and weighing.shares.verdict(limit) != FAIL


_DRY = Text("ใช้ฐานน้ำหนักแห้งเดียวกันทั้งวัสดุรีไซเคิลและผลิตภัณฑ์", "Recycled material and product are on the same dry basis.")
_ONLY_DRY = Text(
    "แต่สัดส่วนถึงเกณฑ์ได้เพราะค่าความชื้นที่ระบุ ยอมรับค่าความชื้นเหล่านี้หรือไม่",
    "Yet the limit is reached only by the moistures stated. Are they accepted?",
)
_DAMP = Text(
    "บางรายการยังไม่ระบุค่าความชื้น จึงเทียบบนฐานน้ำหนักแห้งเดียวกันไม่ได้ ยอมรับให้ถือว่ารายการเหล่านั้นแห้งหรือไม่",
    "Some parts do not state their moisture, so the dry basis is not the same. Are they accepted as dry?",
)


def losses_by_material(case: Case, edition: Edition, weighing: Weighing) -> Iterator[Outcome]:
    """Materials of one part of which the applicant says that they lose differently. Row W17."""
    for leaf in weighing.flat.leaves:
        if leaf.shares_by_loss is None:
            continue
        shares = ", ".join(
            f"{portion.material} {readable_text(100 * (portion.share_low or Fraction(0)))} → "
            f"{readable_text(100 * share, places=2)} %"
            for portion, share in zip(leaf.portions, leaf.shares_by_loss, strict=True)
        )
        text = Text(
            f"{leaf.name}: วัสดุแต่ละชนิดระบุส่วนสูญเสียไม่เท่ากัน ({shares}; {grams_text(leaf.mass_kg)} กรัม) "
            "ยอมรับสัดส่วนตามส่วนสูญเสียที่ระบุแทนการปันตามสัดส่วนหรือไม่",
            f"{leaf.name}: the materials are stated to lose differently ({shares}; {grams_text(leaf.mass_kg)} g). "
            "Are the shares by those losses accepted instead of a proportional loss?",
        )
        yield judged(case, edition, f"{LOSS}:{leaf.line_id}", text, "W17", (leaf.line_id,), is_always_asked=True)
