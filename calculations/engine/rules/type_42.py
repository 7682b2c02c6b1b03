"""Clause 4.2: a certificate at hand, in force on the day of filing."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case, RecognisedCertificate, is_stated
from calculations.engine.criteria import Edition
from calculations.engine.display import percent_text
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text
from calculations.engine.weighing import weigh_product

RULE = "ce-cfp.4.2"
Finding = tuple[str, str, Text]

REMEDY = Text(
    "ยื่นใบรับรองที่มีผลในวันยื่นคำขอจากหน่วยงานที่ อบก. ประกาศกำหนด หรือขอรับรองตามประเภท 4.1",
    "Hand in a certificate of an announced body that is in force on the day of filing, or apply under type 4.1.",
)


def certificate(case: Case, edition: Edition) -> Iterator[Outcome]:
    """A certificate is at hand, can be read, and is in force on the day of filing and still on the day judged.

    Source: clause 4.2 (ที่ได้ผ่านการรับรอง). Rows S9, S10, S12.
    """
    if case.route != "4.2":
        return
    rule, held = f"{RULE}.certificate", case.recognised_certificate
    if held is None:
        yield Outcome(rule, rule, "4.2", FAIL, _none_held(case, edition), ("S12",), next_step=REMEDY)
        return
    verdict, row, message = _in_force(case, held)
    yield Outcome(
        rule,
        rule,
        "4.2",
        verdict,
        message,
        (row,) if row else (),
        figures={
            "body": held.body_name or held.body,
            "number": held.number,
            "product": held.product,
            "issued_on": held.issued_on.isoformat() if held.issued_on else "",
            "expires_on": held.expires_on.isoformat() if held.expires_on else "",
            "evidence": ", ".join(held.evidence),
        },
        next_step=REMEDY if verdict == FAIL else None,
    )


def _none_held(case: Case, edition: Edition) -> Text:
    """No certificate is no type 4.2, however much is recycled; a product that holds enough is told of type 4.1."""
    message = Text(
        "ไม่มีใบรับรองจากหน่วยงานที่ อบก. ประกาศกำหนด จึงไม่เป็นไปตามข้อ 4.2",
        "There is no certificate of a body announced by TGO, so clause 4.2 is not met.",
    )
    weighing = weigh_product(case, edition)
    if weighing.shares is None or weighing.flat.problems:
        return message
    verdict = weighing.shares.verdict(edition.min_recycled_share)
    if verdict == FAIL:
        return message
    lower = percent_text(weighing.shares.lower)
    if verdict == PASS:
        return message + Text(
            f"วัสดุรีไซเคิลร้อยละ {lower} ขอรับรองตามประเภท 4.1 ได้",
            f"With {lower} % recycled material it may be applied for under type 4.1.",
        )
    return message + Text(
        f"วัสดุรีไซเคิลที่มีหลักฐานร้อยละ {lower} หากส่วนที่ยังต้องพิจารณาได้รับการยอมรับ อาจขอรับรองตามประเภท 4.1",
        f"{lower} % recycled material is evidenced; if what is still open is accepted, type 4.1 may be applied for.",
    )


def _in_force(case: Case, held: RecognisedCertificate) -> Finding:
    """The first ground that applies, what is missing before what is wrong."""
    issued, expires, filed, on = held.issued_on, held.expires_on, case.context.filing_day, case.context.on
    if issued is None or expires is None:
        return INVALID, "S10", UNDATED
    grounds: tuple[tuple[bool, Finding], ...] = (
        (not is_stated(held.number) or not is_stated(held.product), (INVALID, "S10", UNNAMED)),
        (expires < issued, (INVALID, "S10", _BACKWARDS)),
        (not held.evidence, (INVALID, "S10", _NO_DOCUMENT)),
        (filed is None, (REVIEW, "S11", _FILING_UNKNOWN)),
        (filed is not None and not issued <= filed <= expires, (FAIL, "S10", _NOT_IN_FORCE)),
        (on is not None and expires < on, (FAIL, "S10", _LAPSED_SINCE)),
    )
    return next((finding for is_met, finding in grounds if is_met), (PASS, "S9", _IN_FORCE))


UNNAMED = Text(
    "โปรดระบุเลขที่ใบรับรองและชื่อผลิตภัณฑ์ตามใบรับรอง", "State the number of the certificate and the product named on it."
)
UNDATED = Text(
    "วันที่ออกหรือวันสิ้นอายุของใบรับรองยังไม่ได้ระบุหรืออ่านไม่ได้",
    "The day of issue or of expiry of the certificate is missing or cannot be read.",
)
_BACKWARDS = Text(
    "วันสิ้นอายุของใบรับรองอยู่ก่อนวันที่ออก โปรดตรวจสอบ", "The certificate expires before it was issued; check both days."
)
_NO_DOCUMENT = Text("โปรดอ้างเอกสารใบรับรองที่แนบ", "Cite the attached document of the certificate.")
_FILING_UNKNOWN = Text(
    "ไม่ทราบวันที่ใช้พิจารณา โปรดตรวจสอบว่าใบรับรองมีผลในวันยื่นคำขอหรือไม่",
    "The day judged on is not known: was the certificate in force on the day of filing?",
)
_NOT_IN_FORCE = Text("ใบรับรองไม่มีผลในวันยื่นคำขอ", "The certificate is not in force on the day of filing.")
_LAPSED_SINCE = Text(
    "ใบรับรองมีผลในวันยื่นคำขอ แต่สิ้นอายุแล้วในวันที่พิจารณา", "The certificate was in force on filing but has expired since."
)
_IN_FORCE = Text(
    "มีใบรับรองจากหน่วยงานที่ อบก. ประกาศกำหนดซึ่งมีผลในวันยื่นคำขอ ไม่ต้องตรวจร้อยละ 20",
    "The recognised certificate is in force on the day of filing; the 20 % test does not apply.",
)
