"""Clause 4.1.1: where the recycled share varies by month or lot, each of them is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from calculations.engine.case import Case, Lot, Portion
from calculations.engine.counting import count_portion
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, readable_text, text_apart_from
from calculations.engine.inventory import amount_ratio
from calculations.engine.origin_reasons import COUNTED
from calculations.engine.outcomes import FAIL, PASS, REVIEW, Outcome, Text
from calculations.engine.problems import Problem
from calculations.engine.shares import Shares
from calculations.engine.stock_figures import kg, output_units, portions_to_cover
from calculations.engine.sums import sum_exactly
from calculations.engine.weighing import dry_share, weigh_product

RULE = "ce-cfp.4.1.1.lots"


def lots_reach_limit(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The share over the data period decides; months or lots below the least share are listed and asked about.

    Source: clause 4.1.1, silent on the period (assumption). Row W24.
    """
    shares = weigh_product(case, edition).shares
    if case.route == "4.2" or shares is None:
        return
    by_label = _recycled_by_label(case, edition)
    if not by_label:
        return
    limit = edition.min_recycled_share
    low = {label: share for label, share in by_label.items() if share < limit}
    listed = ", ".join(f"{label} ({_percent(share, limit)} %)" for label, share in low.items())
    least, most = readable_text(limit * 100), min(by_label.values())
    if low:
        message = Text(
            f"เดือนหรือล็อตที่ต่ำกว่าร้อยละ {least}: {listed} ผลใช้สัดส่วนตลอดช่วงเวลาการเก็บข้อมูล โปรดพิจารณา",
            f"Below {least} %: {listed}. The share over the data period decides; to be ruled on.",
        )
    else:
        message = Text(f"ทุกเดือนหรือล็อตไม่น้อยกว่าร้อยละ {least}", f"Every month or lot reaches {least} %.")
    figures = {"least_lot_share": exact_text(most), "lots": str(len(by_label)), "lots_below": str(len(low))}
    lines = tuple(lot.line_id for portion in _varying(case, edition) for lot in portion.lots if lot.label in low)
    yield Outcome(RULE, RULE, "4.1.1", REVIEW if low else PASS, message, ("W24",), figures, line_ids=lines)


def lots_add_up(case: Case, edition: Edition) -> Iterator[Outcome]:
    """A portion's lots make up the output of the period, bear out its share, and use what the balance shows.

    Where the share by lots is lower than the one stated and clause 4.1.1 would not be met by it, it fails.
    Source: clause 4.1.1. Row W24.
    """
    if case.route == "4.2":
        return
    for portion in _varying(case, edition):
        yield _added_up(case, edition, portion)


def _varying(case: Case, edition: Edition) -> tuple[Portion, ...]:
    return tuple(portion for portion in portions_to_cover(case, edition) if portion.lots)


def _units(case: Case, lot: Lot) -> Fraction | None:
    """The lot's output in product units; ``None`` where it cannot be read in them."""
    if lot.output is None or case.product_unit is None:
        return None
    ratio = amount_ratio(lot.output, case.product_unit)
    return None if isinstance(ratio, Problem) else ratio


def _mean_share(case: Case, portion: Portion) -> Fraction | None:
    """The share over all lots, weighed by output; ``None`` while a lot lacks output or share."""
    total = recycled = Fraction(0)
    for lot in portion.lots:
        units = _units(case, lot)
        if units is None or lot.share is None:
            return None
        total, recycled = total + units, recycled + units * lot.share
    return recycled / total if total else None


def _recycled_by_label(case: Case, edition: Edition) -> dict[str, Fraction]:
    """The product's evidenced share in each month or lot, every other portion at its share over the period."""
    weighing = weigh_product(case, edition)
    left_out = {leaf.line_id for leaf in weighing.left_out}
    varying = _varying(case, edition)
    total = weighing.shares.total_kg if weighing.shares else Fraction(1)
    labels = dict.fromkeys(lot.label for portion in varying for lot in portion.lots if lot.label)
    counted = [
        (leaf.mass_kg * dry_share(leaf), portion)
        for leaf in weighing.flat.leaves
        if leaf.line_id not in left_out
        for portion in leaf.portions
        if count_portion(case, portion).status == COUNTED
    ]
    over_period = sum_exactly(mass * (portion.share_low or Fraction(0)) for mass, portion in counted)
    change = dict.fromkeys(labels, Fraction(0))
    for mass, portion in counted:
        for label in dict.fromkeys(lot.label for lot in portion.lots if lot.label in change):
            change[label] += mass * (_share_in(portion, label) - (portion.share_low or Fraction(0)))
    return {label: (over_period + more) / total for label, more in change.items()}


