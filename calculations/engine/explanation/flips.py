"""Which lines decide clause 5.3: how far one of them alone would have to change to turn the result."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from heapq import nsmallest

from calculations.engine.case import Case
from calculations.engine.display import text_apart_from
from calculations.engine.inventory import LineResult, comparator_footprint, footprint
from calculations.engine.outcomes import Text

LINES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Flip:
    """A line of the product's inventory; at ``1 + change`` times its emission both totals are equal."""

    result: LineResult
    change: Fraction
    is_met: bool

    @property
    def percent_text(self) -> str:
        """The distance without its sign, rounded so that it never looks safer or nearer than it is."""
        return text_apart_from(abs(self.change) * 100, Fraction(0), "floor" if self.is_met else "ceil", 2)

    @property
    def text(self) -> Text:
        name, percent = self.result.line.name, self.percent_text
        if not self.change:
            return Text(
                f"{name}: ทั้งสองค่าเท่ากัน หากรายการนี้เพิ่มขึ้นเพียงเล็กน้อย จะไม่เป็นไปตามข้อ 5.3",
                f"{name}: both totals are equal; with the slightest rise of this line clause 5.3 is not met.",
            )
        up = self.change > 0
        if self.is_met:
            return Text(
                f"{name}: หาก{'เพิ่มขึ้น' if up else 'ลดลง'}เกินร้อยละ {percent} จะไม่เป็นไปตามข้อ 5.3",
                f"{name}: clause 5.3 is no longer met if it {'rises' if up else 'falls'} by more than {percent} %.",
            )
        return Text(
            f"{name}: หาก{'เพิ่มขึ้น' if up else 'ลดลง'}ร้อยละ {percent} จะเป็นไปตามข้อ 5.3",
            f"{name}: clause 5.3 is met if it {'rises' if up else 'falls'} by {percent} %.",
        )


def flips(case: Case) -> tuple[Flip, ...] | None:
    """The lines nearest to turning the result of clause 5.3.

    Args:
        case: the case as read.

    Returns:
        At most three lines, the nearest first. ``change = (comparator − product) ÷ line emission``, exact, without
        unit; a line that would have to fall below nothing cannot turn the result alone and is left out. ``None``
        where there is nothing to compare.

    Source: clause 5.3; the comparator is taken as it stands.
    """
    product, comparator = footprint(case, "product"), comparator_footprint(case).total_kgco2e
    if product.total_kgco2e is None or comparator is None:
        return None
    room = comparator - product.total_kgco2e
    emitting = [(r.emission_kgco2e, r) for r in product.lines if r.emission_kgco2e]
    # The larger a line, the smaller its change; it must not fall below nothing.
    possible = (pair for pair in emitting if room * pair[0] >= 0 or abs(room) <= abs(pair[0]))
    nearest = nsmallest(LINES_SHOWN, possible, key=lambda pair: (-abs(pair[0]), pair[1].line.line_id))
    return tuple(Flip(result, room / emission, room >= 0) for emission, result in nearest)


def flips_text(found: tuple[Flip, ...]) -> Text:
    if found:
        return Text(
            "รายการที่ทำให้ผลตามข้อ 5.3 เปลี่ยนได้ง่ายที่สุด เมื่อรายการอื่นและค่าเปรียบเทียบคงเดิม",
            "The lines that would turn the result of clause 5.3 first, all others and the comparator unchanged.",
        )
    return Text(
        "ไม่มีรายการใดรายการเดียวที่ทำให้ผลตามข้อ 5.3 เปลี่ยนได้",
        "No single line can turn the result of clause 5.3.",
    )
