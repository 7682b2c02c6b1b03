"""From which recycled share on the product meets clause 5.3, all else unchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.case import Case
from calculations.engine.counting import CLAIMED_ORIGINS
from calculations.engine.criteria import Edition
from calculations.engine.display import decimal_text, percent_text
from calculations.engine.inventory import LineResult, comparator_footprint, footprint
from calculations.engine.outcomes import Text
from calculations.engine.weighing import dry_share, portion_ranges, weigh_product


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The recycled share at which both totals are equal; ``share`` is ``None`` where there is no such share.

    ``bound`` says on which side clause 5.3 is met: ``least``, ``most``, ``any``, ``none`` or ``unknown``.
    """

    share: Fraction | None
    present_share: Fraction | None
    bound: str
    text: Text


@dataclass(frozen=True, slots=True)
class Sides:
    """kgCO2e per functional unit: the recycled material, the virgin material in its place, and what else differs."""

    recycled: Fraction
    virgin: Fraction
    other_difference: Fraction

    @property
    def gain(self) -> Fraction:
        return self.virgin - self.recycled


def break_even(case: Case, edition: Edition) -> BreakEven | None:
    """Solve ``product(t) = comparator`` for the scale ``t`` of the recycled material, and turn it into a share.

    With ``t`` times the present recycled mass and virgin material in place of the rest,
    ``product(t) − comparator = other difference − t × (virgin − recycled)``. The line is straight, so one solution
    exists unless recycled and virgin material emit alike. For one material of mass ``m`` this is
    ``r* = (other product − other comparator) ÷ (m × (virgin factor − recycled factor))``.

    Returns:
        The share by weight, exact, on the reading of clause 4.1.1; ``None`` while a total or the mass is missing.
    """
    product, comparator = footprint(case, "product"), comparator_footprint(case)
    present = _present_share(case, edition)
    if product.total_kgco2e is None or comparator.total_kgco2e is None or not present:
        return None
    if comparator.is_declared:
        return BreakEven(None, present, "unknown", _DECLARED)
    sides = _sides(case, product.lines, comparator.lines, comparator.total_kgco2e - product.total_kgco2e)
    return BreakEven(None, present, "unknown", _NOT_LINKED) if sides is None else solved(sides, present)


def solved(sides: Sides, present: Fraction) -> BreakEven:
    """The break-even of known sides; equality of both totals meets the clause."""
    gain, other = sides.gain, sides.other_difference
    if not gain:
        return BreakEven(None, present, "any" if other <= 0 else "none", _ALIKE_MET if other <= 0 else _ALIKE_NOT)
    share = other / gain * present
    if gain > 0:
        if share <= 0:
            return BreakEven(None, present, "any", _ANY)
        return (
            BreakEven(share, present, "least", _least(share)) if share <= 1 else BreakEven(None, present, "none", _NONE)
        )
    if share < 0:
        return BreakEven(None, present, "none", _NONE)
    return BreakEven(share, present, "most", _most(share)) if share < 1 else BreakEven(None, present, "any", _ANY)


def _sides(case: Case, ours: Iterable[LineResult], theirs: Iterable[LineResult], room: Fraction) -> Sides | None:
    """Split both totals; ``None`` where the comparator does not show what stands in place of the recycled material."""
    claimed = _claimed(case)
    ours, theirs = list(ours), list(theirs)
    recycled = _sum(result for result in ours if result.line.portion in claimed)
    counterparts = [result for result in theirs if result.line.portion in claimed]
    virgin = _sum(counterparts) if counterparts else _single_rise(ours, theirs, claimed)
    return None if virgin is None else Sides(recycled, virgin, virgin - recycled - room)


def _single_rise(ours: list[LineResult], theirs: list[LineResult], claimed: frozenset[str]) -> Fraction | None:
    """What the one raw material emits of which the comparator holds more than the product; ``None`` if not one."""
    amounts: dict[str, Fraction] = defaultdict(Fraction)
    values: dict[str, Fraction] = {}
    for results, sign in ((ours, -1), (theirs, 1)):
        for result in results:
            factor, amount = result.factor, result.amount
            if factor is None or factor.value_kgco2e is None or amount is None or result.line.kind != "raw_material":
                continue
            if result.line.portion in claimed:
                continue
            amounts[factor.id] += sign * amount
            values[factor.id] = factor.value_kgco2e
    risen = [factor for factor, amount in amounts.items() if amount > 0]
    return amounts[risen[0]] * values[risen[0]] if len(risen) == 1 else None


