"""Clause 4.2: what the certificate covers, and what is done to the used product."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case, RecognisedCertificate, is_stated, normalised_licence
from calculations.engine.circular_share import weigh_circular
from calculations.engine.criteria import Edition
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text
from calculations.engine.rules.type_42 import RULE, UNNAMED, Finding


def coverage(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """The certificate is for this activity, this product, and every factory that makes it.

    Source: clause 4.2. Rows S9, S10.
    """
    held = case.recognised_certificate
    if case.route != "4.2" or held is None:
        return
    findings = {"activity": _activity(case, held), "product": _product(held), "site": _site(case, held)}
    for matter, (verdict, row, message) in findings.items():
        rule = f"{RULE}.{matter}"
        figures = {
            "activity": {"certificate": held.activity, "application": case.circular_activity},
            "product": {"certificate": held.product, "match": held.product_match},
            "site": {
                "certificate": ", ".join(held.sites),
                "factories": ", ".join(factory.licence for factory in case.factories),
            },
        }[matter]
        yield Outcome(rule, rule, "4.2", verdict, message, (row,), figures)


def _activity(case: Case, held: RecognisedCertificate) -> Finding:
    if not case.circular_activity or not held.activity:
        return (
            INVALID,
            "S13",
            Text(
                "โปรดเลือกการปรับสภาพ การปรับปรุงใหม่ การผลิตใหม่ การหมุนเวียนให้คุณค่าเพิ่ม หรือการยกระดับ ทั้งของคำขอและตามใบรับรอง",
                "Choose one of the five listed activities, for the application and as on the certificate.",
            ),
        )
    if held.activity != case.circular_activity:
        return FAIL, "S10", Text("ใบรับรองเป็นของกิจกรรมอื่น", "The certificate is for another activity.")
    return PASS, "S9", Text("ใบรับรองตรงกับกิจกรรมที่ขอรับรอง", "The certificate is for the activity applied for.")


def _product(held: RecognisedCertificate) -> Finding:
    if held.product_match == "same":
        return PASS, "S9", Text("ใบรับรองระบุผลิตภัณฑ์ที่ขอรับรอง", "The certificate names the product applied for.")
    if held.product_match == "other":
        return FAIL, "S10", Text("ใบรับรองเป็นของผลิตภัณฑ์อื่น", "The certificate is for another product.")
    if held.product_match == "to_be_confirmed":
        question = Text(
            f"ใบรับรองระบุชื่อผลิตภัณฑ์ว่า “{held.product}” ซึ่งไม่ตรงกับชื่อในคำขอ เป็นผลิตภัณฑ์เดียวกันหรือไม่",
            f"The certificate names the product “{held.product}”, not as in the application: is it the same product?",
        )
        return REVIEW, "S10", question
    return INVALID, "S10", UNNAMED


def _site(case: Case, held: RecognisedCertificate) -> Finding:
    """Every factory that makes the product is named; a factory without a licence number is for a person to find."""
    named = {normalised_licence(site) for site in held.sites if is_stated(site)}
    makers = [normalised_licence(factory.licence) for factory in case.factories]
    if not named or not makers:
        return (
            INVALID,
            "S10",
            Text(
                "โปรดระบุโรงงานที่ผลิตและสถานประกอบการตามใบรับรอง",
                "State the factories that make the product and the site named on the certificate.",
            ),
        )
    if any(maker and maker not in named for maker in makers):
        return (
            FAIL,
            "S10",
            Text("ใบรับรองไม่ครอบคลุมโรงงานที่ผลิต", "The certificate does not cover every factory making the product."),
        )
    if not all(makers):
        question = Text(
            "โรงงานที่ผลิตบางแห่งไม่มีเลขใบอนุญาต ใบรับรองครอบคลุมโรงงานนั้นหรือไม่",
            "A factory making the product has no licence number: does the certificate cover it?",
        )
        return REVIEW, "S10", question
    return PASS, "S9", Text("ใบรับรองครอบคลุมโรงงานที่ผลิตทุกแห่ง", "The certificate covers every factory making the product.")


def work(case: Case, edition: Edition) -> Iterator[Outcome]:
    """What was done to the used product is one of the five activities, not plain repair or resale.

    Told by the applicant, and by the bill of materials: where nothing was added, the product is as it was.
    Source: clause 4.2. Row S13.
    """
    if case.route != "4.2":
        return
    rule, found = f"{RULE}.work", weigh_circular(case, edition)
    if not case.circular_work:
        message = Text("โปรดระบุงานที่ทำกับผลิตภัณฑ์หรือวัสดุเดิม", "State what is done to the used product or material.")
        yield Outcome(rule, rule, "4.2", INVALID, message, ("S13",))
        return
    is_unchanged = found is not None and found.retained_high_kg >= found.total_kg
    if case.circular_work == "remade" and not is_unchanged:
        message = Text("เป็นงานตามกิจกรรมของข้อ 4.2", "The work belongs to the activities of clause 4.2.")
        yield Outcome(rule, rule, "4.2", PASS, message)
        return
    message = _UNCHANGED if case.circular_work == "remade" else _PLAIN
    yield Outcome(rule, rule, "4.2", REVIEW, message, ("S13",), {"work": case.circular_work})


_PLAIN = Text(
    "งานที่ทำเป็นเพียงการซ่อมแซมหรือจำหน่ายต่อ กิจกรรมต้องเป็นการปรับสภาพ การปรับปรุงใหม่ การผลิตใหม่ การหมุนเวียนให้คุณค่าเพิ่ม "
    "หรือการยกระดับ โปรดพิจารณาว่าเข้าข่ายหรือไม่",
    "The work is plain repair or resale: does it belong to one of the five activities of clause 4.2?",
)
_UNCHANGED = Text(
    "ผลิตภัณฑ์ประกอบด้วยชิ้นส่วนเดิมทั้งหมด ไม่มีส่วนที่เปลี่ยนหรือเพิ่ม โปรดพิจารณาว่าเป็นการจำหน่ายต่อหรือไม่",
    "The product consists of retained parts alone, nothing replaced or added: is it plain resale?",
)
