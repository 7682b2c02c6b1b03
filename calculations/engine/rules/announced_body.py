"""Clause 4.2: the body that issued the certificate, against the register of bodies announced by TGO."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calculations.engine.case import Case, RecognisedCertificate, is_stated
from calculations.engine.criteria import Edition
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text
from calculations.engine.recognised_bodies import Listing
from calculations.engine.rules.type_42 import REMEDY, RULE, UNDATED, Finding


def body(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """The body was announced for this activity and product group when it issued the certificate and on filing.

    Source: clause 4.2 (หน่วยงานที่ อบก. ประกาศกำหนด … ผลิตภัณฑ์เศรษฐกิจหมุนเวียนเหล่านั้น). Rows S9 to S11.
    """
    held = case.recognised_certificate
    if case.route != "4.2" or held is None:
        return
    rule = f"{RULE}.body"
    verdict, row, message = _announced(case, held)
    name = held.body_name or held.body
    figures = {"body": held.body, "body_name": held.body_name, "category": case.product_category}
    message = Text(f"{name}: {message.th}", f"{name}: {message.en}") if name else message
    next_step = REMEDY if verdict == FAIL else None
    yield Outcome(rule, rule, "4.2", verdict, message, (row,) if row else (), figures, next_step=next_step)


def _announced(case: Case, held: RecognisedCertificate) -> Finding:
    """The first ground that applies, what is missing before what is wrong."""
    register, filed, issued = case.context.recognised_bodies, case.context.filing_day, held.issued_on
    if not is_stated(held.body) and not is_stated(held.body_name):
        return INVALID, "S10", _BODY_MISSING
    if issued is None:
        return INVALID, "S10", UNDATED
    if register is None or filed is None:
        return REVIEW, "S11", _REGISTER_UNKNOWN
    of_body = [row for row in register.listings if row.body == held.body]
    of_activity = [row for row in of_body if row.activity == held.activity]
    of_group = [row for row in of_activity if row.category == case.product_category]
    grounds: tuple[tuple[bool, Finding], ...] = (
        (not is_stated(case.product_category), (INVALID, "S10", _GROUP_MISSING)),
        (not of_body, (FAIL, "S10", _NOT_LISTED)),
        (not of_activity, (FAIL, "S10", _OTHER_ACTIVITY_LISTED)),
        (not of_group, (FAIL, "S10", _OTHER_GROUP_LISTED)),
    )
    by_days = _on_both_days(of_group, issued, filed)
    return next((finding for is_met, finding in grounds if is_met), by_days)


def _on_both_days(listings: list[Listing], issued: date, filed: date) -> Finding:
    at_issue = any(row.holds_on(issued) for row in listings)
    at_filing = any(row.holds_on(filed) for row in listings)
    findings: dict[tuple[bool, bool], Finding] = {
        (True, True): (PASS, "S9", _LISTED),
        (False, False): (FAIL, "S10", _LISTING_OVER),
        (False, True): (REVIEW, "S11", _LISTED_LATER),
        (True, False): (REVIEW, "S11", _LISTED_EARLIER),
    }
    return findings[at_issue, at_filing]


_BODY_MISSING = Text("โปรดระบุหน่วยงานที่ออกใบรับรอง", "State the body that issued the certificate.")
_GROUP_MISSING = Text("โปรดระบุกลุ่มผลิตภัณฑ์", "State the product group.")
_REGISTER_UNKNOWN = Text(
    "ไม่มีทะเบียนหน่วยงานที่ อบก. ประกาศกำหนดประกอบการพิจารณา โปรดตรวจสอบว่าหน่วยงานนี้อยู่ในประกาศหรือไม่",
    "No register of announced bodies was at hand: is this body announced by TGO?",
)
_NOT_LISTED = Text("ไม่อยู่ในประกาศของ อบก.", "not a body announced by TGO.")
_OTHER_ACTIVITY_LISTED = Text("ประกาศของ อบก. ไม่ครอบคลุมกิจกรรมนี้", "not announced for this activity.")
_OTHER_GROUP_LISTED = Text("ประกาศของ อบก. ไม่ครอบคลุมกลุ่มผลิตภัณฑ์นี้", "not announced for this product group.")
_LISTED = Text(
    "อยู่ในประกาศของ อบก. ทั้งในวันที่ออกใบรับรองและวันยื่นคำขอ", "announced by TGO on the day of issue and on the day of filing."
)
_LISTING_OVER = Text(
    "ไม่อยู่ในประกาศของ อบก. ทั้งในวันที่ออกใบรับรองและวันยื่นคำขอ", "announced neither on the day of issue nor on that of filing."
)
_LISTED_LATER = Text(
    "อยู่ในประกาศในวันยื่นคำขอ แต่ไม่อยู่ในวันที่ออกใบรับรอง โปรดตรวจสอบช่วงเวลาที่หน่วยงานอยู่ในประกาศ",
    "announced on the day of filing but not on that of issue: check the listing period.",
)
_LISTED_EARLIER = Text(
    "อยู่ในประกาศในวันที่ออกใบรับรอง แต่ไม่อยู่ในวันยื่นคำขอ โปรดตรวจสอบช่วงเวลาที่หน่วยงานอยู่ในประกาศ",
    "announced on the day of issue but not on that of filing: check the listing period.",
)