def _sum(results: Iterable[LineResult]) -> Fraction:
    return sum((result.emission_kgco2e or Fraction(0) for result in results), Fraction(0))


def _claimed(case: Case) -> frozenset[str]:
    return frozenset(portion.line_id for _, portion in case.portions() if portion.origin in CLAIMED_ORIGINS)


def _present_share(case: Case, edition: Edition) -> Fraction | None:
    """The share by weight of what is presented as recycled, at its evidenced mass."""
    weighing = weigh_product(case, edition)
    if weighing.shares is None or weighing.flat.problems:
        return None
    left_out, claimed = {leaf.line_id for leaf in weighing.left_out}, _claimed(case)
    mass_kg = Fraction(0)
    for leaf in weighing.flat.leaves:
        if leaf.line_id not in left_out:
            ranges = zip(leaf.portions, portion_ranges(case, leaf), strict=True)
            share = sum((low for portion, (low, _) in ranges if portion.line_id in claimed), Fraction(0))
            mass_kg += leaf.mass_kg * dry_share(leaf) * share
    return mass_kg / weighing.shares.total_kg


def _least(share: Fraction) -> Text:
    text = decimal_text(share * 100, 2, "ceil")
    return Text(
        f"เป็นไปตามข้อ 5.3 เมื่อใช้วัสดุรีไซเคิลตั้งแต่ร้อยละ {text} ขึ้นไป (รายการอื่นคงเดิม)",
        f"Clause 5.3 is met from a recycled share of {text} % upwards, all else unchanged.",
    )


def _most(share: Fraction) -> Text:
    text = percent_text(share)
    return Text(
        f"วัสดุรีไซเคิลนี้ปล่อยมากกว่าวัสดุใหม่ จึงเป็นไปตามข้อ 5.3 เมื่อใช้ไม่เกินร้อยละ {text} (รายการอื่นคงเดิม)",
        f"The recycled material emits more than the virgin one: clause 5.3 is met up to a share of {text} % only, "
        "all else unchanged.",
    )


_ANY = Text(
    "เป็นไปตามข้อ 5.3 ไม่ว่าจะใช้วัสดุรีไซเคิลในสัดส่วนใด (รายการอื่นคงเดิม)",
    "Clause 5.3 is met at any recycled share, all else unchanged.",
)
_NONE = Text(
    "ไม่มีสัดส่วนวัสดุรีไซเคิลใดที่ทำให้เป็นไปตามข้อ 5.3 ได้ ต้องลดการปล่อยในรายการอื่น",
    "No recycled share meets clause 5.3: other lines have to emit less.",
)
_ALIKE_MET = Text(
    "วัสดุรีไซเคิลกับวัสดุใหม่ปล่อยเท่ากัน จึงไม่มีสัดส่วนที่ทำให้ทั้งสองค่าเท่ากัน และเป็นไปตามข้อ 5.3 ทุกสัดส่วน",
    "Recycled and virgin material emit alike: there is no break-even, and clause 5.3 is met at any share.",
)
_ALIKE_NOT = Text(
    "วัสดุรีไซเคิลกับวัสดุใหม่ปล่อยเท่ากัน จึงไม่มีสัดส่วนที่ทำให้ทั้งสองค่าเท่ากัน ต้องลดการปล่อยในรายการอื่น",
    "Recycled and virgin material emit alike: there is no break-even; other lines have to emit less.",
)
_DECLARED = Text(
    "ค่าเปรียบเทียบเป็นค่ารวมที่แจ้ง จึงคำนวณสัดส่วนที่ทำให้ทั้งสองค่าเท่ากันไม่ได้",
    "The comparator is a declared total, so no break-even share can be computed.",
)
_NOT_LINKED = Text(
    "ค่าเปรียบเทียบไม่ได้ระบุว่าวัสดุใหม่ใดแทนวัสดุรีไซเคิล จึงคำนวณสัดส่วนที่ทำให้ทั้งสองค่าเท่ากันไม่ได้",
    "The comparator does not show which virgin material stands in place of the recycled one, "
    "so no break-even share can be computed.",
)
