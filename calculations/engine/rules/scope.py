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


def route(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """One of the two types is chosen; type 4.2 is settled by a person until its register is in force.

    Source: clauses 4, 4.2. Rows S7, S13.
    """
    rule = "ce-cfp.4"
    if case.route == "4.1":
        message = Text("ประเภทผลิตภัณฑ์ที่ประกอบด้วยวัสดุรีไซเคิล (4.1)", "Type 4.1: contains recycled material.")
        yield Outcome(rule, rule, "4.1", PASS, message)
    elif case.route == "4.2":
        message = Text(
            "ประเภท 4.2 ต้องพิจารณาโดยเจ้าหน้าที่ว่าได้รับการรับรองจากหน่วยงานที่ อบก. ประกาศกำหนด",
            "Type 4.2: an officer has to judge the certificate of a body announced by TGO.",
        )
        if not case.circular_activity:
            message += Text(
                "และต้องเป็นการปรับสภาพ การปรับปรุงใหม่ การผลิตใหม่ การหมุนเวียนให้คุณค่าเพิ่ม หรือการยกระดับ",
                "It must be one of the five listed activities.",
            )
        yield Outcome(rule, rule, "4.2", REVIEW, message, ("S13",) if not case.circular_activity else ())
    else:
        yield Outcome(rule, rule, "4", INVALID, Text("โปรดเลือกประเภท 4.1 หรือ 4.2", "Choose type 4.1 or 4.2."), ("S7",))
