"""Clause 4.1.2: what came in, delivery by delivery, and what the suppliers declare of it."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine import stock_figures as stock
from calculations.engine.case import Case, Delivery, Portion, StockBalance
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text

DECLARATION_RULE = "ce-cfp.4.1.2.declaration"
DECLARATION_KIND = "recycled_declaration"

_MESSAGES: dict[str, Text] = {
    stock.NO_MASS: Text("ยังไม่ได้ระบุน้ำหนักที่รับ", "The mass received is not stated."),
    stock.NO_DATE: Text(
        "ยังไม่ได้ระบุวันที่รับ โปรดพิจารณาว่าอยู่ในช่วงเวลาการเก็บข้อมูลหรือไม่", "No day is stated: was it received in the data period?"
    ),
    stock.OUTSIDE: Text(
        "วันที่รับอยู่นอกช่วงเวลาการเก็บข้อมูล จึงไม่นับเป็นรายการรับเข้า",
        "It was received outside the data period, so it is not a receipt of it.",
    ),
    stock.NO_DOCUMENT: Text("ไม่มีเอกสารการส่งมอบ โปรดพิจารณาหลักฐาน", "No delivery document is named: what shows it?"),
    stock.OTHER_KIND: Text(
        "เอกสารที่อ้างมิใช่หลักฐานการซื้อ การส่งมอบ หรือใบรับรองการซื้อขาย โปรดพิจารณา",
        "The document named is no purchase, delivery or transaction record: does it show the delivery?",
    ),
    stock.OTHER_MATERIAL: Text(
        "เอกสารนี้เป็นหลักฐานของวัสดุอื่น โปรดพิจารณาว่าเป็นของวัสดุนี้ด้วยหรือไม่",
        "The document is evidence for another material: does it show this one too?",
    ),
    stock.NO_SHARE: Text(
        "ยังไม่ได้ระบุสัดส่วนวัสดุรีไซเคิลของวัสดุที่รับ จึงยังไม่นับ",
        "The recycled share of what was received is not stated, so it is not counted yet.",
    ),
    stock.OTHER_ORIGIN: Text(
        "แหล่งที่มาของวัสดุที่รับไม่ตรงกับแหล่งที่มาที่ระบุในรายการวัสดุองค์ประกอบ จึงยังไม่นับ",
        "Its origin is not that of the line it is used in, so it is not counted yet.",
    ),
}


def deliveries(case: Case, edition: Edition) -> Iterator[Outcome]:
    """One outcome for each delivery that cannot be counted without a question.

    Source: clauses 2, 4.1.1, 4.1.2. Row O13.
    """
    if case.route == "4.2":
        return
    for balance in case.stock_balances:
        for delivery in balance.deliveries:
            ground = stock.delivery_ground(case, balance, delivery)
            if ground != stock.COUNTS:
                yield _asked(case, edition, balance, delivery, ground)


def _asked(case: Case, edition: Edition, balance: StockBalance, delivery: Delivery, ground: str) -> Outcome:
    """What lies outside the period or weighs nothing goes back; of the rest a refusal fails only where it is needed."""
    rule = stock.DELIVERY_RULE
    accepted = case.settled.get(f"{rule}:{delivery.line_id}")
    verdict = INVALID if ground in (stock.NO_MASS, stock.OUTSIDE) else REVIEW
    is_ruled = verdict == REVIEW and accepted is not None
    if is_ruled:
        claimed = stock.claimed_kg(case, edition, balance.portions)
        is_needed = claimed is None or claimed > stock.account(case, balance).upper_kg
        verdict = FAIL if not accepted and is_needed else PASS
    message, day = _MESSAGES[ground], delivery.received_on.isoformat() if delivery.received_on else "–"
    head = f"{balance.material}, {delivery.supplier or '–'} ({day})"
    return Outcome(
        id=f"{rule}:{delivery.line_id}",
        rule=rule,
        clause="4.1.2",
        outcome=verdict,
        message=Text(f"{head}: {message.th}", f"{head}: {message.en}"),
        rows=("O13",),
        figures={
            "ground": ground,
            "mass_kg": exact_text(stock.kg(delivery.mass)),
            "document": delivery.document,
            "received_on": day,
        },
        line_ids=(delivery.line_id, balance.line_id),
        is_ruled=is_ruled,
    )


def declarations(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Each portion presented as recycled names its supplier's dated declaration of recycled content.

    Source: clause 4.1.2; that it is a document to be shown is an assumption. Row O13.
    """
    if case.route == "4.2":
        return
    for portion in stock.portions_to_cover(case, edition):
        message = _declaration_question(case, portion)
        if message is None:
            continue
        yield Outcome(
            id=f"{DECLARATION_RULE}:{portion.line_id}",
            rule=DECLARATION_RULE,
            clause="4.1.2",
            outcome=REVIEW,
            message=Text(f"{portion.material}: {message.th}", f"{portion.material}: {message.en}"),
            rows=("O13",),
            line_ids=(portion.line_id,),
        )


def _declaration_question(case: Case, portion: Portion) -> Text | None:
    """What is to be asked about the declarations; one that is dated and in force in the period is enough."""
    named = [case.documents[name] for name in portion.evidence if name in case.documents]
    shown = [document for document in named if document.kind == DECLARATION_KIND]
    if not shown:
        return Text(
            "ยังไม่มีหนังสือรับรองสัดส่วนวัสดุรีไซเคิลของผู้ขายที่ลงนามและลงวันที่",
            "The supplier's signed and dated declaration of recycled content is missing.",
        )
    dated = [document for document in shown if document.issued_on is not None]
    if not dated:
        return Text(
            "หนังสือรับรองสัดส่วนวัสดุรีไซเคิลของผู้ขายไม่ระบุวันที่ โปรดพิจารณาล็อตหรือช่วงเวลาที่รับรอง",
            "The supplier's declaration carries no date: which lot or period does it speak of?",
        )
    on, start = case.context.on, case.period_start
    if on is not None and all(document.issued_on and document.issued_on > on for document in dated):
        return Text(
            "หนังสือรับรองสัดส่วนวัสดุรีไซเคิลของผู้ขายลงวันที่หลังวันที่พิจารณา โปรดตรวจสอบวันที่",
            "The supplier's declaration is dated after the day judged: is that its date?",
        )
    if start is not None and all(document.expires_on and document.expires_on < start for document in dated):
        return Text(
            "หนังสือรับรองสัดส่วนวัสดุรีไซเคิลของผู้ขายสิ้นอายุก่อนช่วงเวลาการเก็บข้อมูล",
            "The supplier's declaration had ended before the data period began.",
        )
    return None
