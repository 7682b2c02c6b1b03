"""Clause 5.1: an inventory as a plant keeps it: allocation, outputs, factors of zero, fuels, densities."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case, Factor, InventoryLine, is_stated
from calculations.engine.counting import CLAIMED_ORIGINS
from calculations.engine.criteria import Edition
from calculations.engine.density import amount_in
from calculations.engine.display import readable_text
from calculations.engine.inventory import OUTPUTS, footprint
from calculations.engine.outcomes import INVALID, REVIEW, Outcome, Text
from calculations.engine.problems import Problem

RULE = "ce-cfp.5.1.practice"
FUEL_PRODUCTION, FUEL_COMBUSTION = "fuel-upstream", "fuel-combustion"
_Finding = tuple[str, str, Text]


def inventory_practice(case: Case, edition: Edition) -> Iterator[Outcome]:
    """One outcome for each thing about a line that a person has to see before its figure stands.

    Source: CFP guideline by way of clause 5.1. Rows C17, C18.
    """
    claimed = {portion.line_id for _, portion in case.portions() if portion.origin in CLAIMED_ORIGINS}
    for line in case.inventory:
        if line.is_cut_off or line.kind == "carbon_credit":
            continue
        for topic, verdict, message in _findings(case, edition, line, claimed):
            text = Text(f"{line.name}: {message.th}", f"{line.name}: {message.en}")
            rule = f"{RULE}.{topic}"
            yield Outcome(f"{rule}:{line.line_id}", rule, "5.1", verdict, text, line_ids=(line.line_id,))


def _findings(case: Case, edition: Edition, line: InventoryLine, claimed: set[str]) -> Iterator[_Finding]:
    yield from _output(line)
    if line.kind in OUTPUTS:
        return
    if line.allocation_share is not None and line.allocation_share < 1 and not is_stated(line.allocation_basis):
        yield (
            "allocation",
            INVALID,
            Text("ปันส่วนน้อยกว่าร้อยละ 100 โปรดระบุเกณฑ์การปันส่วน", "less than 100 % is allocated: state the basis."),
        )
    yield from _zero_amount(case, line)
    yield from _zero_factors(case, line, claimed)
    yield from _density(edition, line)
    yield from _heat_basis(case, line)


def _output(line: InventoryLine) -> Iterator[_Finding]:
    """An output carries no emission, so nothing with a factor or a material may stand under that name."""
    if line.kind in OUTPUTS and (line.factors_named or line.linked_portions):
        yield (
            "output",
            INVALID,
            Text(
                "ผลิตภัณฑ์และผลิตภัณฑ์ร่วมเป็นขาออก ไม่มีค่า EF และไม่แทนวัสดุองค์ประกอบ โปรดเลือกประเภทรายการให้ถูกต้อง",
                "products and co-products are outputs, without a factor and standing for no material: "
                "choose the right kind of line.",
            ),
        )


def _zero_amount(case: Case, line: InventoryLine) -> Iterator[_Finding]:
    """A line of nothing looks counted and is not; a whole stage of such is asked about as one (row C9)."""
    is_zero = line.allocation_share == 0 or (line.period_total is not None and line.period_total.value == 0)
    emissions = (r.emission_kgco2e for r in footprint(case, line.side).lines if r.line.stage == line.stage)
    if is_zero and any(emission is None or emission > 0 for emission in emissions):
        yield (
            "zero_amount",
            REVIEW,
            Text(
                "ปริมาณหรือการปันส่วนเป็นศูนย์ รายการนี้จึงไม่มีผลในการคำนวณ โปรดพิจารณาว่าเป็นศูนย์จริงหรือไม่",
                "the amount or its allocation is zero, so the line counts for nothing: is it zero indeed?",
            ),
        )


def _zero_factors(case: Case, line: InventoryLine, claimed: set[str]) -> Iterator[_Finding]:
    """Recycled material with a factor of zero is the matter of clause 5.2."""
    if any(portion in claimed for portion in line.linked_portions):
        return
    named = [case.factors[name] for name in line.factors_named if name in case.factors]
    if any(factor.value_kgco2e == 0 for factor in named):
        yield (
            "zero_factor",
            REVIEW,
            Text("ค่า EF เป็นศูนย์ โปรดพิจารณาหลักฐาน", "a zero emission factor: its evidence has to be judged."),
        )


def _density(edition: Edition, line: InventoryLine) -> Iterator[_Finding]:
    low, high = edition.settings.density_plausible_kg_per_m3
    if line.density is not None and not low <= line.density.value_kg_per_m3 <= high:
        text = readable_text(line.density.value_kg_per_m3)
        yield (
            "density",
            REVIEW,
            Text(
                f"ความหนาแน่น {text} kg/m3 อยู่นอกช่วงปกติของของเหลว โปรดตรวจสอบ",
                f"a density of {text} kg/m3 is unusual for a liquid: is it right?",
            ),
        )


def _heat_basis(case: Case, line: InventoryLine) -> Iterator[_Finding]:
    """Energy of a fuel by net or gross calorific value: the line says which, and it is the factor's."""
    for name in line.factors_named:
        factor = case.factors.get(name)
        if factor is None or not factor.heat_basis or factor.per_unit is None or factor.per_unit.dimension != "energy":
            continue
        if not line.heat_basis:
            yield (
                "heat_basis",
                REVIEW,
                Text(
                    f"ค่า EF คิดตามค่าความร้อน{HEAT_NAMES[factor.heat_basis].th} ปริมาณพลังงานของรายการนี้ใช้ค่าความร้อนใด",
                    f"the factor is by {HEAT_NAMES[factor.heat_basis].en} calorific value: by which is the line?",
                ),
            )
        elif line.heat_basis != factor.heat_basis:
            yield (
                "heat_basis",
                INVALID,
                Text(
                    "ค่าความร้อนของรายการกับของค่า EF ไม่ตรงกัน (สุทธิกับขั้นสูง)",
                    "the calorific values of line and factor differ (net and gross).",
                ),
            )


