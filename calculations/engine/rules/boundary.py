"""Clause 5.1: the system boundary that the market asks for, and the life-cycle stages it must hold."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import STAGES, Case
from calculations.engine.criteria import Edition
from calculations.engine.inventory import footprint
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text

RULE = "ce-cfp.5.1.boundary"

STAGE_NAMES: dict[str, Text] = {
    "raw_material": Text("การได้มาของวัตถุดิบ", "raw material acquisition"),
    "production": Text("การผลิต", "production"),
    "distribution": Text("การกระจายสินค้า", "distribution"),
    "use": Text("การใช้งาน", "use"),
    "end_of_life": Text("การจัดการซาก", "end of life"),
}


def stage_list(stages: tuple[str, ...]) -> Text:
    return Text(
        " ".join(STAGE_NAMES[stage].th for stage in stages),
        ", ".join(STAGE_NAMES[stage].en for stage in stages),
    )


def boundary(case: Case, edition: Edition) -> Iterator[Outcome]:
    """The boundary fits the market: B2B at least to the gate, B2C the whole life unless the PCR permits less.

    Source: clauses 1, 5.1 by way of the CFP guideline. Rows S4 to S6.
    """
    if not case.market or not case.boundary:
        message = Text("ยังไม่ได้ระบุรูปแบบ (B2B หรือ B2C) หรือขอบเขตของการประเมิน", "Market or system boundary is not stated.")
        yield Outcome(RULE, RULE, "5.1", INVALID, message)
    elif case.boundary in edition.boundaries_accepted[case.market]:
        message = {
            "cradle_to_gate": Text("ขอบเขตถึงหน้าโรงงาน (cradle-to-gate)", "Cradle-to-gate."),
            "cradle_to_grave": Text("ครบตลอดวัฏจักรชีวิต 5 ช่วง (cradle-to-grave)", "Cradle-to-grave, all five stages."),
        }[case.boundary]
        rows = ("S4",) if case.market == "b2b" else ("S5",)
        yield Outcome(RULE, RULE, "5.1", PASS, message, rows)
    else:
        is_permitted = case.pcr is not None and case.pcr.is_cradle_to_gate_permitted
        message = Text(
            "แบบ B2C ต้องรวมการกระจายสินค้า การใช้งาน และการจัดการซาก ตามข้อกำหนดและแนวทางการคำนวณคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์",
            "By the CFP guideline B2C needs distribution, use and end of life.",
        )
        if is_permitted:
            message += Text(
                "ผู้ยื่นคำขอระบุว่า PCR อนุญาตให้ประเมินถึงหน้าโรงงานได้ PCR อนุญาตเช่นนั้นหรือไม่",
                "The applicant states that the PCR permits cradle-to-gate: does it?",
            )
        yield Outcome(RULE, RULE, "5.1", REVIEW if is_permitted else FAIL, message, ("S6",))


def stages(case: Case, edition: Edition) -> Iterator[Outcome]:
    """Every stage of the boundary has a line that counts, and none lies beyond it.

    A line cut off or an output makes no stage present; a stage with lines of zero alone is for a person to accept.
    Source: clause 5.1. Rows S4 to S6, C9.
    """
    rule = "ce-cfp.5.1.stages"
    if not case.boundary:
        return
    required = edition.stages_required[case.boundary]
    counting, listed = _stages_counting(case)
    missing = tuple(stage for stage in required if stage not in counting | listed)
    beyond = tuple(stage for stage in STAGES if stage not in required and stage in _stages_named(case))
    if missing:
        names = stage_list(missing)
        message = Text(f"ผลิตภัณฑ์ที่ขอรับรองยังไม่มีข้อมูลช่วง{names.th}", f"The product's inventory lacks: {names.en}.")
        yield Outcome(rule, rule, "5.1", INVALID, message, ("C9",), {"missing": ", ".join(missing)})
    elif beyond:
        names = stage_list(beyond)
        lines = tuple(x.line_id for x in case.inventory if x.side == "product" and x.stage in beyond)
        message = Text(
            f"มีรายการนอกขอบเขตของการประเมิน: {names.th}", f"Lines lie beyond the system boundary: {names.en}."
        )
        yield Outcome(rule, rule, "5.1", INVALID, message, ("C7",), {"beyond": ", ".join(beyond)}, line_ids=lines)
    else:
        message = Text("มีข้อมูลครบทุกช่วงตามขอบเขตของการประเมิน", "Every stage of the boundary has data.")
        yield Outcome(rule, rule, "5.1", PASS, message)
    yield from _only_zero(case, tuple(stage for stage in required if stage in listed - counting))


def _only_zero(case: Case, stages: tuple[str, ...]) -> Iterator[Outcome]:
    """A required stage whose lines come to nothing: perhaps it does emit nothing, a person has to say so."""
    rule = "ce-cfp.5.1.stages.zero"
    for stage in stages:
        name = STAGE_NAMES[stage]
        lines = tuple(x.line.line_id for x in footprint(case, "product").lines if x.line.stage == stage)
        message = Text(
            f"ช่วง{name.th}มีแต่รายการที่มีค่าเป็นศูนย์ โปรดพิจารณาว่าไม่มีการปล่อยก๊าซเรือนกระจกจริงหรือไม่",
            f"The stage “{name.en}” has lines of zero alone: does it really emit nothing?",
        )
        yield Outcome(f"{rule}:{stage}", rule, "5.1", REVIEW, message, ("C9",), {"stage": stage}, line_ids=lines)


def _stages_counting(case: Case) -> tuple[set[str], set[str]]:
    """Stages with an emission above zero (or one not computable yet, which is invalid by itself), and all listed."""
    results = footprint(case, "product").lines
    counting = {x.line.stage for x in results if x.emission_kgco2e is None or x.emission_kgco2e > 0}
    return counting, {x.line.stage for x in results}


def _stages_named(case: Case) -> set[str]:
    return {line.stage for line in case.inventory if line.side == "product" and not line.is_cut_off}
