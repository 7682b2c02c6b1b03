"""Clause 4.1.1: whether the masses of the bill can be true: declared mass, process losses, plausible size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, grams_text
from calculations.engine.outcomes import PASS, REVIEW, Outcome, Text
from calculations.engine.rules.readings import CLAUSE, losses_by_material
from calculations.engine.shares import Shares
from calculations.engine.weighing import LOSS, RULE_411, product_parts_kg, weigh_product


def declared_mass(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The parts add up to the declared mass within the tolerance, and the verdict is the same by either.

    Source: clause 4.1.1 (น้ำหนักผลิตภัณฑ์ทั้งหมด); the tolerance is an assumption. Row W11.
    """
    rule = f"{RULE_411}.declared_mass"
    weighing = weigh_product(case, edition)
    shares = weighing.shares
    if case.declared_mass is None or weighing.flat.problems or shares is None:
        return
    parts, declared = product_parts_kg(weighing), case.declared_mass.in_base
    scaled = declared / parts
    by_declared = replace(
        shares,
        total_kg=shares.total_kg * scaled,
        upper_total_kg=None if shares.upper_total_kg is None else shares.upper_total_kg * scaled,
    )
    limit = edition.min_recycled_share
    is_within = abs(parts - declared) <= edition.settings.mass_tolerance_share * declared
    is_same = case.route == "4.2" or by_declared.verdict(limit) == shares.verdict(limit)
    figures = _declared_figures(parts, declared, shares, by_declared) | {
        "tolerance_share": exact_text(edition.settings.mass_tolerance_share)
    }
    message = Text(
        f"ผลรวมชิ้นส่วน {grams_text(parts)} กรัม น้ำหนักที่แจ้ง {grams_text(declared)} กรัม",
        f"Parts add to {grams_text(parts)} g, declared {grams_text(declared)} g.",
    )
    if not is_within:
        message += _BEYOND
    elif not is_same:
        message += _DEPENDS
    verdict = PASS if is_within and is_same else REVIEW
    yield Outcome(rule, rule, CLAUSE, verdict, message, ("W11",), figures, margin=exact_text(parts - declared))


_BEYOND = Text(
    "ต่างกันเกินค่าที่ยอมรับได้ ยอมรับให้ใช้ผลรวมชิ้นส่วนหรือไม่",
    "They differ by more than the tolerance. Is the sum of the parts accepted?",
)
_DEPENDS = Text(
    "ผลตามข้อ 4.1.1 ต่างกันตามน้ำหนักที่ใช้หาร ยอมรับให้ใช้ผลรวมชิ้นส่วนหรือไม่",
    "The verdict depends on which of them divides. Is the sum of the parts accepted?",
)


def _declared_figures(parts: Fraction, declared: Fraction, shares: Shares, by_declared: Shares) -> dict[str, str]:
    return {
        "parts_kg": exact_text(parts),
        "declared_kg": exact_text(declared),
        "recycled_share_by_parts": exact_text(shares.lower),
        "recycled_share_by_declared": exact_text(by_declared.lower),
    }


def losses(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Counted is what is in the product, not what went into the process; losses are shared in proportion.

    Where the lines of input lose differently and a common loss would give another verdict, a person decides.
    Source: clause 4.1.1 (องค์ประกอบของผลิตภัณฑ์). Row W17.
    """
    weighing = weigh_product(case, edition)
    if weighing.flat.problems or weighing.shares is None:
        return
    yield from losses_by_material(case, edition, weighing)
    fed = [leaf for leaf in weighing.flat.leaves if leaf.input_kg is not None]
    if not fed:
        return
    put_in = sum((leaf.input_kg for leaf in fed if leaf.input_kg is not None), Fraction(0))
    kept = sum((leaf.mass_kg for leaf in fed), Fraction(0))
    limit = edition.min_recycled_share
    alike = weigh_product(_with_common_loss(case, kept / put_in), edition).shares
    is_same = alike is not None and (case.route == "4.2" or alike.verdict(limit) == weighing.shares.verdict(limit))
    message = Text(
        f"คิดจากน้ำหนักที่อยู่ในผลิตภัณฑ์ {grams_text(kept)} กรัม จากน้ำหนักป้อนเข้า {grams_text(put_in)} กรัม",
        f"Counted is what is in the product: {grams_text(kept)} g of {grams_text(put_in)} g put in.",
    )
    figures = {"input_kg": exact_text(put_in), "in_product_kg": exact_text(kept)}
    if alike is not None:
        figures["recycled_share_by_common_loss"] = exact_text(alike.lower)
    lines = tuple(leaf.line_id for leaf in fed)
    if is_same:
        yield Outcome(LOSS, LOSS, CLAUSE, PASS, message, ("W17",), figures, line_ids=lines)
    else:
        yield Outcome(LOSS, LOSS, CLAUSE, REVIEW, message + _UNEQUAL, ("W17",), figures, line_ids=lines)


_UNEQUAL = Text(
    "แต่ละรายการสูญเสียไม่เท่ากัน และผลตามข้อ 4.1.1 ต่างไปหากปันส่วนสูญเสียตามสัดส่วน ยอมรับอัตราผลได้ที่ระบุหรือไม่",
    "The lines lose differently, and a loss shared in proportion gives another verdict. Are the yields accepted?",
)


def _with_common_loss(case: Case, kept: Fraction) -> Case:
    """The case with every line of input keeping the same share of it."""
    nodes = tuple(
        node if node.input_mass is None else replace(node, mass=None, yield_share=kept)
        for node in case.bill_of_materials
    )
    return replace(case, bill_of_materials=nodes)


def plausible_mass(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The mass of one product unit lies in the band of its category; beyond it, a unit may have slipped.

    Source: clause 4.1.1; the bands are a dated table kept by TGO. Row W14.
    """
    rule = f"{RULE_411}.plausible_mass"
    weighing = weigh_product(case, edition)
    band = case.context.mass_bands.get(case.product_category)
    if band is None or weighing.flat.problems or weighing.shares is None:
        return
    mass = product_parts_kg(weighing)
    is_plausible = band.low_kg <= mass <= band.high_kg
    low, high = grams_text(band.low_kg), grams_text(band.high_kg)
    message = Text(
        f"น้ำหนักต่อหน่วยผลิตภัณฑ์ {grams_text(mass)} กรัม ช่วงปกติของกลุ่มผลิตภัณฑ์ {low}–{high} กรัม",
        f"One product unit weighs {grams_text(mass)} g; usual in its category: {low}–{high} g.",
    )
    if not is_plausible:
        message += _IMPLAUSIBLE
    figures = {
        "product_mass_kg": exact_text(mass),
        "low_kg": exact_text(band.low_kg),
        "high_kg": exact_text(band.high_kg),
    }
    yield Outcome(rule, rule, CLAUSE, PASS if is_plausible else REVIEW, message, ("W14",), figures)


_IMPLAUSIBLE = Text(
    "น้ำหนักผิดปกติ อาจใส่หน่วยผิด ยอมรับน้ำหนักนี้หรือไม่", "Implausible, perhaps a wrong unit. Is this mass accepted?"
)
