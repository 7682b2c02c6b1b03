"""Clauses 4.2 and 6: what of a type 4.2 product is circular, portion by portion, and its share by weight."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.bom import Leaf
from calculations.engine.case import Case, Portion
from calculations.engine.circular_share import RETAINED, RULE_PORTION, CircularShares, count_circular, weigh_circular
from calculations.engine.counting import count_portion
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, fraction_text, grams_text, percent_text
from calculations.engine.origin_reasons import COUNTED, OPEN
from calculations.engine.outcomes import INVALID, PASS, REVIEW, Outcome, Text, invalid_input
from calculations.engine.rules.readings import DOUBTED, SUSPECT, said_of_packaging
from calculations.engine.weighing import PACKAGING, dry_share, weigh_product

RULE_SHARE = "ce-cfp.4.2.share"


def circular_portions(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Each portion presented as recycled or retained counts in the circular share by what is known of it.

    Source: clauses 2, 6 (สัดส่วนของวัสดุรีไซเคิล/หมุนเวียน).
    """
    if case.route != "4.2":
        return
    for _, portion in case.portions():
        if portion.origin and portion.origin != "virgin":
            yield _judged(case, portion)
    weighing = weigh_product(case, edition)
    for unsure, said in ((weighing.suspects, SUSPECT), (weighing.doubted, DOUBTED)):
        for line_id, leaves in unsure.items():
            yield _unsure(case, line_id, leaves, said)


def _unsure(case: Case, line_id: str, leaves: tuple[Leaf, ...], said: tuple[str, str]) -> Outcome:
    """A crate kept in use must not swell the circular share of what it holds, nor a new part leave it. Row W8."""
    message = said_of_packaging(said, line_id, leaves)
    accepted = case.settled.get(f"{PACKAGING}:{line_id}")
    return Outcome(
        id=f"{PACKAGING}:{line_id}",
        rule=PACKAGING,
        clause="4.2",
        outcome=REVIEW if accepted is None else PASS,
        message=message,
        rows=("W8",),
        line_ids=tuple(leaf.line_id for leaf in leaves),
        is_ruled=accepted is not None,
    )


def _judged(case: Case, portion: Portion) -> Outcome:
    counting = count_circular(case, portion)
    message = _retained(portion) if portion.origin == RETAINED else count_portion(case, portion).reason
    if counting.status == OPEN:
        message += Text("โปรดพิจารณาว่านับในสัดส่วนหมุนเวียนได้หรือไม่", "Does it count in the circular share?")
    elif counting.is_ruled:
        message += _RULED_IN if counting.status == COUNTED else _RULED_OUT
    identity = f"{RULE_PORTION}:{portion.line_id}"
    return Outcome(
        id=identity,
        rule=RULE_PORTION,
        clause="4.2",
        outcome=REVIEW if counting.status == OPEN else PASS,
        message=Text(f"{portion.material}: {message.th}", f"{portion.material}: {message.en}"),
        figures={"counts": counting.status, "origin": portion.origin, "evidence": ", ".join(portion.evidence)},
        line_ids=(portion.line_id,),
        is_ruled=counting.is_ruled,
    )


_RULED_IN = Text("มีคำวินิจฉัยให้นับ", "It was ruled to count.")
_RULED_OUT = Text("มีคำวินิจฉัยไม่ให้นับ", "It was ruled not to count.")


def _retained(portion: Portion) -> Text:
    if portion.evidence:
        return Text("ชิ้นส่วนหรือวัสดุหมุนเวียนที่นำกลับมาใช้ มีหลักฐาน", "A retained part, with its evidence.")
    return Text(
        "ชิ้นส่วนหรือวัสดุหมุนเวียนที่นำกลับมาใช้ ยังไม่มีหลักฐานว่าเคยใช้งานมาก่อน",
        "A retained part without evidence that it was used before.",
    )


