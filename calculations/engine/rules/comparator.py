"""Clause 5.3: whether the comparator may be compared at all: same unit, boundary, GWP set, allocation, and virgin."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.case import STAGES, Case, Factor, InventoryLine, is_stated
from calculations.engine.comparator import comparator_footprint
from calculations.engine.criteria import Edition
from calculations.engine.display import compared_texts, exact_text
from calculations.engine.inventory import Footprint, LineResult, footprint
from calculations.engine.outcomes import INVALID, PASS, REVIEW, Outcome, Text
from calculations.engine.rules.boundary import stage_list
from calculations.engine.rules.comparator_terms import term_findings
from calculations.engine.rules.virgin_factors import excess_finding
from calculations.engine.rules.virgin_findings import Finding, said_of
from calculations.engine.substitution import candidates_for

RULE = "ce-cfp.5.3.comparability"


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
    elif not is_stated(comparator.reasons) or not any(name in case.evidence for name in comparator.evidence):
        message = Text(
            "โปรดระบุที่มา เหตุผล และหลักฐานของค่าเปรียบเทียบ",
            "State where the comparator comes from and why, with evidence.",
        )
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


def comparability(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Product and comparator differ in the material alone.

    Source: clauses 5.1, 5.3. Rows C5 to C12, C14 to C16, most of which a generated comparator meets by itself.
    """
    comparator = case.comparator
    if comparator is None:
        return
    findings = [*term_findings(case, comparator), *_stages(case)]
    if comparator.method != "generated":
        findings += [*_materials(case), *_activities(case), *_excesses(case, edition), *_credits(case)]
    for finding in findings:
        place = f"{finding.code}:{finding.place}" if finding.place else finding.code
        yield Outcome(
            f"{RULE}.{place}",
            RULE,
            "5.3",
            finding.outcome,
            finding.message,
            finding.rows,
            finding.figures,
            line_ids=finding.line_ids,
        )
    if not findings:
        message = Text(
            "หน่วย ขอบเขต ชุดค่า EF ชุดค่า GWP และวิธีปันส่วนตรงกัน", "Unit, boundary, factor set, GWP set and allocation agree."
        )
        yield Outcome(RULE, RULE, "5.3", PASS, message)


def _stages(case: Case) -> Iterator[Finding]:
    theirs_result, ours_result = comparator_footprint(case), footprint(case, "product")
    if theirs_result.is_declared or not theirs_result.lines:
        return
    theirs = {result.line.stage for result in theirs_result.lines}
    ours = {result.line.stage for result in ours_result.lines}
    lacking = tuple(stage for stage in STAGES if stage in ours - theirs)
    beyond = tuple(stage for stage in STAGES if stage in theirs - ours)
    if lacking:
        yield _lacking(ours_result, theirs_result, lacking)
    if beyond:
        names = stage_list(beyond)
        message = Text(f"ผลิตภัณฑ์ที่ขอรับรองยังไม่มีข้อมูลช่วง{names.th}", f"The product lacks: {names.en}.")
        yield Finding("c9", INVALID, message, ("C9",))


def _lacking(ours: Footprint, theirs: Footprint, lacking: tuple[str, ...]) -> Finding:
    """Row C8: both sides again, on the stages that both have."""
    names, common = stage_list(lacking), [stage for stage in STAGES if stage not in lacking]
    product = sum((ours.by_stage[stage] for stage in common), Fraction(0))
    comparator = sum((theirs.by_stage[stage] for stage in common), Fraction(0))
    ours_text, theirs_text = compared_texts(product, comparator)
    message = Text(
        f"ผลิตภัณฑ์ที่ใช้วัสดุใหม่ยังไม่มีข้อมูลช่วง{names.th} เมื่อเทียบเฉพาะช่วงที่มีทั้งสองรายการ {ours_text} กับ {theirs_text} kgCO₂e",
        f"The comparator lacks: {names.en}. On the stages both have: {ours_text} against {theirs_text} kgCO₂e.",
    )
    figures = {"product_common_kgco2e": exact_text(product), "comparator_common_kgco2e": exact_text(comparator)}
    return Finding("c8", REVIEW, message, ("C8",), figures=figures)


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


