"""Clause 5.1: factors of the pinned set or with a source of their own, on one GWP set, none of the CFO list."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine import dated
from calculations.engine.case import Case, Factor
from calculations.engine.criteria import Edition
from calculations.engine.dated_texts import dated_text
from calculations.engine.factor_use import factors_in_use
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text

RULE = "ce-cfp.5.1.factor_set"
PINNED = f"{RULE}.pinned"
_Finding = tuple[str, str, Text]

_STANDINGS: dict[str, tuple[str, Text]] = {
    dated.IN_FORCE: (
        PASS,
        Text("ชุดค่า EF {code} มีผลใช้บังคับในวันที่พิจารณา", "Factor set {code} is in force on the day judged."),
    ),
    dated.TRANSITION: (
        PASS,
        Text(
            "ชุดค่า EF {code} มีชุดใหม่แทนแล้ว แต่ยังใช้ได้ถึง {until}",
            "Factor set {code} is superseded and still accepted until {until}.",
        ),
    ),
    dated.ENDED: (
        REVIEW,
        Text(
            "ชุดค่า EF {code} สิ้นผลใช้บังคับเมื่อ {ended} และไม่มีประกาศช่วงเวลาเปลี่ยนผ่าน โปรดพิจารณาว่ายังใช้ได้หรือไม่",
            "Factor set {code} ended on {ended} and no transition period was announced: may it still be used?",
        ),
    ),
    dated.OVER: (
        FAIL,
        Text(
            "ชุดค่า EF {code} พ้นช่วงเวลาเปลี่ยนผ่านเมื่อ {until} ต้องคำนวณใหม่ด้วยชุดที่มีผลใช้บังคับ",
            "The transition period of factor set {code} ended on {until}: recompute with the set in force.",
        ),
    ),
    dated.NOT_YET: (
        FAIL,
        Text("ชุดค่า EF {code} ยังไม่มีผลใช้บังคับ (เริ่ม {start})", "Factor set {code} is not in force yet (from {start})."),
    ),
    dated.UNDATED: (
        REVIEW,
        Text(
            "ไม่ทราบวันที่ชุดค่า EF {code} มีผลใช้บังคับ โปรดพิจารณาว่าใช้ได้หรือไม่",
            "It is not known since when factor set {code} is in force: may it be used?",
        ),
    ),
}

_FILE_LATER = Text(
    "ยื่นคำขอต่อ อบก. ได้ตั้งแต่วันดังกล่าว โปรดพิจารณา", "The case can be filed from that day on: is that intended?"
)


def pinned_set(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """The pinned set is a CFP set of the stated GWP set, in force on the day of filing or within its transition.

    Source: clause 5.1 by way of the CFP guideline. Rows C10, C11b, C12.
    """
    register, code = case.context.factor_sets, case.editions.factor_set
    if register is None or not code:
        return
    held = register.sets.get(code)
    if held is None:
        message = Text(
            f"ไม่พบชุดค่า EF {code} ในทะเบียน โปรดพิจารณาว่าใช้ได้หรือไม่",
            f"Factor set {code} is not in the register: may it be used?",
        )
        yield Outcome(PINNED, PINNED, "5.1", REVIEW, message, ("C10",))
        return
    if held.scheme != "CFP":
        message = Text(f"ชุดค่า EF {code} ไม่ใช่ชุดสำหรับ CFP", f"Factor set {code} is not a set for product footprints.")
        yield Outcome(PINNED, PINNED, "5.1", INVALID, message, ("C11b",))
        return
    if held.gwp_set and held.gwp_set != case.editions.gwp_set:
        yield Outcome(PINNED, PINNED, "5.1", INVALID, _gwp_differs(held.gwp_set, case), ("C12",))
        return
    standing = held.term.standing(case.context.filing_day)
    verdict, text = _STANDINGS[standing]
    if standing == dated.NOT_YET and case.context.filed_on is None:
        # A case is prepared before it is filed: only on that day has the set to be in force.
        verdict, text = REVIEW, text + _FILE_LATER
    figures = {"standing": standing, "on": str(case.context.filing_day or "")}
    yield Outcome(PINNED, PINNED, "5.1", verdict, dated_text(text, held.term, code), ("C10",), figures)


def factor_set(case: Case, edition: Edition) -> Iterator[Outcome]:
    """One outcome for each factor in use that raises something, and one for the set as a whole.

    The factors behind the meters of an own factor are in use as well.
    Source: clause 5.1. Rows C10, C11b, C12, C17.
    """
    pinned, gwp = case.editions.factor_set, case.editions.gwp_set
    if not pinned or not gwp:
        message = Text("ยังไม่ได้ระบุชุดค่า EF หรือชุดค่า GWP", "The factor set or the GWP set is not named.")
        yield Outcome(RULE, RULE, "5.1", INVALID, message)
        return
    used = factors_in_use(case)
    raised = 0
    for factor_id in sorted(used):
        finding = _finding(case.factors[factor_id], case, edition)
        if finding is not None:
            raised += 1
            verdict, row, message = finding
            yield _outcome(case.factors[factor_id], used[factor_id], verdict, row, message)
    if not raised:
        message = Text(f"ค่า EF ทุกค่าเป็นไปตามชุด {pinned} ({gwp})", f"Every factor agrees with set {pinned} ({gwp}).")
        yield Outcome(RULE, RULE, "5.1", PASS, message, figures={"factor_set": pinned, "gwp_set": gwp})


def _finding(factor: Factor, case: Case, edition: Edition) -> _Finding | None:
    """The first ground that applies, what is refused before what is asked about."""
    is_of_cfo = factor.scheme == "CFO"
    if is_of_cfo and factor.category not in edition.settings.cfo_categories_accepted:
        return INVALID, "C11b", _cfo_refused(factor, case)
    if factor.gwp_set and factor.gwp_set != case.editions.gwp_set:
        return INVALID, "C12", _gwp_differs(factor.gwp_set, case)
    if factor.kind == "set" and not is_of_cfo and factor.set != case.editions.factor_set:
        return _of_other_set(factor, case)
    return next(_doubts(factor, case), None)


def _doubts(factor: Factor, case: Case) -> Iterator[_Finding]:
    if not factor.gwp_set:
        yield REVIEW, "C12", Text("ไม่ทราบชุดค่า GWP ของค่า EF นี้", "The GWP set of this factor is not known.")
    if factor.value_kgco2e is not None and factor.value_kgco2e < 0:
        yield REVIEW, "C17", Text("ค่า EF ติดลบ ต้องแสดงที่มาของเครดิต", "Negative factor: the credit must be declared.")
    if factor.scheme == "CFO" and not _is_current(factor, case):
        message = Text(
            f"ชุดค่า EF {factor.set} ไม่มีผลใช้บังคับในวันที่พิจารณา โปรดพิจารณาว่าใช้ค่านี้ได้หรือไม่",
            f"Set {factor.set} is not in force on the day judged: may this factor be used?",
        )
        yield REVIEW, "C10", message


def _gwp_differs(gwp_set: str, case: Case) -> Text:
    return Text(
        f"ค่า GWP คนละชุด ({gwp_set} กับ {case.editions.gwp_set})",
        f"GWP sets differ ({gwp_set} and {case.editions.gwp_set}).",
    )


def _pinned_row(factor: Factor, case: Case) -> dated.FactorRow | None:
    register = case.context.factor_sets
    return register.pinned_rows.get(factor.id) if register is not None else None


def _is_current(factor: Factor, case: Case) -> bool:
    """Whether the factor's own set is in force; a run that carries no register cannot tell and does not ask."""
    register = case.context.factor_sets
    if register is None:
        return True
    held = register.sets.get(factor.set)
    return held is not None and held.term.standing(case.context.filing_day) in (dated.IN_FORCE, dated.TRANSITION)


