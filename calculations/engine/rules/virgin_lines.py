"""Which lines of product and comparator the generated model may use."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.case import Case
from calculations.engine.display import exact_text, readable_text
from calculations.engine.outcomes import INVALID, REVIEW
from calculations.engine.rules.virgin_findings import Finding, said_of
from calculations.engine.substitution import is_shut_out
from calculations.engine.virgin_model import VirginModel


def line_findings(case: Case, model: VirginModel) -> Iterator[Finding]:
    yield from _typed(case, model)
    yield from _without_line(model)
    yield from _mixed(model)
    yield from _retained(case, model)
    yield from _stated_transport(case, model)
    yield from _recycled_kept(case, model)


def _typed(case: Case, model: VirginModel) -> Iterator[Finding]:
    """A generated comparator has no line of the applicant's, apart from those that stand for something."""
    for line in case.inventory:
        held = model.holdings.get(line.stands_for)
        is_stated = held is not None and (held.portion.origin == "reused_part" or line.kind == "transport")
        if line.side == "comparator" and not is_stated:
            message = said_of(
                line.name,
                "ค่าเปรียบเทียบที่ระบบสร้างไม่ใช้รายการที่กรอกเอง โปรดลบรายการนี้ หรือเลือกวิธีบัญชีรายการของผู้ยื่นคำขอ",
                "a generated comparator takes no typed lines: remove it or choose an inventory of its own.",
            )
            yield Finding("typed_line", INVALID, message, (), line.line_id, (line.line_id,))


def _without_line(model: VirginModel) -> Iterator[Finding]:
    met = {s.holding.portion.line_id for s in model.substitutions}
    unsplit = {link for line in model.unsplit for link in line.linked_portions}
    for holding in model.targets:
        portion = holding.portion
        if portion.line_id not in met and portion.line_id not in unsplit:
            message = said_of(
                portion.material,
                "ยังไม่มีรายการวัตถุดิบในบัญชีรายการที่แทนวัสดุรีไซเคิลนี้",
                "no raw-material line of the inventory stands for this recycled material.",
            )
            yield Finding("no_line", INVALID, message, ("C4",), portion.line_id, (portion.line_id,))


def _mixed(model: VirginModel) -> Iterator[Finding]:
    """One factor over several materials can hide a dear one behind a cheap one."""
    for line in model.unsplit:
        message = said_of(
            line.name,
            "แบ่งรายการที่รวมหลายวัสดุไม่ได้ เพราะไม่ทราบน้ำหนักของวัสดุในผลิตภัณฑ์",
            "the line cannot be divided among its materials: their masses in the product are not known.",
        )
        yield Finding("mixed_line", INVALID, message, (), line.line_id, (line.line_id,))
    shared = dict.fromkeys(s.origin.line for s in model.substitutions if len(set(s.origin.line.linked_portions)) > 1)
    for line in shared:
        message = said_of(
            line.name,
            "รายการเดียวรวมหลายวัสดุและใช้ค่า EF เดียว ระบบแบ่งตามน้ำหนักในผลิตภัณฑ์ โปรดพิจารณาว่าค่า EF นี้เป็นตัวแทนของทุกวัสดุหรือไม่",
            "one line with one factor holds several materials and is divided by their masses in the product: "
            "does the factor stand for each of them?",
        )
        yield Finding("mixed_line", REVIEW, message, ("W18",), line.line_id, (line.line_id, *line.linked_portions))


def _retained(case: Case, model: VirginModel) -> Iterator[Finding]:
    """Type 4.2: each retained part is made new, by lines that a person has to look at."""
    for holding in model.holdings.values():
        portion = holding.portion
        is_concerned = portion.origin == "reused_part" and not holding.is_packaging and holding.high_kg > 0
        if not is_concerned or is_shut_out(case, portion):
            continue
        lines = [r for r in model.stated if r.line.stands_for == portion.line_id and r.line.kind != "transport"]
        emission = sum((r.emission_kgco2e or Fraction(0) for r in lines), Fraction(0))
        if not lines or emission <= 0:
            if case.route == "4.2" or lines:
                message = said_of(
                    portion.material,
                    "ยังไม่มีรายการการผลิตชิ้นส่วนนี้ขึ้นใหม่สำหรับผลิตภัณฑ์ที่ใช้วัสดุใหม่",
                    "the new manufacture of this retained part is not stated for the comparator.",
                )
                yield Finding("made_new_missing", INVALID, message, ("C4",), portion.line_id, (portion.line_id,))
            continue
        text = readable_text(emission, "ceil")
        message = said_of(
            portion.material,
            f"การผลิตชิ้นส่วนนี้ขึ้นใหม่ตามที่ผู้ยื่นคำขอระบุเท่ากับ {text} kgCO₂e โปรดพิจารณาว่าเป็นชิ้นส่วนชนิดเดียวกันและปริมาณเหมาะสมหรือไม่",
            f"its new manufacture as stated by the applicant is {text} kgCO₂e: the same part, in the right amount?",
        )
        ids = (portion.line_id, *(r.line.line_id for r in lines))
        figures = {"part_kg": exact_text(holding.high_kg), "made_new_kgco2e": exact_text(emission)}
        yield Finding("made_new", REVIEW, message, ("C14",), portion.line_id, ids, figures)


def _stated_transport(case: Case, model: VirginModel) -> Iterator[Finding]:
    for result in model.stated:
        if result.line.kind == "transport":
            line = result.line
            message = said_of(
                line.name,
                "การขนส่งวัสดุใหม่ตามที่ผู้ยื่นคำขอระบุใช้แทนการขนส่งวัสดุรีไซเคิล โปรดพิจารณา",
                "the applicant states another transport for the virgin material: to be ruled on.",
            )
            yield Finding("transport", REVIEW, message, ("C11",), line.line_id, (line.line_id, line.stands_for))


def _recycled_kept(case: Case, model: VirginModel) -> Iterator[Finding]:
    """No recycled factor stays in the comparator but packaging's and that of material which does not count."""
    for result in model.kept:
        links = [model.holdings[link] for link in result.line.linked_portions if link in model.holdings]
        named = [case.factors[name] for name in result.line.factors_named if name in case.factors]
        if all(factor.origin != "recycled" for factor in named) or any(h.is_packaging for h in links):
            continue
        if links and all(is_shut_out(case, holding.portion) for holding in links):
            continue
        message = said_of(
            result.line.name,
            "ค่า EF ของวัสดุรีไซเคิลยังอยู่ในผลิตภัณฑ์ที่ใช้วัสดุใหม่ โปรดระบุว่ารายการนี้เป็นวัสดุส่วนใด",
            "a recycled material's factor stays in the comparator: say which material the line stands for.",
        )
        line_id = result.line.line_id
        yield Finding("recycled_kept", INVALID, message, ("C14",), line_id, (line_id,))
