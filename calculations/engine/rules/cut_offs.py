"""Clause 5.1: what was cut off: each with its reason and size, none of it a main material, together a small part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from calculations.engine.case import Case, InventoryLine, is_stated
from calculations.engine.counting import CLAIMED_ORIGINS
from calculations.engine.criteria import Edition
from calculations.engine.density import amount_in
from calculations.engine.display import decimal_text, exact_text
from calculations.engine.inventory import footprint
from calculations.engine.outcomes import INVALID, PASS, REVIEW, Outcome, Text
from calculations.engine.problems import Problem
from calculations.engine.quantities import UNITS

RULE = "ce-cfp.5.1.cut_off"


def cut_offs(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Lines cut off are listed one by one; the sum of their estimates stays within the setting.

    Source: CFP guideline by way of clause 5.1 (assumption kept as a setting).
    """
    lines = tuple(line for line in case.inventory if line.is_cut_off)
    for line in lines:
        yield from _line(case, edition, line)
    for side, suffix in (("product", ""), ("comparator", ":comparator")):
        cut = tuple(line for line in lines if line.side == side)
        if cut:
            yield _sum(case, edition, cut, side, RULE + suffix)


def _line(case: Case, edition: Edition, line: InventoryLine) -> Iterator[Outcome]:
    """Whether one line may be cut off at all, and whether its size is known."""
    rule, ids = f"{RULE}:{line.line_id}", (line.line_id,)
    limit = edition.settings.cut_off_line_share
    main = _why_main(case, edition, line)
    if main is not None:
        yield Outcome(
            rule, RULE, "5.1", INVALID, Text(f"{line.name}: {main.th}", f"{line.name}: {main.en}"), line_ids=ids
        )
        return
    share = estimated_share(case, line)
    figures = {"share": exact_text(share) if share is not None else "", "limit_share": exact_text(limit)}
    if share is None or share <= 0 or (line.kind == "energy_and_fuel" and computed_kgco2e(case, line) is None):
        message = Text(
            f"{line.name}: ตัดออกโดยยังไม่มีค่าประมาณการปล่อยที่คำนวณได้ โปรดพิจารณาว่าตัดออกได้หรือไม่",
            f"{line.name}: cut off without an estimate of its emission that can be computed: to be ruled on.",
        )
        yield Outcome(rule, RULE, "5.1", REVIEW, message, figures=figures, line_ids=ids)
    elif share > limit:
        message = Text(
            f"{line.name}: ตัดออกประมาณร้อยละ {_percent(share)} เกินร้อยละ {_percent(limit)} ต่อรายการ โปรดพิจารณา",
            f"{line.name}: about {_percent(share)} % is cut off, above {_percent(limit)} % for one: to be ruled on.",
        )
        yield Outcome(rule, RULE, "5.1", REVIEW, message, figures=figures, line_ids=ids)


def _why_main(case: Case, edition: Edition, line: InventoryLine) -> Text | None:
    """Recycled material and main materials stay in; so does whatever carries no emission of its own."""
    portions = {portion.line_id: portion for _, portion in case.portions()}
    linked = [portions[name] for name in line.linked_portions if name in portions]
    if not is_stated(line.cut_off_reason):
        return Text("โปรดระบุเหตุผลที่ตัดออก", "state why it is cut off.")
    if any(portion.origin in (*CLAIMED_ORIGINS, "reused_part", "") for portion in linked):
        return Text("ตัดวัสดุรีไซเคิลหรือวัสดุหมุนเวียนออกไม่ได้", "recycled or retained material cannot be cut off.")
    if line.kind in ("product", "co_product", "carbon_credit"):
        return Text("รายการประเภทนี้ไม่มีการปล่อยให้ตัดออก", "a line of this kind has no emission to cut off.")
    share = _mass_share(case, line)
    limit = edition.settings.main_material_mass_share
    if line.kind == "raw_material" and share is not None and share >= limit:
        return Text(
            f"เป็นวัตถุดิบหลัก (ร้อยละ {_percent(share)} ของน้ำหนักวัตถุดิบ) จึงตัดออกไม่ได้",
            f"it is a main material ({_percent(share)} % of the mass of all raw material) and cannot be cut off.",
        )
    return None