def _share_in(portion: Portion, label: str) -> Fraction:
    """A portion's share in one month or lot: the least of the lots of that name."""
    return min(lot.share or Fraction(0) for lot in portion.lots if lot.label == label)


def _percent(share: Fraction, limit: Fraction) -> str:
    exact = exact_text(share * 100)
    return exact if "/" not in exact and len(exact) <= 8 else text_apart_from(share * 100, limit * 100, "floor", 2)


def _added_up(case: Case, edition: Edition, portion: Portion) -> Outcome:
    mean, claimed = _mean_share(case, portion), portion.share_low or Fraction(0)
    asked: list[Text] = []
    verdict = PASS
    if mean is None:
        asked.append(Text("บางล็อตยังไม่มีปริมาณการผลิตหรือสัดส่วน", "Some lots lack output or share."))
    elif mean < claimed:
        shares = weigh_product(case, edition).shares
        by_lots = _by_lots(case, edition, shares, portion, mean) if shares else None
        verdict = FAIL if by_lots and by_lots.verdict(edition.min_recycled_share) == FAIL else PASS
        texts = (exact_text(claimed * 100), readable_text(mean * 100, "floor"))
        asked.append(
            Text(
                f"สัดส่วนที่ระบุร้อยละ {texts[0]} แต่เฉลี่ยตามล็อตได้ร้อยละ {texts[1]}",
                f"The share stated is {texts[0]} %, the lots give {texts[1]} %.",
            )
        )
    asked += [text for text in (_output_differs(case, edition, portion), _use_differs(case, edition, portion)) if text]
    message = asked[0] if asked else _AGREES
    for text in asked[1:]:
        message += text
    if asked and verdict == PASS:
        verdict = REVIEW
    return Outcome(
        id=f"{RULE}:{portion.line_id}",
        rule=RULE,
        clause="4.1.1",
        outcome=verdict,
        message=Text(f"{portion.material}: {message.th}", f"{portion.material}: {message.en}"),
        rows=("W24",),
        figures={"share_stated": exact_text(claimed), "share_by_lots": exact_text(mean) if mean is not None else ""},
        line_ids=(portion.line_id, *(lot.line_id for lot in portion.lots)),
    )


_AGREES = Text("ข้อมูลรายเดือนหรือรายล็อตสอดคล้องกับสัดส่วนที่ระบุ", "The lots bear out the share stated.")


def _by_lots(case: Case, edition: Edition, shares: Shares, portion: Portion, mean: Fraction) -> Shares:
    """The product's shares with one portion at its share by lots instead of the one stated."""
    less = Fraction(0)
    for leaf in weigh_product(case, edition).flat.leaves:
        if any(held.line_id == portion.line_id for held in leaf.portions):
            less += leaf.mass_kg * dry_share(leaf) * ((portion.share_low or Fraction(0)) - mean)
    return replace(shares, lower_kg=shares.lower_kg - less, upper_kg=shares.upper_kg - less)


def _output_differs(case: Case, edition: Edition, portion: Portion) -> Text | None:
    whole, made = output_units(case), [_units(case, lot) for lot in portion.lots]
    if whole is None or any(units is None for units in made):
        return None
    total = sum((units for units in made if units is not None), Fraction(0))
    if abs(total - whole) <= edition.settings.stock_tolerance_share * whole:
        return None
    texts = (readable_text(total), readable_text(whole))
    return Text(
        f"ปริมาณการผลิตรวมทุกล็อต {texts[0]} ไม่ตรงกับปริมาณการผลิตในช่วงเวลา {texts[1]}",
        f"The lots make {texts[0]} product units, the data period {texts[1]}.",
    )


def _use_differs(case: Case, edition: Edition, portion: Portion) -> Text | None:
    """Masses used by lot against the balance that shows this portion alone."""
    holders = [balance for balance in case.stock_balances if balance.portions == (portion.line_id,)]
    if len(holders) != 1 or holders[0].used_here is None or any(lot.mass is None for lot in portion.lots):
        return None
    total, used = sum((kg(lot.mass) for lot in portion.lots), Fraction(0)), kg(holders[0].used_here)
    if abs(total - used) <= edition.settings.stock_tolerance_share * used:
        return None
    texts = (readable_text(total), readable_text(used))
    return Text(
        f"วัสดุที่ใช้รวมทุกล็อต {texts[0]} กก. ไม่ตรงกับยอดวัสดุที่ใช้ {texts[1]} กก.",
        f"The lots use {texts[0]} kg of the material, the stock balance shows {texts[1]} kg.",
    )