HEAT_NAMES = {"net": Text("สุทธิ", "net"), "gross": Text("ขั้นสูง", "gross")}


def fuels(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """A fuel has its production and its combustion, on one line or on two of the same amount.

    Source: TGO's factor lists by way of clause 5.1: the CFP list holds the production of fuels only.
    """
    rule = f"{RULE}.fuel"
    for side in ("product", "comparator"):
        lines = [x for x in case.inventory if x.side == side and not x.is_cut_off and x.kind not in OUTPUTS]
        alone = [x for x in lines if not x.combustion_factor and not x.legs]
        production = [x for x in alone if category_of(case, x) == FUEL_PRODUCTION]
        combustion = [x for x in alone if category_of(case, x) == FUEL_COMBUSTION]
        for line in lines:
            if line.combustion_factor and FUEL_COMBUSTION not in _categories(case, line):
                message = Text(
                    f"{line.name}: ค่า EF ที่เลือกเป็นการเผาไหม้ไม่ใช่ค่าการเผาไหม้ของเชื้อเพลิง โปรดพิจารณา",
                    f"{line.name}: the factor chosen for its combustion is not one of burning a fuel: to be ruled on.",
                )
                yield Outcome(f"{rule}:{line.line_id}", rule, "5.1", REVIEW, message, line_ids=(line.line_id,))
        for line in _unpaired(production, combustion):
            message = Text(
                f"{line.name}: มีเฉพาะการได้มาของเชื้อเพลิง หากเผาไหม้ในกระบวนการต้องรวมการเผาไหม้ด้วย โปรดพิจารณา",
                f"{line.name}: only the production of the fuel is counted; where it is burnt, that belongs to it.",
            )
            yield Outcome(f"{rule}:{line.line_id}", rule, "5.1", REVIEW, message, line_ids=(line.line_id,))
        for line in _unpaired(combustion, production):
            message = Text(
                f"{line.name}: มีเฉพาะการเผาไหม้ของเชื้อเพลิง ยังไม่มีการได้มาของเชื้อเพลิง โปรดพิจารณา",
                f"{line.name}: only the combustion of the fuel is counted, not its production: to be ruled on.",
            )
            yield Outcome(f"{rule}:{line.line_id}", rule, "5.1", REVIEW, message, line_ids=(line.line_id,))


def _categories(case: Case, line: InventoryLine) -> set[str]:
    return {case.factors[name].category for name in line.factors_named if name in case.factors}


def category_of(case: Case, line: InventoryLine) -> str:
    factor: Factor | None = case.factors.get(line.factor)
    return factor.category if factor else ""


def _unpaired(lines: list[InventoryLine], others: list[InventoryLine]) -> list[InventoryLine]:
    """The lines without an own partner of the same stage and amount: one small line answers for no more than itself."""
    left, without = list(others), []
    for line in lines:
        partner = next((other for other in left if _is_same_fuel(line, other)), None)
        if partner is None:
            without.append(line)
        else:
            left.remove(partner)
    return without


def _is_same_fuel(line: InventoryLine, other: InventoryLine) -> bool:
    if line.stage != other.stage or line.period_total is None or other.period_total is None:
        return False
    if line.allocation_share != other.allocation_share:
        return False
    theirs = amount_in(other.period_total, line.period_total.unit, line.density or other.density)
    return not isinstance(theirs, Problem) and theirs == line.period_total.value
