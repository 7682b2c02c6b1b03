"""Clause 5.1: totals that were typed: stages against their total, and the applicant's workbook beside our figure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.case import Case, TypedFigure, TypedTotals
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, readable_text
from calculations.engine.inventory import Footprint, comparator_footprint, footprint
from calculations.engine.outcomes import INVALID, PASS, REVIEW, Outcome, Text
from calculations.engine.rules.boundary import STAGE_NAMES, stage_list

SUM, WORKBOOK = "ce-cfp.5.1.stage_sum", "ce-cfp.5.1.workbook"


def typed_totals(case: Case, edition: Edition) -> Iterator[Outcome]:
    """For each side with typed totals: do its stages add up, and do they agree with what is computed.

    Our exact total decides in every case; the verifier says which figure stands.
    Source: clause 5.1; TGO's workbook, sheet Fr-05. Row C19.
    """
    for side, typed in case.typed_totals.items():
        computed = footprint(case, "product") if side == "product" else comparator_footprint(case)
        required = edition.stages_required.get(case.boundary, ())
        yield from _stage_sum(side, typed, _whole(typed, computed), required)
        if not computed.is_declared:
            yield from _workbook(side, typed, computed)


def _whole(typed: TypedTotals, computed: Footprint) -> TypedFigure | None:
    """The total the stages have to add up to: as typed, or as the comparator was declared with (exact)."""
    if typed.total is None and computed.is_declared and computed.total_kgco2e is not None:
        total = computed.total_kgco2e
        return TypedFigure(total, Fraction(0), exact_text(total))
    return typed.total


def _stage_sum(
    side: str, typed: TypedTotals, whole: TypedFigure | None, required: tuple[str, ...]
) -> Iterator[Outcome]:
    if whole is None or (whole.value <= 0):
        message = Text("ค่ารวมที่กรอกว่างหรือไม่มากกว่าศูนย์", "The typed total is blank or not above zero.")
        yield Outcome(f"{SUM}:{side}", SUM, "5.1", INVALID, message, ("C19",))
        return
    if not typed.stages and not typed.blank_stages:
        return
    empty = tuple(s for s in required if s not in typed.stages or typed.stages[s].value <= 0)
    if empty:
        names = stage_list(empty)
        message = Text(
            f"ยอดรายช่วงที่กรอกว่างหรือไม่มากกว่าศูนย์: {names.th}", f"Typed stages are blank or not above zero: {names.en}."
        )
        yield Outcome(f"{SUM}:{side}", SUM, "5.1", INVALID, message, ("C19",), {"stages": ", ".join(empty)})
        return
    total = sum((figure.value for figure in typed.stages.values()), Fraction(0))
    slack = sum((figure.last_digit for figure in (*typed.stages.values(), whole)), Fraction(0)) / 2
    difference = abs(total - whole.value)
    verdict = PASS if difference == 0 else REVIEW if difference <= slack else INVALID
    message = {
        PASS: Text("ผลรวมรายช่วงที่กรอกตรงกับยอดรวม", "The typed stages add up to the typed total."),
        REVIEW: Text(
            f"ผลรวมรายช่วง {exact_text(total)} ต่างจากยอดรวม {whole.text} อยู่ในหลักที่ปัดเศษ โปรดพิจารณา",
            f"The stages add to {exact_text(total)}, the total is {whole.text}: within the printed digits.",
        ),
        INVALID: Text(
            f"ผลรวมรายช่วง {exact_text(total)} ไม่ตรงกับยอดรวม {whole.text}",
            f"The stages add to {exact_text(total)}, not to the total of {whole.text}.",
        ),
    }[verdict]
    figures = {"stages_kgco2e": exact_text(total), "total_kgco2e": exact_text(whole.value)}
    yield Outcome(
        f"{SUM}:{side}", SUM, "5.1", verdict, message, ("C19",), figures, margin=exact_text(slack - difference)
    )


def _workbook(side: str, typed: TypedTotals, computed: Footprint) -> Iterator[Outcome]:
    """The applicant's own figures beside ours: alike where ours, rounded to their digits, is theirs."""
    if computed.total_kgco2e is None or typed.total is None:
        return
    pairs = [("", typed.total, computed.total_kgco2e)]
    pairs += [(stage, figure, computed.by_stage.get(stage, Fraction(0))) for stage, figure in typed.stages.items()]
    differing = [
        (stage, figure, ours) for stage, figure, ours in pairs if abs(figure.value - ours) > figure.last_digit / 2
    ]
    figures = {"workbook_kgco2e": typed.total.text, "computed_kgco2e": exact_text(computed.total_kgco2e)}
    if not differing:
        message = Text(
            "ค่ารวมตามแบบฟอร์มของผู้ยื่นคำขอตรงกับค่าที่ระบบคำนวณ", "The applicant's workbook agrees with the computed figure."
        )
        yield Outcome(f"{WORKBOOK}:{side}", WORKBOOK, "5.1", PASS, message, ("C19",), figures)
        return
    parts = [_pair(stage, figure, ours) for stage, figure, ours in differing]
    message = Text(
        f"ค่าตามแบบฟอร์มของผู้ยื่นคำขอต่างจากค่าที่ระบบคำนวณ ({'; '.join(p.th for p in parts)}) ผู้ทวนสอบโปรดพิจารณาว่าใช้ค่าใด",
        f"The applicant's workbook differs from the computed figure ({'; '.join(p.en for p in parts)}): "
        "the verifier says which stands.",
    )
    yield Outcome(f"{WORKBOOK}:{side}", WORKBOOK, "5.1", REVIEW, message, ("C19",), figures)


def _pair(stage: str, figure: TypedFigure, ours: Fraction) -> Text:
    name = STAGE_NAMES[stage] if stage else Text("ค่ารวม", "total")
    computed = readable_text(ours)
    return Text(f"{name.th} {figure.text} กับ {computed}", f"{name.en} {figure.text} and {computed}")
