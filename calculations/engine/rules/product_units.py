"""Clause 5.1: functional unit, product unit and the weighed product speak of the same amount."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, readable_text
from calculations.engine.inventory import amount_ratio
from calculations.engine.outcomes import INVALID, REVIEW, Outcome, Text
from calculations.engine.problems import Problem
from calculations.engine.weighing import product_parts_kg, weigh_product

RULE = "ce-cfp.5.1.units"


def product_units(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The conversion between the two units is theirs, and a product unit given as a mass weighs that much.

    Everything of the period is divided by this conversion, so a slip makes any footprint as small as one likes.
    Source: clause 5.1 by way of the CFP guideline (หน่วยการทำงาน, หน่วยผลิตภัณฑ์). Rows C5, W14.
    """
    yield from _conversion(case)
    yield from _mass(case, edition)


def _conversion(case: Case) -> Iterator[Outcome]:
    functional, unit, stated = case.functional_unit, case.product_unit, case.product_units_per_functional_unit
    if functional is None or unit is None or stated is None:
        return
    # A box and a bottle are both pieces: only the same word, or a measure, converts by itself.
    is_same_word = functional.unit_text == unit.unit_text
    is_measure = unit.unit is not None and unit.unit.dimension != "item"
    ratio = amount_ratio(functional, unit)
    if isinstance(ratio, Problem) or ratio == stated or not (is_same_word or is_measure):
        return
    message = Text(
        f"หนึ่งหน่วยการทำงานเท่ากับ {readable_text(ratio)} หน่วยผลิตภัณฑ์ แต่ระบุไว้ {readable_text(stated)}",
        f"One functional unit is {readable_text(ratio)} product units, yet {readable_text(stated)} are stated.",
    )
    figures = {"stated": exact_text(stated), "computed": exact_text(ratio)}
    yield Outcome(f"{RULE}.conversion", f"{RULE}.conversion", "5.1", INVALID, message, ("C5",), figures)


def _mass(case: Case, edition: Edition) -> Iterator[Outcome]:
    unit, weighing = case.product_unit, weigh_product(case, edition)
    if unit is None or unit.value is None or unit.unit is None or unit.unit.dimension != "mass":
        return
    if weighing.flat.problems or weighing.shares is None:
        return
    parts: Fraction = product_parts_kg(weighing)
    stated = unit.value * unit.unit.size
    if abs(parts - stated) <= edition.settings.mass_tolerance_share * stated:
        return
    message = Text(
        f"หน่วยผลิตภัณฑ์หนัก {readable_text(stated)} กก. แต่ผลรวมชิ้นส่วน {readable_text(parts)} กก. ยอมรับให้ต่างกันหรือไม่",
        f"The product unit is {readable_text(stated)} kg, its parts add to {readable_text(parts)} kg: is that right?",
    )
    figures = {"product_unit_kg": exact_text(stated), "parts_kg": exact_text(parts)}
    yield Outcome(f"{RULE}.mass", f"{RULE}.mass", "5.1", REVIEW, message, ("W14",), figures)
