"""Clauses 1 and 4: what may be certified at all, and which of the two types a product belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text


def scope(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """The product is physically tangible.

    Source: clause 1. Rows S1, S2.
    """
    rule, clause = "ce-cfp.1", "1"
    if case.is_tangible is None:
        message = Text("ยังไม่ได้ระบุว่าเป็นผลิตภัณฑ์ที่จับต้องได้หรือไม่", "It is not stated whether the product is tangible.")
        yield Outcome(rule, rule, clause, INVALID, message)
    elif case.is_tangible:
        yield Outcome(rule, rule, clause, PASS, Text("อยู่ในขอบข่าย", "In scope."), ("S1",))
    else:
        message = Text("ต้องเป็นผลิตภัณฑ์ที่จับต้องได้ บริการไม่อยู่ในขอบข่าย", "Must be tangible; services are out of scope.")
        yield Outcome(rule, rule, clause, FAIL, message, ("S2",))


def one_good(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """One product is applied for, and it is a good that the applicant supplies, not work on what others own.

    Source: clauses 1, 4.2. Rows S3, S8.
    """
    if case.is_work_on_customers_goods:
        rule = "ce-cfp.1.good"
        message = Text(
            "เป็นงานบริการที่ทำกับสินค้าของลูกค้า โปรดระบุสินค้าที่ขอรับรองให้ชัดเจนเพื่อพิจารณาว่าอยู่ในขอบข่ายหรือไม่",
            "The work is done on the customer's own goods. State which physical good is certified: is it in scope?",
        )
        yield Outcome(rule, rule, "1", REVIEW, message, ("S3",))
    if case.product_count is not None and case.product_count != 1:
        rule = "ce-cfp.1.one_product"
        message = Text("โปรดแยกคำขอรายผลิตภัณฑ์", "One application per product.")
        yield Outcome(rule, rule, "1", INVALID, message, ("S8",), {"count": str(case.product_count)})


def route(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """One of the two types is chosen, and only one.

    Source: clause 4. Row S7.
    """
    rule = "ce-cfp.4"
    is_both = case.route == "4.1" and bool(case.circular_activity or case.recognised_certificate)
    if not case.route or is_both:
        message = Text("โปรดเลือกประเภท 4.1 หรือ 4.2 อย่างใดอย่างหนึ่ง", "Choose either type 4.1 or type 4.2.")
        yield Outcome(rule, rule, "4", INVALID, message, ("S7",))
    elif case.route == "4.1":
        message = Text("ประเภทผลิตภัณฑ์ที่ประกอบด้วยวัสดุรีไซเคิล (4.1)", "Type 4.1: contains recycled material.")
        yield Outcome(rule, rule, "4.1", PASS, message)
    else:
        message = Text(
            "ประเภทที่เกิดจากการปรับสภาพ การปรับปรุงใหม่ การผลิตใหม่ การหมุนเวียนให้คุณค่าเพิ่ม หรือการยกระดับ (4.2)",
            "Type 4.2: reconditioned, refurbished, remanufactured, upcycled or upgraded.",
        )
        yield Outcome(rule, rule, "4.2", PASS, message)
