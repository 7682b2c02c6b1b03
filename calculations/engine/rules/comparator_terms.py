"""Clause 5.3: what a comparator of the applicant's own states about itself, against the product."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.bom import flatten
from calculations.engine.case import Case, Comparator, ProductAmount
from calculations.engine.display import exact_text, grams_text, readable_text
from calculations.engine.inventory import amount_ratio
from calculations.engine.outcomes import INVALID, REVIEW, Text
from calculations.engine.problems import Problem
from calculations.engine.rules.virgin_findings import Finding

_DIFFER = {
    "C7": Text("ขอบเขตของการประเมินไม่ตรงกัน", "System boundaries differ."),
    "C10": Text("ใช้ค่า EF ต่างชุดข้อมูลกัน โปรดคำนวณใหม่ด้วยชุดเดียวกัน", "Factor sets differ: recompute with one."),
    "C12": Text("ค่า GWP คนละชุด", "GWP sets differ."),
    "C16": Text("วิธีปันส่วนของผลิตภัณฑ์และค่าเปรียบเทียบต้องเหมือนกัน", "Same allocation on both sides."),
}


def term_findings(case: Case, comparator: Comparator) -> Iterator[Finding]:
    """Unit, boundary, factor set, GWP set and allocation agree; mass and lifetime are shown where they do not."""
    if comparator.method == "generated":
        return
    yield from _functional_unit(case, comparator)
    stated = (
        ("C7", comparator.boundary, case.boundary),
        ("C10", comparator.factor_set, case.editions.factor_set),
        ("C12", comparator.gwp_set, case.editions.gwp_set),
        ("C16", comparator.allocation, case.allocation),
    )
    for row, theirs, ours in stated:
        if theirs != ours:
            yield Finding(row.lower(), INVALID, _DIFFER[row], (row,), figures={"comparator": theirs, "product": ours})
    yield from _mass(case, comparator)
    yield from _lifetime(comparator)


def _functional_unit(case: Case, comparator: Comparator) -> Iterator[Finding]:
    if comparator.functional_unit is None or case.functional_unit is None:
        message = Text("ยังไม่ได้ระบุหน่วยการทำงานของค่าเปรียบเทียบ", "The comparator's functional unit is not stated.")
        yield Finding("c5", INVALID, message, ("C5",))
        return
    ratio = amount_ratio(comparator.functional_unit, case.functional_unit)
    if isinstance(ratio, Problem) or ratio != 1:
        yield Finding("c5", INVALID, Text("หน่วยการทำงานไม่ตรงกัน", "Functional units differ."), ("C5",))


def _mass(case: Case, comparator: Comparator) -> Iterator[Finding]:
    """Another mass for the same function may be another kind of product (row C6)."""
    leaves = flatten(case.bill_of_materials).leaves
    ours = sum((leaf.mass_kg for leaf in leaves if not leaf.is_packaging), Fraction(0))
    if case.declared_mass is not None:
        ours = case.declared_mass.in_base
    if comparator.mass is None:
        message = Text(
            "ยังไม่ได้ระบุน้ำหนักของผลิตภัณฑ์ที่ใช้วัสดุใหม่ โปรดพิจารณาว่าเป็นผลิตภัณฑ์ชนิดเดียวกันหรือไม่",
            "The mass of the comparator's product is not stated: is it the same kind of product?",
        )
        yield Finding("c6", REVIEW, message, ("C6",))
    elif comparator.mass.in_base != ours:
        theirs_text, ours_text = grams_text(comparator.mass.in_base), grams_text(ours)
        message = Text(
            f"ผลิตภัณฑ์ที่ขอรับรองหนัก {ours_text} กรัม แต่ผลิตภัณฑ์ที่ใช้วัสดุใหม่หนัก {theirs_text} กรัม อาจไม่ใช่ผลิตภัณฑ์ชนิดเดียวกัน",
            f"The product weighs {ours_text} g, the comparator {theirs_text} g: perhaps not the same kind.",
        )
        figures = {"product_kg": exact_text(ours), "comparator_kg": exact_text(comparator.mass.in_base)}
        yield Finding("c6", REVIEW, message, ("C6",), figures=figures)


def _lifetime(comparator: Comparator) -> Iterator[Finding]:
    ours, theirs = comparator.product_lifetime, comparator.lifetime
    if ours is None and theirs is None:
        return
    ratio = amount_ratio(theirs, ours) if ours is not None and theirs is not None else None
    if ratio != 1:
        ours_text, theirs_text = _said(ours), _said(theirs)
        message = Text(
            f"อายุการใช้งานของผลิตภัณฑ์ที่ขอรับรอง {ours_text} และของผลิตภัณฑ์ที่ใช้วัสดุใหม่ {theirs_text} ไม่ตรงกัน "
            "อาจไม่ใช่ผลิตภัณฑ์ชนิดเดียวกัน",
            f"The product's lifetime {ours_text} differs from the comparator's {theirs_text}: another kind?",
        )
        yield Finding(
            "c6", REVIEW, message, ("C6",), "lifetime", figures={"product": ours_text, "comparator": theirs_text}
        )


def _said(amount: ProductAmount | None) -> str:
    if amount is None or amount.value is None:
        return "–"
    return f"{readable_text(amount.value)} {amount.unit_text}"
