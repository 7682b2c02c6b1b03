"""Clause 4.1.1: recycled material presented in the product was there in the data period, material by material."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.case import Case, StockBalance
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, percent_text, readable_text
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text
from calculations.engine.stock_figures import (
    DELIVERY_RULE,
    RULE,
    Account,
    account,
    claimed_kg,
    covered_kg_of,
    delivery_ground,
    kg,
    missing_figures,
    output_units,
    portions_by_id,
    portions_to_cover,
)

_ROWS = ("O13",)


def stock_missing(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Every portion presented as recycled stands in exactly one stock balance.

    Source: clauses 4.1.1, 4.1.2 (วัสดุรีไซเคิล … ในองค์ประกอบของผลิตภัณฑ์), shown over the data period. Row O13.
    """
    if case.route == "4.2":
        return
    for portion in portions_to_cover(case, edition):
        holders = [balance for balance in case.stock_balances if portion.line_id in balance.portions]
        if len(holders) == 1:
            continue
        verdict, message = (INVALID, _HELD_TWICE) if holders else (REVIEW, _NO_BALANCE)
        yield Outcome(
            id=f"{RULE}:{portion.line_id}",
            rule=RULE,
            clause="4.1.1",
            outcome=verdict,
            message=Text(f"{portion.material}: {message.th}", f"{portion.material}: {message.en}"),
            rows=_ROWS,
            line_ids=(portion.line_id, *(balance.line_id for balance in holders)),
        )


_NO_BALANCE = Text(
    "ยังไม่มีข้อมูลปริมาณคงเหลือ รับเข้า และใช้ไปในช่วงเวลาการเก็บข้อมูล โปรดพิจารณาว่าวัสดุรีไซเคิลมีเพียงพอหรือไม่",
    "Opening stock, receipts and use in the data period are not stated: was there enough of the recycled material?",
)
_HELD_TWICE = Text(
    "วัสดุนี้อยู่ในยอดวัสดุรีไซเคิลมากกว่าหนึ่งรายการ โปรดแสดงไว้ในรายการเดียว",
    "This material stands in more than one stock balance; show it in one.",
)


