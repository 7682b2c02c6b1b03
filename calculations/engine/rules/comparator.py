"""Clause 5.3: whether the comparator may be compared at all: same unit, boundary, GWP set, allocation, and virgin."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import STAGES, Case, Comparator, InventoryLine
from calculations.engine.criteria import Edition
from calculations.engine.inventory import amount_ratio, comparator_footprint, footprint
from calculations.engine.outcomes import INVALID, PASS, REVIEW, Outcome, Text
from calculations.engine.problems import Problem
from calculations.engine.rules.boundary import stage_list

RULE = "ce-cfp.5.3.comparability"
_Finding = tuple[str, str, Text, tuple[str, ...]]


def method(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """A comparator built from the product's own model needs no ruling; a measured or typed one does.

    Source: clause 5.3 (ชนิดเดียวกัน), assumption on how the comparator is made. Row C4.
    """
    rule, comparator = "ce-cfp.5.3.method", case.comparator
    if comparator is None or not comparator.method:
        yield Outcome(rule, rule, "5.3", INVALID, NO_COMPARATOR, ("C4",))
        return
    figures = {"method": comparator.method, "evidence": ", ".join(comparator.evidence)}
    if comparator.method == "generated":
        message = Text(
            "สร้างจากแบบจำลองของผลิตภัณฑ์โดยแทนวัสดุรีไซเคิลด้วยวัสดุใหม่",
            "Built from the product's own model with virgin material instead of recycled.",
        )
        yield Outcome(rule, rule, "5.3", PASS, message, figures=figures)
    elif not comparator.reasons:
        message = Text("โปรดระบุที่มาและเหตุผลของค่าเปรียบเทียบ", "State where the comparator comes from and why.")
        yield Outcome(rule, rule, "5.3", INVALID, message, figures=figures)
    else:
        name = {
            "measured": ("บัญชีรายการของผู้ยื่นคำขอ", "an inventory of its own"),
            "declared": ("ค่ารวมที่แจ้ง", "a declared total"),
        }
        th, en = name[comparator.method]
        message = Text(
            f"ค่าเปรียบเทียบเป็น{th} ต้องพิจารณาโดยเจ้าหน้าที่ว่าเป็นผลิตภัณฑ์ชนิดเดียวกันที่ใช้วัสดุใหม่",
            f"The comparator is {en}: to be ruled on whether it is the same kind of product of virgin material.",
        )
        yield Outcome(rule, rule, "5.3", REVIEW, message, figures=figures)


NO_COMPARATOR = Text(
    "ยังไม่มีค่าคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ชนิดเดียวกันที่ใช้วัสดุใหม่",
    "There is no footprint of the same kind of product of virgin material yet.",
)


def comparability(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """Product and comparator differ in the material alone.

    Source: clauses 5.1, 5.3. Rows C5, C7 to C12, C14, C16.
    """
    if case.comparator is None:
        return
    findings = [*_terms(case, case.comparator), *_stages(case), *_materials(case), *_activities(case)]
    for verdict, row, message, lines in findings:
        suffix = f":{lines[0]}" if lines else ""
        yield Outcome(f"{RULE}.{row.lower()}{suffix}", RULE, "5.3", verdict, message, (row,), line_ids=lines)
    if not findings:
        message = Text("หน่วย ขอบเขต ชุดค่า GWP และวิธีปันส่วนตรงกัน", "Unit, boundary, GWP set and allocation agree.")
        yield Outcome(RULE, RULE, "5.3", PASS, message)


def _terms(case: Case, comparator: Comparator) -> Iterator[_Finding]:
    """Unit, boundary, GWP set and allocation; a generated comparator has those of the product."""
    is_own_statement = comparator.method in ("measured", "declared")
    if comparator.functional_unit is None or case.functional_unit is None:
        if is_own_statement:
            yield (
                INVALID,
                "C5",
                Text("ยังไม่ได้ระบุหน่วยการทำงานของค่าเปรียบเทียบ", "The comparator's functional unit is not stated."),
                (),
            )
    else:
        ratio = amount_ratio(comparator.functional_unit, case.functional_unit)
        if isinstance(ratio, Problem) or ratio != 1:
            yield INVALID, "C5", Text("หน่วยการทำงานไม่ตรงกัน", "Functional units differ."), ()
    if comparator.boundary != case.boundary and (comparator.boundary or is_own_statement):
        yield INVALID, "C7", Text("ขอบเขตของการประเมินไม่ตรงกัน", "System boundaries differ."), ()
    if comparator.gwp_set != case.editions.gwp_set and (comparator.gwp_set or is_own_statement):
        yield INVALID, "C12", Text("ค่า GWP คนละชุด", "GWP sets differ."), ()
    if comparator.allocation and case.allocation and comparator.allocation != case.allocation:
        yield INVALID, "C16", Text("วิธีปันส่วนของผลิตภัณฑ์และค่าเปรียบเทียบต้องเหมือนกัน", "Same allocation on both sides."), ()


def _stages(case: Case) -> Iterator[_Finding]:
    theirs_result, ours_result = comparator_footprint(case), footprint(case, "product")
    if theirs_result.is_declared or not theirs_result.lines:
        return
    theirs = {result.line.stage for result in theirs_result.lines}
    ours = {result.line.stage for result in ours_result.lines}
    lacking = tuple(stage for stage in STAGES if stage in ours - theirs)
    beyond = tuple(stage for stage in STAGES if stage in theirs - ours)
    if lacking:
        names = stage_list(lacking)
        yield REVIEW, "C8", Text(f"ผลิตภัณฑ์ที่ใช้วัสดุใหม่ยังไม่มีข้อมูลช่วง{names.th}", f"The comparator lacks: {names.en}."), ()
    if beyond:
        names = stage_list(beyond)
        yield INVALID, "C9", Text(f"ผลิตภัณฑ์ที่ขอรับรองยังไม่มีข้อมูลช่วง{names.th}", f"The product lacks: {names.en}."), ()


def _packaging_portions(case: Case) -> set[str]:
    by_id = {node.line_id: node for node in case.bill_of_materials}
    packaging: set[str] = set()
    for node, portion in case.portions():
        holder, seen = node, {node.line_id}
        while holder.role != "packaging" and holder.parent in by_id and holder.parent not in seen:
            holder = by_id[holder.parent]
            seen.add(holder.line_id)
        if holder.role == "packaging":
            packaging.add(portion.line_id)
    return packaging


def _materials(case: Case) -> Iterator[_Finding]:
    """The comparator is virgin throughout, packaging apart, which stays as it is."""
    packaging = _packaging_portions(case)
    ours = _signatures(case, "product")
    lines = [line for line in case.inventory if line.side == "comparator" and not line.is_cut_off]
    for line in lines:
        factor = case.factors.get(line.factor)
        if factor is None or line.portion in packaging:
            continue
        if factor.origin == "recycled":
            yield (
                INVALID,
                "C14",
                Text(
                    f"{line.name}: ผลิตภัณฑ์เปรียบเทียบต้องใช้วัสดุใหม่",
                    f"{line.name}: the comparator must be of virgin material.",
                ),
                (line.line_id,),
            )
        elif factor.origin == "average" and line.portion:
            yield (
                REVIEW,
                "C14",
                Text(
                    f"{line.name}: ใช้ค่าเฉลี่ยแทนวัสดุใหม่ โปรดพิจารณา",
                    f"{line.name}: an average factor stands for virgin material: to be ruled on.",
                ),
                (line.line_id,),
            )
    if lines and _signatures(case, "comparator") == ours:
        yield (
            INVALID,
            "C14",
            Text(
                "ค่าเปรียบเทียบเหมือนกับผลิตภัณฑ์ทุกรายการ ไม่มีการแทนวัสดุ",
                "The comparator equals the product in every line: nothing was substituted.",
            ),
            (),
        )


def _signatures(case: Case, side: str) -> list[tuple[str, str, str]]:
    results = footprint(case, side).lines
    return sorted((r.line.stage, r.line.factor, str(r.amount)) for r in results)


def _activities(case: Case) -> Iterator[_Finding]:
    """The same activity has the same factor on both sides, unless it stands for the material that is replaced."""
    ours: dict[tuple[str, str], InventoryLine] = {}
    for line in case.inventory:
        if line.side == "product" and line.name and not line.portion:
            ours[(line.stage, line.name.lower())] = line
    for line in case.inventory:
        same = ours.get((line.stage, line.name.lower())) if line.side == "comparator" and not line.portion else None
        if same is None or same.factor == line.factor:
            continue
        theirs, own = case.factors.get(line.factor), case.factors.get(same.factor)
        if theirs is None or own is None:
            continue
        if theirs.set != own.set:
            yield (
                INVALID,
                "C10",
                Text(
                    f"{line.name}: ใช้ค่า EF ต่างชุดข้อมูลกัน โปรดคำนวณใหม่ด้วยชุดเดียวกัน",
                    f"{line.name}: factor editions differ; recompute with one.",
                ),
                (line.line_id, same.line_id),
            )
        else:
            yield (
                REVIEW,
                "C11",
                Text(
                    f"{line.name}: ใช้ค่า EF ต่างกันในกิจกรรมเดียวกัน",
                    f"{line.name}: different factors for the same activity.",
                ),
                (line.line_id, same.line_id),
            )
