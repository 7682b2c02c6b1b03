"""Clause 5.1: what goes into the plant comes out of it: per process, per material, and between co-products."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.bom import Leaf, flatten
from calculations.engine.case import Case, InventoryLine, Portion
from calculations.engine.counting import CLAIMED_ORIGINS
from calculations.engine.criteria import Edition
from calculations.engine.density import amount_in
from calculations.engine.display import decimal_text, exact_text, readable_text
from calculations.engine.inventory import OUTPUTS, product_units_in_period
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text
from calculations.engine.problems import Problem
from calculations.engine.quantities import UNITS

PROCESS, SHARES, INPUT = "ce-cfp.5.1.process_balance", "ce-cfp.5.1.co_products", "ce-cfp.5.1.material_input"
_MATERIAL_KINDS = ("raw_material", "auxiliary")


def mass_kg(line: InventoryLine) -> Fraction | None:
    """The line's period total as a mass; ``None`` if it is not one and no density makes it one."""
    if line.period_total is None:
        return None
    mass = amount_in(line.period_total, UNITS["kg"], line.density)
    return None if isinstance(mass, Problem) else mass


@dataclass(frozen=True)
class Process:
    """The lines of one process on one side, in and out, with the masses of the data period in kg."""

    name: str
    inputs: tuple[InventoryLine, ...]
    outputs: tuple[InventoryLine, ...]

    @property
    def line_id(self) -> str:
        """The first product or co-product: what the process is known by, whatever it is called."""
        return next(line.line_id for line in self.outputs if line.kind in OUTPUTS)

    @property
    def unweighed(self) -> tuple[InventoryLine, ...]:
        return tuple(line for line in (*self.inputs, *self.outputs) if mass_kg(line) is None)

    @property
    def in_kg(self) -> Fraction:
        return sum((mass_kg(line) or Fraction(0) for line in self.inputs), Fraction(0))

    @property
    def out_kg(self) -> Fraction:
        return sum((mass_kg(line) or Fraction(0) for line in self.outputs), Fraction(0))


def processes(case: Case, side: str) -> list[Process]:
    """The processes for which an output is listed: raw material in against products, co-products and waste out."""
    by_name: dict[str, list[InventoryLine]] = {}
    for line in case.inventory:
        if line.side == side:
            by_name.setdefault(line.process.casefold(), []).append(line)
    found = []
    for lines in by_name.values():
        if not any(line.kind in OUTPUTS for line in lines):
            continue
        counted = [line for line in lines if line.is_in_balance is not False or line.kind in OUTPUTS]
        inputs = tuple(x for x in counted if x.kind == "raw_material" or (x.is_in_balance and x.kind == "auxiliary"))
        outputs = tuple(x for x in counted if x.kind in (*OUTPUTS, "waste"))
        found.append(Process(lines[0].process, inputs, outputs))
    return found


def process_balance(case: Case, edition: Edition) -> Iterator[Outcome]:
    """In = products + co-products + waste, per process, within the tolerance.

    Source: CFP guideline by way of clause 5.1 (tolerance kept as a setting); TGO's workbook, sheet Fr-03.
    """
    limit = edition.settings.process_balance_tolerance_share
    for side in ("product", "comparator"):
        for process in processes(case, side):
            name = process.name or "–"
            outcome_id = f"{PROCESS}:{process.line_id}"
            ids = tuple(line.line_id for line in (*process.inputs, *process.outputs))
            figures = {"in_kg": exact_text(process.in_kg), "out_kg": exact_text(process.out_kg)}
            if process.unweighed or process.in_kg <= 0:
                message = Text(
                    f"กระบวนการ {name}: ตรวจสอบสมดุลมวลไม่ได้ เพราะบางรายการไม่มีน้ำหนัก โปรดพิจารณา",
                    f"Process {name}: the mass balance cannot be drawn, as some lines have no mass: to be ruled on.",
                )
                yield Outcome(outcome_id, PROCESS, "5.1", REVIEW, message, figures=figures, line_ids=ids)
                continue
            gap = abs(process.in_kg - process.out_kg) / process.in_kg
            verdict = PASS if gap <= limit else REVIEW
            balance = f"{readable_text(process.in_kg)} → {readable_text(process.out_kg)} kg"
            message = Text(
                f"กระบวนการ {name}: สมดุลมวลต่างกันร้อยละ {_percent(gap)} ({balance})",
                f"Process {name}: in and out differ by {_percent(gap)} % ({balance}).",
            )
            if verdict == REVIEW:
                message += Text("โปรดพิจารณาส่วนที่ขาดหรือเกิน", "What is missing or too much has to be explained.")
            more = {**figures, "gap_share": exact_text(gap), "limit_share": exact_text(limit)}
            yield Outcome(outcome_id, PROCESS, "5.1", verdict, message, figures=more, line_ids=ids)


