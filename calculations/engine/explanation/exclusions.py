"""What was left out of a figure, and why: packaging, material that does not count, lines cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.bom import Leaf
from calculations.engine.case import Case
from calculations.engine.counting import count_portion
from calculations.engine.criteria import Edition
from calculations.engine.display import grams_text
from calculations.engine.inventory import comparator_footprint, footprint
from calculations.engine.origin_reasons import COUNTED
from calculations.engine.outcomes import Text
from calculations.engine.weighing import dry_share, portion_ranges, weigh_product


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One thing left out; ``mass_kg`` per product unit, ``None`` where the matter is not one of mass."""

    kind: str
    clause: str
    line_id: str
    name: str
    mass_kg: Fraction | None
    text: Text


def exclusions(case: Case, edition: Edition) -> tuple[Exclusion, ...]:
    """Everything in the case that a figure does not hold, in the order of the clauses."""
    by_weight = () if case.route == "4.2" else tuple(_of_weight(case, edition))
    return (*by_weight, *_cut_off(case), *_credits(case))


def _of_weight(case: Case, edition: Edition) -> Iterator[Exclusion]:
    weighing = weigh_product(case, edition)
    left_out = {leaf.line_id for leaf in weighing.left_out}
    for leaf in weighing.flat.leaves:
        if leaf.line_id in left_out:
            yield _packaging(leaf)
        else:
            yield from _not_counted(case, leaf)


def _packaging(leaf: Leaf) -> Exclusion:
    grams = grams_text(leaf.mass_kg)
    text = Text(
        f"{leaf.name} {grams} กรัม เป็นบรรจุภัณฑ์ จึงไม่นับทั้งในน้ำหนักวัสดุรีไซเคิลและในน้ำหนักผลิตภัณฑ์",
        f"{leaf.name}, {grams} g, is packaging: counted neither as recycled material nor as product mass.",
    )
    return Exclusion("packaging", "4.1.1", leaf.line_id, leaf.name, leaf.mass_kg, text)


def _not_counted(case: Case, leaf: Leaf) -> Iterator[Exclusion]:
    for portion, (_, high) in zip(leaf.portions, portion_ranges(case, leaf), strict=True):
        counting = count_portion(case, portion)
        if portion.origin == "virgin" or counting.status == COUNTED:
            continue
        mass_kg = leaf.mass_kg * dry_share(leaf) * high
        name = portion.material or leaf.name
        head = f"{name} {grams_text(mass_kg)}"
        text = Text(f"{head} กรัม ไม่นับ: {counting.reason.th}", f"{head} g, not counted: {counting.reason.en}")
        yield Exclusion("material", "4.1.2", portion.line_id, name, mass_kg, text)


def _credits(case: Case) -> Iterator[Exclusion]:
    for line in case.inventory:
        if line.kind == "carbon_credit":
            text = Text(
                f"{line.name}: คาร์บอนเครดิตไม่นำมาหักในค่าคาร์บอนฟุตพริ้นท์",
                f"{line.name}: carbon credits are not deducted from the footprint.",
            )
            yield Exclusion("carbon_credit", "5.1", line.line_id, line.name, None, text)


def _cut_off(case: Case) -> Iterator[Exclusion]:
    for line in (*footprint(case, "product").cut_off, *comparator_footprint(case).cut_off):
        reason = line.cut_off_reason
        text = Text(
            f"{line.name}: ตัดออก (cut-off)" + (f" เพราะ{reason}" if reason else " โดยยังไม่ได้ระบุเหตุผล"),
            f"{line.name}: cut off" + (f": {reason}" if reason else ", without a stated reason."),
        )
        yield Exclusion("cut_off", "5.1", line.line_id, line.name, None, text)