def circular_share(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The circular share by weight is stated at its evidenced lower bound; no limit stands against it.

    A product in which nothing is circular has no place under clause 4.2.
    Source: clauses 4.2, 6. The bill of materials is judged as under clause 4.1.1.
    """
    if case.route != "4.2":
        return
    weighing = weigh_product(case, edition)
    yield from (invalid_input(problem, RULE_SHARE, "4.2") for problem in weighing.flat.problems)
    found = weigh_circular(case, edition)
    if found is None:
        yield Outcome(RULE_SHARE, RULE_SHARE, "4.2", INVALID, _UNREADABLE)
    elif found.upper_kg == 0:
        yield Outcome(RULE_SHARE, RULE_SHARE, "4.2", INVALID, _NOTHING_CIRCULAR, figures=_figures(found))
    else:
        is_open = found.lower_kg == 0
        yield Outcome(
            id=RULE_SHARE,
            rule=RULE_SHARE,
            clause="4.2",
            outcome=REVIEW if is_open else PASS,
            message=_NOT_YET if is_open else _stated(found),
            figures=_figures(found),
            inequality=_quotient(found),
            trace=tuple(_step(case, leaf, p) for leaf in weighing.flat.leaves for p in leaf.portions),
            line_ids=tuple(p.line_id for _, p in case.portions() if count_circular(case, p).status == COUNTED),
        )


_UNREADABLE = Text(
    "ระบุสัดส่วนวัสดุหมุนเวียนไม่ได้จนกว่าจะแก้ไขรายการวัสดุองค์ประกอบ",
    "The circular share cannot be stated until the bill of materials is corrected.",
)
_NOTHING_CIRCULAR = Text(
    "รายการวัสดุองค์ประกอบไม่มีทั้งชิ้นส่วนที่นำกลับมาใช้และวัสดุรีไซเคิล",
    "The bill of materials holds neither retained parts nor recycled material.",
)
_NOT_YET = Text(
    "ยังไม่มีส่วนใดที่นับในสัดส่วนวัสดุหมุนเวียนได้จนกว่าจะพิจารณารายการที่ยังเปิดอยู่ ผลิตภัณฑ์นี้มีส่วนที่หมุนเวียนหรือไม่",
    "Nothing counts as circular until the open lines are ruled on: is any of this product circular?",
)


def _stated(found: CircularShares) -> Text:
    share, mass = percent_text(found.lower), grams_text(found.total_kg)
    recycled, retained = grams_text(found.recycled_kg, "floor"), grams_text(found.retained_kg, "floor")
    return Text(
        f"สัดส่วนวัสดุหมุนเวียนโดยน้ำหนักร้อยละ {share} "
        f"(วัสดุรีไซเคิล {recycled} กรัม ชิ้นส่วนที่นำกลับมาใช้ {retained} กรัม จาก {mass} กรัม)",
        f"Circular share by weight {share} % (recycled {recycled} g, retained parts {retained} g, of {mass} g).",
    )


def _quotient(found: CircularShares) -> str:
    return f"{grams_text(found.lower_kg)} g / {grams_text(found.total_kg)} g = {fraction_text(found.lower)}"


def _figures(found: CircularShares) -> dict[str, str]:
    return {
        "product_mass_kg": exact_text(found.total_kg),
        "recycled_mass_kg": exact_text(found.recycled_kg),
        "retained_mass_kg": exact_text(found.retained_kg),
        "circular_share_lower": exact_text(found.lower),
        "circular_share_upper": exact_text(found.upper),
        "circular_percent_lower": percent_text(found.lower),
    }


def _step(case: Case, leaf: Leaf, portion: Portion) -> Text:
    grams = grams_text(leaf.mass_kg * dry_share(leaf) * (portion.share_low or 0))
    counted = Text("นับ", "counted") if count_circular(case, portion).status == COUNTED else Text("ไม่นับ", "not counted")
    if leaf.is_packaging:
        counted = Text("บรรจุภัณฑ์", "packaging")
    head = f"{leaf.name}, {portion.material}: {grams}"
    return Text(f"{head} กรัม – {counted.th}", f"{head} g – {counted.en}")