def co_products(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """The allocation shares of a process's product and co-products add to 100 %, and its inputs follow them.

    Source: CFP guideline by way of clause 5.1 (การปันส่วน).
    """
    for side in ("product", "comparator"):
        for process in processes(case, side):
            outputs = [line for line in process.outputs if line.kind in OUTPUTS]
            if not any(line.kind == "co_product" for line in outputs):
                continue
            yield from _allocation(case, side, process, outputs)


def _allocation(case: Case, side: str, process: Process, outputs: list[InventoryLine]) -> Iterator[Outcome]:
    """A co-product without a product beside it leaves the rest of 100 % to the product."""
    name, outcome_id = process.name or "–", f"{SHARES}:{process.line_id}"
    own = [line.allocation_share or Fraction(0) for line in outputs if line.kind == "product"]
    others = sum((x.allocation_share or Fraction(0) for x in outputs if x.kind == "co_product"), Fraction(0))
    ours = sum(own, Fraction(0)) if own else 1 - others
    ids = tuple(line.line_id for line in outputs)
    figures = {"product_share": exact_text(ours), "co_products_share": exact_text(others)}
    if ours + others != 1 or ours <= 0:
        text = readable_text((ours + others) * 100)
        message = Text(
            f"กระบวนการ {name}: สัดส่วนการปันส่วนของผลิตภัณฑ์และผลิตภัณฑ์ร่วมรวมเป็นร้อยละ {text} ต้องเท่ากับร้อยละ 100",
            f"Process {name}: the allocation shares of product and co-products add to {text} %, not to 100 %.",
        )
        yield Outcome(outcome_id, SHARES, "5.1", INVALID, message, figures=figures, line_ids=ids)
        return
    low = [x for x in _burdens(case, side, process) if x.allocation_share is not None and x.allocation_share < ours]
    message = Text(
        f"กระบวนการ {name}: สัดส่วนการปันส่วนรวมเป็นร้อยละ 100", f"Process {name}: the allocation shares add to 100 %."
    )
    if low:
        message = Text(
            f"กระบวนการ {name}: มีรายการที่ปันส่วนให้ผลิตภัณฑ์น้อยกว่าร้อยละ {readable_text(ours * 100)} โปรดพิจารณา",
            f"Process {name}: some lines give the product less than its {readable_text(ours * 100)} %: to be ruled on.",
        )
    ids += tuple(line.line_id for line in low)
    yield Outcome(outcome_id, SHARES, "5.1", REVIEW if low else PASS, message, figures=figures, line_ids=ids)


def _burdens(case: Case, side: str, process: Process) -> Iterator[InventoryLine]:
    wanted = process.name.casefold()
    for line in case.inventory:
        is_here = line.side == side and line.process.casefold() == wanted
        if is_here and line.kind not in OUTPUTS and not line.is_cut_off:
            yield line


def material_input(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The inventory brings in at least what the product consists of, yields respected, portion by portion.

    Less of a recycled material than the product claims fails (row O13); less of another is for a person to explain.
    Source: clauses 4.1.1 and 5.1.
    """
    units, flat = product_units_in_period(case), flatten(case.bill_of_materials)
    if isinstance(units, Problem) or flat.problems or not case.inventory:
        return
    tolerance = edition.settings.mass_tolerance_share
    by_portion = _lines_by_portion(case)
    limit_kg = edition.settings.main_material_mass_share * sum((x.mass_kg for x in flat.leaves), Fraction(0))
    unlinked: list[tuple[Portion, Fraction]] = []
    for leaf in flat.leaves:
        for portion in leaf.portions:
            lines = by_portion.get(portion.line_id)
            if lines is not None or portion.origin in CLAIMED_ORIGINS:
                yield _portion_input(leaf, portion, lines or [], units, tolerance)
            elif portion.origin != "reused_part":
                unlinked.append((portion, _most_kg(leaf, portion)))
    if sum((mass for _, mass in unlinked), Fraction(0)) >= limit_kg:
        # Many small ones together are a main material as well.
        yield from (_unlinked(portion) for portion, mass in unlinked if mass > 0)
    yield _whole_input(case, flat.leaves, units, tolerance)


def _lines_by_portion(case: Case) -> dict[str, list[InventoryLine]]:
    by_portion: dict[str, list[InventoryLine]] = {}
    for line in case.inventory:
        if line.side == "product" and not line.is_cut_off and line.kind in _MATERIAL_KINDS:
            for portion_id in line.linked_portions:
                by_portion.setdefault(portion_id, []).append(line)
    return by_portion


def _unlinked(portion: Portion) -> Outcome:
    message = Text(
        f"{portion.material}: ยังไม่มีรายการในบัญชีรายการสิ่งแวดล้อมที่แทนวัสดุนี้ โปรดพิจารณา",
        f"{portion.material}: no inventory line stands for this material: to be ruled on.",
    )
    return Outcome(f"{INPUT}:{portion.line_id}", INPUT, "5.1", REVIEW, message, ("W17",), line_ids=(portion.line_id,))


def _portion_input(
    leaf: Leaf, portion: Portion, lines: list[InventoryLine], units: Fraction, tolerance: Fraction
) -> Outcome:
    needed = leaf.mass_kg * (portion.share_low or Fraction(0)) * units
    brought = sum((_brought_kg(line) for line in lines), Fraction(0))
    is_recycled = portion.origin in CLAIMED_ORIGINS
    ids = (portion.line_id, *(line.line_id for line in lines))
    figures = {"needed_kg": exact_text(needed), "brought_kg": exact_text(brought)}
    rows = ("O13",) if is_recycled else ("W17",)
    masses = f"{readable_text(brought, 'floor')} / {readable_text(needed, 'ceil')} kg"
    if any(mass_kg(line) is None for line in lines):
        verdict = REVIEW
        message = Text(
            "รายการในบัญชีไม่มีน้ำหนัก จึงเทียบกับน้ำหนักในผลิตภัณฑ์ไม่ได้ โปรดพิจารณา",
            "the inventory line is not weighed, so it cannot be held against the product: to be ruled on.",
        )
    elif portion.origin == "virgin" and brought > _most_kg(leaf, portion) * units * (1 + tolerance):
        # The comparator's rule asks this of recycled material; here it is mass that the bill may keep silent about.
        verdict = REVIEW
        message = Text(
            f"ปริมาณในบัญชีรายการมากกว่าน้ำหนักในผลิตภัณฑ์ ({masses}) โปรดระบุอัตราผลได้หรือชี้แจงส่วนต่าง",
            f"the inventory brings in more than the product consists of ({masses}): state the yield or explain.",
        )
    elif brought >= needed * (1 - tolerance):
        verdict = PASS
        message = Text(f"ปริมาณในบัญชีรายการเพียงพอ ({masses})", f"the inventory brings in enough ({masses}).")
    else:
        verdict = FAIL if is_recycled else REVIEW
        message = Text(
            f"ปริมาณในบัญชีรายการน้อยกว่าน้ำหนักในผลิตภัณฑ์ ({masses})",
            f"the inventory brings in less than the product consists of ({masses}).",
        )
    text = Text(f"{portion.material}: {message.th}", f"{portion.material}: {message.en}")
    return Outcome(
        id=f"{INPUT}:{portion.line_id}",
        rule=INPUT,
        clause="5.1",
        outcome=verdict,
        message=text,
        rows=rows,
        figures=figures,
        inequality=f"{exact_text(brought)} kg >= {exact_text(needed)} kg ? {'yes' if brought >= needed else 'no'}",
        margin=exact_text(brought - needed),
        line_ids=ids,
    )


def _most_kg(leaf: Leaf, portion: Portion) -> Fraction:
    return leaf.mass_kg * (1 if portion.share_high is None else portion.share_high)


def _brought_kg(line: InventoryLine) -> Fraction:
    """What of the line reaches the product, in kg of the data period; without a stated yield all of it may."""
    share = Fraction(0) if line.allocation_share is None else line.allocation_share
    arrives = Fraction(1) if line.yield_share is None else line.yield_share
    return (mass_kg(line) or Fraction(0)) * share * arrives


def _whole_input(case: Case, leaves: tuple[Leaf, ...], units: Fraction, tolerance: Fraction) -> Outcome:
    """All material brought in against the whole product, packaging included: mass without a line emits nothing."""
    lines = [
        line
        for line in case.inventory
        if line.side == "product" and not line.is_cut_off
        if line.kind == "raw_material" or (line.kind in _MATERIAL_KINDS and line.linked_portions)
    ]
    needed = sum((_new_kg(leaf) for leaf in leaves), Fraction(0)) * units
    brought = sum((_brought_kg(line) for line in lines), Fraction(0))
    is_enough = brought >= needed * (1 - tolerance)
    masses = f"{readable_text(brought, 'floor')} / {readable_text(needed, 'ceil')} kg"
    message = (
        Text(
            f"วัตถุดิบในบัญชีรายการครอบคลุมน้ำหนักผลิตภัณฑ์ ({masses})", f"The raw material covers the product's mass ({masses})."
        )
        if is_enough
        else Text(
            f"วัตถุดิบในบัญชีรายการน้อยกว่าน้ำหนักผลิตภัณฑ์ที่ผลิต ({masses}) โปรดพิจารณาวัสดุที่ยังไม่มีในบัญชี",
            f"The raw material is less than the mass of what was made ({masses}): which material has no line?",
        )
    )
    return Outcome(
        id=INPUT,
        rule=INPUT,
        clause="5.1",
        outcome=PASS if is_enough else REVIEW,
        message=message,
        rows=("W17",),
        figures={"needed_kg": exact_text(needed), "brought_kg": exact_text(brought)},
        inequality=f"{exact_text(brought)} kg >= {exact_text(needed)} kg ? {'yes' if brought >= needed else 'no'}",
        margin=exact_text(brought - needed),
        line_ids=tuple(line.line_id for line in lines),
    )


def _new_kg(leaf: Leaf) -> Fraction:
    """The part's mass without what was retained (type 4.2), which no material has to be brought in for."""
    retained = (portion.share_low or Fraction(0) for portion in leaf.portions if portion.origin == "reused_part")
    return leaf.mass_kg * (1 - sum(retained, Fraction(0)))


def _percent(share: Fraction) -> str:
    return decimal_text(share * 100, 2, "ceil")
