"""Clause 5.1: factors of the pinned set or with a source of their own, on one GWP set, none of the CFO list."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case, Factor
from calculations.engine.criteria import Edition
from calculations.engine.outcomes import INVALID, PASS, REVIEW, Outcome, Text

RULE = "ce-cfp.5.1.factor_set"


def factor_set(case: Case, edition: Edition) -> Iterator[Outcome]:
    """One outcome for each factor in use that raises something, and one for the set as a whole.

    Source: clause 5.1. Rows C10, C11b, C12, C17.
    """
    pinned, gwp = case.editions.factor_set, case.editions.gwp_set
    if not pinned or not gwp:
        message = Text("ยังไม่ได้ระบุชุดค่า EF หรือชุดค่า GWP", "The factor set or the GWP set is not named.")
        yield Outcome(RULE, RULE, "5.1", INVALID, message)
        return
    used: dict[str, list[str]] = {}
    for line in case.inventory:
        for name in line.factors_named if not line.is_cut_off else ():
            if name in case.factors:
                used.setdefault(name, []).append(line.line_id)
    raised = 0
    for factor_id in sorted(used):
        finding = _finding(case.factors[factor_id], case, edition)
        if finding is not None:
            raised += 1
            verdict, row, message = finding
            yield _outcome(case.factors[factor_id], tuple(used[factor_id]), verdict, row, message)
    if not raised:
        message = Text(f"ค่า EF ทุกค่าเป็นไปตามชุด {pinned} ({gwp})", f"Every factor agrees with set {pinned} ({gwp}).")
        yield Outcome(RULE, RULE, "5.1", PASS, message, figures={"factor_set": pinned, "gwp_set": gwp})


def _finding(factor: Factor, case: Case, edition: Edition) -> tuple[str, str, Text] | None:
    if factor.scheme == "CFO" and factor.category not in edition.settings.cfo_categories_accepted:
        return (
            INVALID,
            "C11b",
            Text("ใช้ค่าของ CFO ต้องใช้ค่า CFP (รวมการได้มา)", "CFO factor used: take the CFP one (includes upstream)."),
        )
    if factor.gwp_set and factor.gwp_set != case.editions.gwp_set:
        return (
            INVALID,
            "C12",
            Text(
                f"ค่า GWP คนละชุด ({factor.gwp_set} กับ {case.editions.gwp_set})",
                f"GWP sets differ ({factor.gwp_set} and {case.editions.gwp_set}).",
            ),
        )
    if not factor.gwp_set:
        return REVIEW, "C12", Text("ไม่ทราบชุดค่า GWP ของค่า EF นี้", "The GWP set of this factor is not known.")
    if factor.value_kgco2e is not None and factor.value_kgco2e < 0:
        return REVIEW, "C17", Text("ค่า EF ติดลบ ต้องแสดงที่มาของเครดิต", "Negative factor: the credit must be declared.")
    is_other_set = factor.kind == "set" and factor.scheme != "CFO" and factor.set != case.editions.factor_set
    if is_other_set:
        return (
            REVIEW,
            "C10",
            Text(
                f"ค่า EF มาจากชุด {factor.set} ไม่ใช่ชุด {case.editions.factor_set} ที่เลือกไว้ โปรดชี้แจง",
                f"The factor is of set {factor.set}, not of the pinned {case.editions.factor_set}: to be explained.",
            ),
        )
    return None


def _outcome(factor: Factor, lines: tuple[str, ...], verdict: str, row: str, message: Text) -> Outcome:
    name_th, name_en = factor.name_th or factor.name_en or factor.id, factor.name_en or factor.name_th or factor.id
    return Outcome(
        id=f"{RULE}:{factor.id}",
        rule=RULE,
        clause="5.1",
        outcome=verdict,
        message=Text(f"{name_th}: {message.th}", f"{name_en}: {message.en}"),
        rows=(row,),
        figures={"set": factor.set, "row": factor.row, "scheme": factor.scheme, "gwp_set": factor.gwp_set},
        line_ids=lines,
    )
