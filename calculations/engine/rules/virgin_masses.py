"""The mass that is replaced is the mass in the product, and what could only raise the comparator decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.case import Case, normalised_licence
from calculations.engine.comparator import total_with_less_input, total_without_processing
from calculations.engine.criteria import Edition
from calculations.engine.density import amount_in
from calculations.engine.display import exact_text, grams_text
from calculations.engine.inventory import footprint, functional_units_in_period
from calculations.engine.outcomes import REVIEW, Text
from calculations.engine.problems import Problem
from calculations.engine.quantities import UNITS
from calculations.engine.rules.virgin_findings import Finding, said_of
from calculations.engine.substitution import Holding, Substitution
from calculations.engine.virgin_model import VirginModel


def mass_findings(case: Case, edition: Edition, model: VirginModel) -> Iterator[Finding]:
    by_portion: dict[str, list[Substitution]] = {}
    for substitution in model.substitutions:
        by_portion.setdefault(substitution.holding.portion.line_id, []).append(substitution)
    for substitutions in by_portion.values():
        yield from _mass(case, edition, substitutions)
    yield from _flips(case, model)


def _contained_kg(case: Case, substitutions: list[Substitution]) -> Fraction | None:
    """Mass the lines put into the product, in kg per functional unit; ``None`` where it is not counted in mass."""
    output = functional_units_in_period(case)
    if isinstance(output, Problem):
        return None
    total = Fraction(0)
    for s in substitutions:
        line = s.origin.line
        mass = amount_in(line.period_total, UNITS["kg"], line.density) if line.period_total else None
        if mass is None or isinstance(mass, Problem) or line.allocation_share is None:
            return None
        input_kg = mass * line.allocation_share / output
        total += input_kg * s.line_share * (line.yield_share if line.yield_share is not None else 1)
    return total


def _mass(case: Case, edition: Edition, substitutions: list[Substitution]) -> Iterator[Finding]:
    """More bought than the product holds: its losses would be losses of the virgin material as well."""
    holding, contained = substitutions[0].holding, _contained_kg(case, substitutions)
    if contained is None or contained <= holding.high_kg * (1 + edition.settings.mass_tolerance_share):
        return
    ids = (holding.portion.line_id, *(s.origin.line.line_id for s in substitutions))
    ours, most = grams_text(contained), grams_text(holding.high_kg)
    message = said_of(
        holding.portion.material,
        f"บัญชีรายการมีวัสดุนี้ {ours} กรัมต่อหน่วยการทำงาน มากกว่าที่อยู่ในผลิตภัณฑ์ {most} กรัม โปรดระบุอัตราผลได้หรือชี้แจงส่วนต่าง",
        f"the inventory puts {ours} g per functional unit into the product, more than the {most} g it holds: "
        "state the yield or explain the difference.",
    )
    figures = {"inventory_kg": exact_text(contained), "product_kg": _range(holding)}
    yield Finding("mass_over", REVIEW, message, ("W17",), holding.portion.line_id, ids, figures)


def _range(holding: Holding) -> str:
    low, high = exact_text(holding.low_kg), exact_text(holding.high_kg)
    return low if low == high else f"{low} - {high}"


def _flips(case: Case, model: VirginModel) -> Iterator[Finding]:
    """Clause 5.3 holds only by what is assumed for want of knowledge: a person says whether it may."""
    product, comparator = footprint(case, "product").total_kgco2e, model.footprint.total_kgco2e
    less_input, without = total_with_less_input(case), total_without_processing(case)
    if product is None or comparator is None or less_input is None or without is None or product > comparator:
        return
    by_yield = comparator - less_input
    by_processing = comparator - without if _is_recycler(case, model) else Fraction(0)
    least = comparator - by_yield - by_processing
    if product <= least:
        return
    figures = {"product_kgco2e": exact_text(product), "comparator_at_least_kgco2e": exact_text(least)}
    if by_yield > 0:
        message = Text(
            "ผลตามข้อ 5.3 ขึ้นอยู่กับการสูญเสียของวัสดุใหม่ ซึ่งไม่ทราบค่าและคิดเท่ากับวัสดุรีไซเคิล โปรดพิจารณา",
            "Clause 5.3 holds only because the virgin material's loss, not known, is taken as the recycled one's.",
        )
        yield Finding("yield", REVIEW, message, ("W17",), figures=figures)
    if by_processing > 0:
        message = Text(
            "ผู้ยื่นคำขอเป็นผู้แปรรูปวัสดุรีไซเคิลเอง และผลตามข้อ 5.3 ขึ้นอยู่กับพลังงานในการผลิตที่คงไว้ในค่าเปรียบเทียบ "
            "โปรดพิจารณาว่าการผลิตด้วยวัสดุใหม่ต้องใช้พลังงานนี้หรือไม่",
            "The applicant recycles the material itself, and clause 5.3 holds only by production inputs kept in the "
            "comparator: would the product of virgin material need them?",
        )
        yield Finding("own_recycling", REVIEW, message, ("C14",), figures=figures)


def _is_recycler(case: Case, model: VirginModel) -> bool:
    licences = (h.portion.reprocessor.licence for h in model.targets)
    is_own = any(licence and normalised_licence(licence) in case.own_licences for licence in licences)
    return is_own or case.product_kind == "material"
