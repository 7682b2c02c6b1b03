"""Clause 5.1: what the calculation stands on: guideline edition, PCR and data period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from calculations.engine import dated
from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.dated_texts import dated_text
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text

_ACCEPTED = Text("ใช้ข้อกำหนดการคำนวณฉบับล่าสุด", "The latest edition of the guideline is used.")
_GUIDELINES: dict[str, tuple[str, Text]] = {
    dated.IN_FORCE: (PASS, _ACCEPTED),
    dated.TRANSITION: (
        PASS,
        Text(
            "ข้อกำหนดการคำนวณฉบับ {code} มีฉบับใหม่แทนแล้ว แต่ยังใช้ได้ถึง {until}",
            "Guideline {code} is superseded and still accepted until {until}.",
        ),
    ),
    dated.ENDED: (
        REVIEW,
        Text(
            "ต้องใช้ข้อกำหนดฉบับล่าสุด ฉบับ {code} สิ้นผลใช้บังคับเมื่อ {ended} โปรดพิจารณาช่วงเวลาเปลี่ยนผ่าน",
            "The latest edition is required and {code} ended on {ended}; judge the transition period.",
        ),
    ),
    dated.OVER: (
        FAIL,
        Text(
            "ต้องใช้ข้อกำหนดฉบับล่าสุด ฉบับ {code} พ้นช่วงเวลาเปลี่ยนผ่านเมื่อ {until}",
            "The latest edition is required; the transition period of {code} ended on {until}.",
        ),
    ),
    dated.NOT_YET: (
        FAIL,
        Text("ข้อกำหนดฉบับ {code} ยังไม่มีผลใช้บังคับ (เริ่ม {start})", "Guideline {code} is not in force yet (from {start})."),
    ),
    dated.UNDATED: (
        REVIEW,
        Text(
            "ต้องใช้ข้อกำหนดฉบับล่าสุด แต่ไม่ทราบวันที่ฉบับ {code} มีผลใช้บังคับ โปรดพิจารณา",
            "The latest edition is required, and the dates of {code} are not known: to be ruled on.",
        ),
    ),
}


def guideline(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The CFP guideline is the latest edition at filing, or a former one within its transition period.

    Source: clause 5.1 (ฉบับล่าสุด). Row C13.
    """
    rule = "ce-cfp.5.1.guideline"
    used, editions = case.editions.guideline, case.context.guidelines
    if not used:
        message = Text("ยังไม่ได้ระบุฉบับของข้อกำหนดการคำนวณ", "The edition of the CFP guideline is not stated.")
        yield Outcome(rule, rule, "5.1", INVALID, message, ("C13",))
    elif editions is not None:
        term = editions.get(used, dated.Term())
        standing = term.standing(case.context.filing_day)
        verdict, text = _GUIDELINES[standing]
        figures = {"used": used, "standing": standing, "on": str(case.context.filing_day or "")}
        yield Outcome(rule, rule, "5.1", verdict, dated_text(text, term, used), ("C13",), figures)
    else:
        figures = {"used": used, "accepted": ", ".join(edition.settings.guidelines_accepted)}
        is_accepted = used in edition.settings.guidelines_accepted
        message = Text(
            "ต้องใช้ข้อกำหนดฉบับล่าสุด โปรดพิจารณาช่วงเวลาเปลี่ยนผ่าน",
            "The latest edition is required; judge the transition period.",
        )
        verdict, message = (PASS, _ACCEPTED) if is_accepted else (REVIEW, message)
        yield Outcome(rule, rule, "5.1", verdict, message, ("C13",), figures)


def pcr(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """A product category rule is followed; a draft one is for TGO to consider.

    Source: CFP guideline by way of clause 5.1.
    """
    rule = "ce-cfp.5.1.pcr"
    if case.pcr is None or not case.pcr.status:
        message = Text("ยังไม่ได้ระบุข้อกำหนดเฉพาะของกลุ่มผลิตภัณฑ์ (PCR)", "No product category rule (PCR) is named.")
        yield Outcome(rule, rule, "5.1", INVALID, message)
    elif case.pcr.status == "registered":
        name = f"{case.pcr.code} {case.pcr.version}".strip()
        yield Outcome(rule, rule, "5.1", PASS, Text(f"ใช้ PCR {name}", f"Follows PCR {name}."), figures={"pcr": name})
    else:
        message = Text(
            "ใช้ร่างข้อกำหนดเฉพาะของกลุ่มผลิตภัณฑ์ (PCR) ซึ่งต้องพิจารณาโดย อบก.",
            "A draft PCR is used, which TGO has to consider.",
        )
        yield Outcome(rule, rule, "5.1", REVIEW, message)


def data_period(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The data cover the period asked for, normally twelve consecutive months.

    Source: CFP guideline by way of clause 5.1 (assumption kept as a setting).
    """
    rule = "ce-cfp.5.1.data_period"
    start, end, months = case.period_start, case.period_end, edition.settings.min_data_months
    if start is None or end is None or end < start:
        message = Text("ช่วงเวลาการเก็บข้อมูลยังไม่ครบหรือไม่ถูกต้อง", "The data period is incomplete or ends before it starts.")
        yield Outcome(rule, rule, "5.1", INVALID, message)
        return
    figures = {"start": start.isoformat(), "end": end.isoformat(), "min_months": str(months)}
    if case.context.on is not None and end > case.context.on:
        message = Text(
            "ช่วงเวลาการเก็บข้อมูลยังไม่สิ้นสุดในวันที่พิจารณา จึงยังไม่มีข้อมูลที่ตรวจวัดจริงครบช่วง",
            "The data period ends after the day judged: what has not happened yet cannot have been measured.",
        )
        yield Outcome(rule, rule, "5.1", INVALID, message, figures=figures)
    elif end >= months_later(start, months) - timedelta(days=1):
        message = Text(f"ช่วงเวลาการเก็บข้อมูลไม่น้อยกว่า {months} เดือน", f"The data cover at least {months} months.")
        yield Outcome(rule, rule, "5.1", PASS, message, figures=figures)
    else:
        message = Text(
            f"ช่วงเวลาการเก็บข้อมูลสั้นกว่า {months} เดือน โปรดพิจารณาเหตุผล",
            f"The data cover less than {months} months: the reason has to be judged.",
        )
        yield Outcome(rule, rule, "5.1", REVIEW, message, figures=figures)


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months on, or the first of the next month where it has no such day.

    >>> months_later(date(2025, 1, 1), 12), months_later(date(2025, 1, 31), 1)
    (datetime.date(2026, 1, 1), datetime.date(2025, 3, 1))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > 9998:
        return date.max
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1)
