"""Clause 5.2: primary data for recycled material, or one of three fallbacks with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case, InventoryLine, Portion, normalised_licence
from calculations.engine.counting import CLAIMED_ORIGINS
from calculations.engine.criteria import Edition
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Outcome, Text

RULE = "ce-cfp.5.2"

_Finding = tuple[str, str, Text]

_MESSAGES: dict[str, _Finding] = {
    "D1": (PASS, "D1", Text("ข้อมูลปฐมภูมิครบ", "Primary data complete.")),
    "D2": (
        PASS,
        "D2",
        Text("ใช้ข้อมูลปฐมภูมิเฉพาะปริมาณการใช้ไฟฟ้าตามข้อ 5.2 (1)", "Primary electricity route, clause 5.2 (1)."),
    ),
    "D3": (PASS, "D3", Text("อ้างอิงฐานข้อมูลระดับชาติตามข้อ 5.2 (2)", "National database, clause 5.2 (2).")),
    "D4": (
        REVIEW,
        "D4",
        Text(
            "ใช้แหล่งข้อมูลอื่นตามข้อ 5.2 (3) โปรดพิจารณาความเหมาะสม",
            "Another source, clause 5.2 (3): its suitability has to be judged.",
        ),
    ),
    "D6": (INVALID, "D6", Text("โปรดระบุเหตุที่ไม่สามารถเข้าถึงข้อมูลปฐมภูมิ", "State why primary data is out of reach.")),
    "D7": (
        FAIL,
        "D7",
        Text("ผู้แปรรูปวัสดุรีไซเคิลคือผู้ยื่นคำขอเอง ต้องใช้ข้อมูลปฐมภูมิ", "The applicant is the recycler and must use primary data."),
    ),
    "D8": (
        REVIEW,
        "D8",
        Text(
            "ค่า EF ของวัสดุรีไซเคิลเป็นศูนย์ ต้องแสดงที่มา",
            "A zero emission factor for recycled material needs its evidence judged.",
        ),
    ),
    "D9": (REVIEW, "D9", Text("ไม่พบหลักฐานการตรวจวัดของข้อมูลปฐมภูมิ", "No measurement evidence for the primary data.")),
    "D9b": (
        REVIEW,
        "D9",
        Text(
            "ระบุว่าเป็นข้อมูลปฐมภูมิ แต่ค่า EF มาจากชุดค่ากลาง โปรดชี้แจง",
            "Stated as primary, yet the factor comes from a general set: to be explained.",
        ),
    ),
    "D10": (
        INVALID,
        "D10",
        Text(
            "ปริมาณการใช้วัสดุรีไซเคิลของผู้ยื่นคำขอต้องเป็นข้อมูลปฐมภูมิ",
            "The applicant's own use of recycled material must be measured, not estimated.",
        ),
    ),
    "route_missing": (
        INVALID,
        "D6",
        Text("ยังไม่ได้ระบุที่มาของข้อมูลวัสดุรีไซเคิล", "The data route of the recycled material is not stated."),
    ),
    "line_missing": (
        INVALID,
        "D1",
        Text("ยังไม่มีรายการในบัญชีรายการสิ่งแวดล้อมที่แทนวัสดุรีไซเคิลนี้", "No inventory line stands for this recycled material."),
    ),
}


def data_quality(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """One outcome for each portion presented as recycled.

    The order of the three fallbacks is a preference, never a reason to fail.
    Source: clause 5.2. Rows D1 to D4, D6 to D10.
    """
    portions = [portion for _, portion in case.portions() if portion.origin in CLAIMED_ORIGINS]
    by_portion: dict[str, list[InventoryLine]] = {}
    for line in case.inventory:
        if line.side == "product":
            by_portion.setdefault(line.portion, []).append(line)
    for portion in portions:
        lines = by_portion.get(portion.line_id, [])
        verdict, row, message = _finding(case, portion, lines)
        yield Outcome(
            id=f"{RULE}:{portion.line_id}",
            rule=RULE,
            clause="5.2",
            outcome=verdict,
            message=Text(f"{portion.material}: {message.th}", f"{portion.material}: {message.en}"),
            rows=(row,),
            figures={
                "data_route": portion.data_route,
                "reason": portion.reason,
                "evidence": ", ".join(portion.evidence),
                "factors": ", ".join(sorted({line.factor for line in lines if line.factor})),
            },
            line_ids=(portion.line_id, *(line.line_id for line in lines)),
        )
    if not portions:
        message = Text("ไม่มีวัสดุรีไซเคิลที่ต้องประเมินตามข้อ 5.2", "No recycled material to assess under clause 5.2.")
        yield Outcome(RULE, RULE, "5.2", PASS, message)


def _finding(case: Case, portion: Portion, lines: list[InventoryLine]) -> _Finding:
    """The first ground that applies, what is missing before what is doubtful."""
    factors = [case.factors[line.factor] for line in lines if line.factor in case.factors]
    route, by = portion.data_route, portion.reprocessor.licence
    is_own_recycler = bool(by) and normalised_licence(by) in case.own_licences
    grounds = (
        (not route, "route_missing"),
        (not lines, "line_missing"),
        (any(line.quantity_basis == "estimated" for line in lines), "D10"),
        (route != "primary" and not portion.reason, "D6"),
        (is_own_recycler and route in ("national_database", "other"), "D7"),
        (any(factor.value_kgco2e == 0 for factor in factors), "D8"),
        (route == "primary" and any(factor.kind == "set" for factor in factors), "D9b"),
        (route == "primary" and not portion.evidence, "D9"),
    )
    by_route = {"primary": "D1", "electricity_only": "D2", "national_database": "D3", "other": "D4"}
    row = next((row for is_met, row in grounds if is_met), None)
    return _MESSAGES[row or by_route[route]]