def stock_covers_claim(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Recycled mass per product unit × output of the period is not more than what was used here × its recycled share.

    The recycled share is that of all there was: opening stock and receipts mixed. What was used is never more than
    what was there and did not go elsewhere. Source: clause 4.1.1. Row O13.
    """
    if case.route == "4.2":
        return
    for balance in case.stock_balances:
        yield _coverage(case, edition, balance)


def _coverage(case: Case, edition: Edition, balance: StockBalance) -> Outcome:
    found, claimed = account(case, balance), claimed_kg(case, edition, balance.portions)
    verdict, message, next_step = _judged(case, balance, found, claimed)
    if verdict in (PASS, REVIEW) and (short := _origin_short(case, edition, balance)) is not None:
        verdict, message = FAIL, short
    margin = None if claimed is None else found.lower_kg - claimed
    return Outcome(
        id=f"{RULE}:{balance.line_id}",
        rule=RULE,
        clause="4.1.1",
        outcome=verdict,
        message=Text(f"{balance.material}: {message.th}", f"{balance.material}: {message.en}"),
        rows=_ROWS,
        figures=_figures(found, claimed),
        inequality="" if claimed is None else _inequality(found, claimed),
        margin="" if margin is None else exact_text(margin),
        next_step=next_step,
        line_ids=(balance.line_id, *balance.portions),
        depends_on=_open_deliveries(case, balance) if verdict == REVIEW else (),
        trace=_trace(balance, found),
    )


def _judged(
    case: Case, balance: StockBalance, found: Account, claimed: Fraction | None
) -> tuple[str, Text, Text | None]:
    """What is missing before what falls short; a shortfall that only open deliveries could mend waits for them."""
    if not any(name in portions_by_id(case) for name in balance.portions):
        return INVALID, _NOT_LINKED, None
    missing = missing_figures(case, balance)
    if missing is not None or claimed is None:
        return REVIEW, _MISSING + (missing or _NO_OUTPUT), None
    if claimed > found.upper_kg:
        short = readable_text(claimed - found.upper_kg, "ceil")
        return FAIL, Text(_SHORT.th.format(short), _SHORT.en.format(short)), _to_do(case, found, claimed)
    if claimed > found.lower_kg:
        short = readable_text(claimed - found.lower_kg, "ceil")
        return REVIEW, Text(_OPEN.th.format(short), _OPEN.en.format(short)), None
    return PASS, _ENOUGH, None


_NOT_LINKED = Text(
    "ยังไม่ระบุว่าวัสดุนี้ใช้ในรายการใดของผลิตภัณฑ์", "It is not stated which line of the product is made of this material."
)
_MISSING = Text("ข้อมูลยังไม่ครบ จึงยังยืนยันปริมาณไม่ได้ ขาด", "The amounts cannot be confirmed; missing:")
_NO_OUTPUT = Text("ปริมาณการผลิตในหน่วยผลิตภัณฑ์", "the output in product units.")
_SHORT = Text(
    "วัสดุรีไซเคิลที่มีอยู่ไม่พอกับที่อ้าง ขาดอีก {} กก. ในช่วงเวลาการเก็บข้อมูล",
    "The recycled material there was does not cover the claim; {} kg short in the data period.",
)
_OPEN = Text(
    "วัสดุรีไซเคิลที่มีหลักฐานยังขาดอีก {} กก. และขึ้นกับใบรับวัสดุที่ต้องพิจารณา",
    "What is evidenced is {} kg short; the rest depends on deliveries to be ruled on.",
)
_ENOUGH = Text("วัสดุรีไซเคิลที่มีอยู่เพียงพอกับที่อ้าง", "The recycled material there was covers the claim.")


def _origin_short(case: Case, edition: Edition, balance: StockBalance) -> Text | None:
    """Where materials of several origins share a balance, none is covered by the deliveries of another's."""
    by_origin: dict[str, list[str]] = {}
    for name in balance.portions:
        if portion := portions_by_id(case).get(name):
            by_origin.setdefault(portion.origin, []).append(name)
    for origin, names in by_origin.items() if len(by_origin) > 1 else ():
        claimed = claimed_kg(case, edition, tuple(names))
        if claimed is not None and claimed > covered_kg_of(case, balance, origin):
            short = readable_text(claimed - covered_kg_of(case, balance, origin), "ceil")
            return Text(_ORIGIN_SHORT.th.format(short), _ORIGIN_SHORT.en.format(short))
    return None


_ORIGIN_SHORT = Text(
    "ยอดนี้มีวัสดุหลายแหล่งที่มา และการรับวัสดุของแหล่งที่มาที่ระบุขาดอีก {} กก.",
    "Several origins share this balance, and what was received of the origin stated is {} kg short.",
)


def _to_do(case: Case, found: Account, claimed: Fraction) -> Text:
    units = output_units(case) or Fraction(1)
    grams = readable_text(found.upper_kg * 1000 / units, "floor")
    short = readable_text(claimed - found.upper_kg, "ceil")
    return Text(
        f"แสดงหลักฐานวัสดุรีไซเคิลเพิ่มอีก {short} กก. หรือลดวัสดุรีไซเคิลที่อ้างเหลือไม่เกิน {grams} กรัมต่อหน่วยผลิตภัณฑ์",
        f"Show {short} kg more of recycled material, or claim no more than {grams} g of it per product unit.",
    )


def _open_deliveries(case: Case, balance: StockBalance) -> tuple[str, ...]:
    ids = (
        f"{DELIVERY_RULE}:{line.line_id}"
        for line in balance.deliveries
        if delivery_ground(case, balance, line) != "counts"
    )
    return tuple(name for name in ids if name not in case.settled)


def _figures(found: Account, claimed: Fraction | None) -> dict[str, str]:
    figures = {
        "supply_kg": exact_text(found.supply_kg),
        "receipts_kg": exact_text(found.receipts_kg),
        "accounted_for_kg": exact_text(found.gone_kg),
        "usable_kg": exact_text(found.usable_kg),
        "recycled_share_of_stock": exact_text(found.lower_share),
        "recycled_lower_kg": exact_text(found.lower_kg),
        "recycled_upper_kg": exact_text(found.upper_kg),
    }
    return figures if claimed is None else {**figures, "claimed_kg": exact_text(claimed)}


def _inequality(found: Account, claimed: Fraction) -> str:
    answer = "yes" if claimed <= found.lower_kg else "no"
    used, share = readable_text(found.usable_kg, "floor"), percent_text(found.lower_share)
    covered = readable_text(found.lower_kg, "floor")
    return f"{readable_text(claimed, 'ceil')} kg <= {used} kg x {share} % = {covered} kg ? {answer}"


def _trace(balance: StockBalance, found: Account) -> tuple[Text, ...]:
    def line(th: str, en: str, mass: Fraction) -> Text:
        return Text(f"{th} {readable_text(mass)} กก.", f"{en} {readable_text(mass)} kg")

    return (
        line("ยอดยกมา", "opening", kg(balance.opening)),
        line("รับเข้า", "receipts", found.receipts_kg),
        line("ใช้ในผลิตภัณฑ์นี้", "used here", kg(balance.used_here)),
        line("ใช้ในผลิตภัณฑ์อื่น", "used elsewhere", kg(balance.used_elsewhere)),
        line("ส่วนสูญเสีย", "losses", kg(balance.losses)),
        line("ยอดคงเหลือ", "closing", kg(balance.closing)),
    )