def _mass_share(case: Case, line: InventoryLine) -> Fraction | None:
    """Part of the mass of all raw material of the line's side; ``None`` if the line is not weighed."""
    own = _mass_kg(line)
    if own is None:
        return None
    materials = (x for x in case.inventory if x.side == line.side and x.kind == "raw_material")
    total = sum((_mass_kg(material) or Fraction(0) for material in materials), Fraction(0))
    return own / total if total > 0 else None


def _mass_kg(line: InventoryLine) -> Fraction | None:
    if line.period_total is None:
        return None
    mass = amount_in(line.period_total, UNITS["kg"], line.density)
    return None if isinstance(mass, Problem) else mass * (1 if line.allocation_share is None else line.allocation_share)


def computed_kgco2e(case: Case, line: InventoryLine) -> Fraction | None:
    """What a line cut off would emit per functional unit by its own amount and factor; ``None`` without them."""
    kept = replace(case, inventory=(replace(line, is_cut_off=False),))
    computed = footprint(kept, line.side).total_kgco2e
    return computed if computed is not None and computed > 0 else None


def estimated_kgco2e(case: Case, line: InventoryLine) -> Fraction | None:
    """What a line cut off would emit per functional unit: computed where it can be, else the part it is stated as."""
    computed = computed_kgco2e(case, line)
    if computed is not None:
        return computed
    total = footprint(case, line.side).total_kgco2e
    if line.cut_off_estimate_share is None or total is None:
        return None
    return line.cut_off_estimate_share * total


def estimated_share(case: Case, line: InventoryLine) -> Fraction | None:
    """The estimate as a part of the footprint with it; ``None`` if either is not known."""
    estimate, total = estimated_kgco2e(case, line), footprint(case, line.side).total_kgco2e
    if estimate is None or total is None or total + estimate <= 0:
        return None
    return estimate / (total + estimate)


def _sum(case: Case, edition: Edition, cut: tuple[InventoryLine, ...], side: str, outcome_id: str) -> Outcome:
    ids, limit = tuple(line.line_id for line in cut), edition.settings.cut_off_sum_share
    total = footprint(case, side).total_kgco2e
    known = sum((estimated_kgco2e(case, line) or Fraction(0) for line in cut), Fraction(0))
    if total is None or total + known <= 0:
        message = Text(
            f"ตัดออก {len(ids)} รายการ โดยยังประมาณผลรวมไม่ได้ โปรดพิจารณา",
            f"{len(ids)} lines are cut off and their sum cannot be estimated: to be ruled on.",
        )
        return Outcome(outcome_id, RULE, "5.1", REVIEW, message, line_ids=ids)
    share = known / (total + known)
    message = Text(
        f"ตัดออก {len(ids)} รายการ รวมประมาณร้อยละ {_percent(share)} (เกณฑ์ไม่เกินร้อยละ {_percent(limit)})",
        f"{len(ids)} lines are cut off, about {_percent(share)} % together (limit {_percent(limit)} %).",
    )
    return Outcome(
        id=outcome_id,
        rule=RULE,
        clause="5.1",
        outcome=PASS if share <= limit else REVIEW,
        message=message,
        figures={"cut_off_share": exact_text(share), "limit_share": exact_text(limit)},
        inequality=f"{exact_text(share)} <= {exact_text(limit)} ? {'yes' if share <= limit else 'no'}",
        margin=exact_text(limit - share),
        line_ids=ids,
    )


def _percent(share: Fraction) -> str:
    """Rounded up: what was left out never looks smaller than it is."""
    return decimal_text(share * 100, 2, "ceil")