def _cfo_refused(factor: Factor, case: Case) -> Text:
    """An organisation's factor leaves out what its upstream emits, so the product's row is named instead."""
    message = Text("ใช้ค่าของ CFO ต้องใช้ค่า CFP (รวมการได้มา)", "CFO factor used: take the CFP one (includes upstream).")
    row = _pinned_row(factor, case)
    if row is None:
        return message
    th, en = row.label
    return message + Text(f"คือ {th}", f"It is {en}.")


def _of_other_set(factor: Factor, case: Case) -> _Finding:
    """Two editions are not mixed where the pinned one has the activity (row C10)."""
    pinned, row = case.editions.factor_set, _pinned_row(factor, case)
    if row is not None:
        th, en = row.label
        return (
            INVALID,
            "C10",
            Text(
                f"ใช้ค่า EF ต่างชุดข้อมูลกัน ({factor.set}) โปรดคำนวณใหม่ด้วย {th}",
                f"The factor is of another set ({factor.set}): recompute with {en}.",
            ),
        )
    return (
        REVIEW,
        "C10",
        Text(
            f"ค่า EF มาจากชุด {factor.set} ไม่ใช่ชุด {pinned} ที่เลือกไว้ โปรดพิจารณาว่าใช้ค่านี้ได้หรือไม่",
            f"The factor is of set {factor.set}, not of the pinned {pinned}: may it be used?",
        ),
    )


def _outcome(factor: Factor, lines: tuple[str, ...], verdict: str, row: str, message: Text) -> Outcome:
    name_th, name_en = factor.name_th or factor.name_en or factor.id, factor.name_en or factor.name_th or factor.id
    return Outcome(
        id=f"{RULE}:{factor.id}",
        rule=RULE,
        clause="5.1",
        outcome=verdict,
        message=Text(f"{name_th}: {message.th}", f"{name_en}: {message.en}"),
        rows=(row,),
        figures={
            "set": factor.set,
            "row": factor.row,
            "scheme": factor.scheme,
            "gwp_set": factor.gwp_set,
            "source": factor.source,
            "confidence": factor.confidence,
        },
        line_ids=lines,
    )
