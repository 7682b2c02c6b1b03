"""The edition of the criteria a case is judged by: in force on the day of filing, or within its transition."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine import dated
from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.dated_texts import dated_text
from calculations.engine.outcomes import FAIL, PASS, REVIEW, Outcome, Text

RULE = "ce-cfp.edition"

_STANDINGS: dict[str, tuple[str, Text]] = {
    dated.IN_FORCE: (PASS, Text("หลักเกณฑ์ฉบับ {code} มีผลใช้บังคับ", "Criteria edition {code} is in force.")),
    dated.TRANSITION: (
        PASS,
        Text(
            "หลักเกณฑ์ฉบับ {code} มีฉบับใหม่แทนแล้ว แต่ยังใช้ได้ถึง {until}",
            "Criteria edition {code} is superseded and still accepted until {until}.",
        ),
    ),
    dated.ENDED: (
        REVIEW,
        Text(
            "หลักเกณฑ์ฉบับ {code} สิ้นผลใช้บังคับเมื่อ {ended} โปรดพิจารณาว่ายังใช้กับคำขอนี้ได้หรือไม่",
            "Criteria edition {code} ended on {ended}: may this case still be judged by it?",
        ),
    ),
    dated.OVER: (
        FAIL,
        Text(
            "หลักเกณฑ์ฉบับ {code} พ้นช่วงเวลาเปลี่ยนผ่านเมื่อ {until} ต้องประเมินตามฉบับที่มีผลใช้บังคับ",
            "The transition period of criteria edition {code} ended on {until}: apply the edition in force.",
        ),
    ),
    dated.NOT_YET: (
        FAIL,
        Text(
            "หลักเกณฑ์ฉบับ {code} ยังไม่มีผลใช้บังคับ (เริ่ม {start})",
            "Criteria edition {code} is not in force yet (from {start}).",
        ),
    ),
    dated.UNDATED: (
        REVIEW,
        Text(
            "ไม่ทราบวันที่พิจารณา โปรดพิจารณาว่าหลักเกณฑ์ฉบับ {code} มีผลใช้บังคับหรือไม่",
            "The day judged on is not known: is criteria edition {code} in force?",
        ),
    ),
}


def criteria_edition(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The criteria's edition applies on the day of filing; one whose text names no date has none to miss.

    Source: clause 5.1 (ฉบับล่าสุด) by analogy; the criteria name no day from which they apply (assumption).
    """
    standing = edition.term.standing(case.context.filing_day)
    if edition.in_force_from is None and edition.in_force_to is None:
        standing = dated.IN_FORCE
    verdict, text = _STANDINGS[standing]
    figures = {"edition": edition.id, "standing": standing}
    yield Outcome(RULE, RULE, "1", verdict, dated_text(text, edition.term, edition.id), figures=figures)