def _materials(case: Case) -> Iterator[Finding]:
    """The comparator is virgin throughout, packaging apart, which stays as it is."""
    packaging = _packaging_portions(case)
    lines = [line for line in case.inventory if line.side == "comparator" and not line.is_cut_off]
    for line in lines:
        origins = {factor.origin for factor in _factors(case, line)}
        if line.linked_portions and set(line.linked_portions) <= packaging:
            continue
        if "recycled" in origins:
            message = said_of(line.name, "ผลิตภัณฑ์เปรียบเทียบต้องใช้วัสดุใหม่", "the comparator must be of virgin material.")
            yield Finding("c14", INVALID, message, ("C14",), line.line_id, (line.line_id,))
        elif "average" in origins and (line.linked_portions or line.kind == "raw_material"):
            message = said_of(
                line.name,
                "ใช้ค่าเฉลี่ยแทนวัสดุใหม่ โปรดพิจารณา",
                "an average factor stands for virgin material: to be ruled on.",
            )
            yield Finding("c14", REVIEW, message, ("C14",), line.line_id, (line.line_id,))
    if lines and _signatures(case, "comparator") == _signatures(case, "product"):
        message = Text(
            "ค่าเปรียบเทียบเหมือนกับผลิตภัณฑ์ทุกรายการ ไม่มีการแทนวัสดุ",
            "The comparator equals the product in every line: nothing was substituted.",
        )
        yield Finding("c14", INVALID, message, ("C14",))


def _factors(case: Case, line: InventoryLine) -> list[Factor]:
    return [case.factors[name] for name in line.factors_named if name in case.factors]


def _signatures(case: Case, side: str) -> list[tuple[str, tuple[str, ...], str]]:
    results = footprint(case, side).lines
    return sorted((r.line.stage, r.line.factors_named, str(r.emission_kgco2e)) for r in results)


def _activities(case: Case) -> Iterator[Finding]:
    """The same activity has the same factors on both sides, unless it stands for the material that is replaced."""
    ours: dict[tuple[str, str], list[InventoryLine]] = {}
    for line in case.inventory:
        if line.side == "product" and line.name and not line.linked_portions:
            ours.setdefault(_activity(line), []).append(line)
    for line in case.inventory:
        same = ours.get(_activity(line), []) if line.side == "comparator" and not line.linked_portions else []
        used = {name for other in same for name in other.factors_named}
        theirs = [factor for factor in _factors(case, line) if factor.id not in used]
        if not same or not theirs:
            continue
        ids = (line.line_id, *(other.line_id for other in same))
        if {factor.set for factor in theirs} <= {case.factors[name].set for name in used if name in case.factors}:
            message = said_of(line.name, "ใช้ค่า EF ต่างกันในกิจกรรมเดียวกัน", "different factors for the same activity.")
            yield Finding("c11", REVIEW, message, ("C11",), line.line_id, ids)
        else:
            message = said_of(
                line.name,
                "ใช้ค่า EF ต่างชุดข้อมูลกัน โปรดคำนวณใหม่ด้วยชุดเดียวกัน",
                "factor editions differ; recompute with one.",
            )
            yield Finding("c10", INVALID, message, ("C10",), line.line_id, ids)


def _activity(line: InventoryLine) -> tuple[str, str]:
    """Stage and name, however the name is spaced."""
    return line.stage, "".join(line.name.casefold().split())


def _excesses(case: Case, edition: Edition) -> Iterator[Finding]:
    """Row C15: a virgin factor well above the table's for the same material, as of the dearest supplier."""
    portions = {portion.line_id: portion for _, portion in case.portions()}
    limit = 1 + edition.settings.virgin_factor_excess_share
    for result in comparator_footprint(case).lines:
        portion, factor = portions.get(result.line.portion), result.factor
        if portion is None or factor is None or factor.per_unit is None or result.line.kind != "raw_material":
            continue
        rows = candidates_for(case, portion, "")
        usual = rows[0].value_kgco2e / rows[0].per_unit.size * factor.per_unit.size if rows else None
        if usual is not None and (factor.value_kgco2e or 0) > usual * limit:
            yield excess_finding(case, result, result.line.name, usual, result.line.line_id)


def _credits(case: Case) -> Iterator[Finding]:
    """Row C16: a credit on the product's side alone."""
    theirs = comparator_footprint(case)
    known = {_credit(result) for result in theirs.lines}
    for result in footprint(case, "product").lines:
        is_credit = result.emission_kgco2e is not None and result.emission_kgco2e < 0
        if is_credit and _credit(result) not in known:
            message = said_of(
                result.line.name,
                "มีเครดิตเฉพาะผลิตภัณฑ์ที่ขอรับรอง วิธีปันส่วนของผลิตภัณฑ์และค่าเปรียบเทียบต้องเหมือนกัน",
                "a credit on the product's side alone: same allocation on both sides.",
            )
            yield Finding("c16", INVALID, message, ("C16",), result.line.line_id, (result.line.line_id,))


def _credit(result: LineResult) -> tuple[str, tuple[str, ...], Fraction | None]:
    return result.line.stage, result.line.factors_named, result.emission_kgco2e
