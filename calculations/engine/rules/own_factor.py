"""Clause 5.2: an own factor shows how it was obtained, and each rung below metered data says why it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.case import Case, Factor, OwnFactor, is_stated
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, readable_text
from calculations.engine.factor_use import claimed_portions, factors_in_use, material_lines
from calculations.engine.outcomes import INVALID, PASS, Outcome, Text
from calculations.engine.own_factor import COMPUTED_RUNGS, Computed, MeterResult, computed
from calculations.engine.rules.own_factor_grounds import Ground, certified, metered, stated

RULE = "ce-cfp.5.2.own_factor"

_REASON = Ground(
    "reason",
    "โปรดระบุเหตุที่ไม่สามารถใช้ข้อมูลมาตรวัดของผู้แปรรูปหรือทางเลือกที่สูงกว่า",
    "State why the recycler's metered data, or the alternative above this one, was out of reach.",
    "D6",
    INVALID,
)
_UNKNOWN = Ground(
    "value",
    "ยังคำนวณค่า EF จากข้อมูลมาตรวัดไม่ได้จนกว่าจะแก้ไขรายการ",
    "The factor cannot be computed from its meters until they are corrected.",
    "D9",
    INVALID,
)


def own_factor(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """Every own factor in use: computed from its meters, or with a source that a person judges.

    Source: clauses 2 (primary data is measured), 5.2 with (1) to (3). Rows D1, D2, D4, D6, D9.
    """
    used = factors_in_use(case)
    for factor_id in sorted(used):
        factor = case.factors[factor_id]
        if factor.kind != "own":
            continue
        own = factor.own or OwnFactor()
        result = computed(factor, own, case.factors)
        grounds = [
            ground
            for ground in _grounds(case, factor, own, result)
            if ground.topic != "source" or not _is_judged_with_its_portion(case, used[factor_id])
        ]
        yield from (_outcome(factor, ground, used[factor_id]) for ground in grounds)
        if not grounds:
            yield _passed(factor, own, result, used[factor_id])


def _grounds(case: Case, factor: Factor, own: OwnFactor, result: Computed) -> Iterator[Ground]:
    if own.rung and own.rung != "metered" and not is_stated(own.reason) and factor.id in _factors_of_recycled(case):
        yield _REASON
    if own.rung == "supplier_cfp":
        yield from certified(case, own)
    elif own.rung not in COMPUTED_RUNGS:
        yield from stated(own)
    else:
        if result.value_kgco2e is None:
            yield _UNKNOWN
        elif factor.value_kgco2e is not None and factor.value_kgco2e != result.value_kgco2e:
            yield _differs(factor.value_kgco2e, result.value_kgco2e)
        yield from metered(case, own)


def _is_judged_with_its_portion(case: Case, lines: tuple[str, ...]) -> bool:
    """Whether only recycled portions use the factor: its suitability is then the question of ``ce-cfp.5.2``."""
    by_portion = material_lines(case)
    ids = {line.line_id for portion in claimed_portions(case) for line in by_portion.get(portion.line_id, ())}
    return set(lines) <= ids


def _factors_of_recycled(case: Case) -> set[str]:
    lines = material_lines(case)
    return {
        name
        for portion in claimed_portions(case)
        for line in lines.get(portion.line_id, ())
        for name in line.factors_named
    }


def _differs(typed: Fraction, value: Fraction) -> Ground:
    said, computed_text = exact_text(typed), readable_text(value)
    return Ground(
        "value",
        f"ค่าที่ระบุ ({said}) ไม่ตรงกับค่าที่คำนวณจากมาตรวัด ({computed_text})",
        f"The value stated ({said}) is not what the meters give ({computed_text}).",
        "D9",
        INVALID,
    )


def _outcome(factor: Factor, ground: Ground, lines: tuple[str, ...]) -> Outcome:
    name = Text(factor.name_th or factor.name_en or factor.id, factor.name_en or factor.name_th or factor.id)
    return Outcome(
        id=f"{RULE}.{ground.topic}:{factor.id}",
        rule=RULE,
        clause="5.2",
        outcome=ground.verdict,
        message=Text(f"{name.th}: {ground.th}", f"{name.en}: {ground.en}"),
        rows=(ground.row,),
        figures={"source": factor.source, "confidence": factor.confidence},
        line_ids=lines,
    )


def _passed(factor: Factor, own: OwnFactor, result: Computed, lines: tuple[str, ...]) -> Outcome:
    value = result.value_kgco2e or Fraction(0)
    unit = factor.per_unit.code if factor.per_unit else ""
    said = readable_text(value)
    return Outcome(
        id=f"{RULE}:{factor.id}",
        rule=RULE,
        clause="5.2",
        outcome=PASS,
        message=Text(
            f"{factor.name_th or factor.name_en}: คำนวณจากข้อมูลตรวจวัดได้ {said} kgCO₂e/{unit}",
            f"{factor.name_en or factor.name_th}: {said} kgCO₂e/{unit} computed from measured data.",
        ),
        rows=("D1" if own.rung == "metered" else "D2",),
        figures={"value_kgco2e": exact_text(value), "source": factor.source},
        line_ids=lines,
        trace=tuple(_step(meter) for meter in result.meters),
    )


def _step(result: MeterResult) -> Text:
    """One metered input as a line of the sum."""
    factor = result.factor
    unit = factor.per_unit.code if factor and factor.per_unit else ""
    value = exact_text(factor.value_kgco2e) if factor and factor.value_kgco2e is not None else "?"
    amount, emission = result.amount or Fraction(0), result.emission_kgco2e or Fraction(0)
    line = f"{result.meter.name}: {readable_text(amount)} {unit} × {value} = {readable_text(emission)} kgCO2e"
    return Text(line, line)
