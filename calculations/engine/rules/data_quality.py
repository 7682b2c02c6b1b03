"""Clause 5.2: primary data for recycled material, or one of three fallbacks with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import (
    Case,
    Factor,
    InventoryLine,
    Portion,
    is_stated,
    normalised_licence,
    stated_licence,
)
from calculations.engine.criteria import Edition
from calculations.engine.factor_use import claimed_portions, material_lines
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
    "D7b": (
        REVIEW,
        "D7",
        Text(
            "ผู้แปรรูปคือผู้ยื่นคำขอเองหรือใช้ใบอนุญาตที่คล้ายกัน แต่ไม่ได้ใช้ข้อมูลมาตรวัด โปรดพิจารณา",
            "The applicant, or a plant with a licence like its own, recycles, yet metered data is not used: why?",
        ),
    ),
    "D7c": (
        REVIEW,
        "D7",
        Text(
            "ไม่ได้ระบุเลขใบอนุญาตของผู้แปรรูป จึงไม่ทราบว่าผู้ยื่นคำขอเป็นผู้แปรรูปเองหรือไม่",
            "The recycler's licence is not stated: is the applicant the recycler?",
        ),
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
    "D9c": (
        REVIEW,
        "D9",
        Text(
            "ระบุว่าเป็นข้อมูลปฐมภูมิ แต่ค่า EF ไม่ได้คำนวณจากมาตรวัดของผู้แปรรูป โปรดชี้แจง",
            "Stated as primary, yet the factor is not computed from the recycler's meters: to be explained.",
        ),
    ),
    "D9d": (
        REVIEW,
        "D9",
        Text(
            "ค่า EF ตรวจวัดจากโรงงานอื่น ไม่ใช่ผู้แปรรูปที่ระบุไว้ โปรดชี้แจง",
            "The factor was metered at another plant than the recycler named: to be explained.",
        ),
    ),
    "D2b": (
        REVIEW,
        "D2",
        Text(
            "ระบุว่าใช้เฉพาะข้อมูลไฟฟ้า แต่ค่า EF ไม่ได้คำนวณจากการใช้ไฟฟ้าของผู้แปรรูป โปรดชี้แจง",
            "Stated as electricity alone, yet the factor is not computed from the recycler's use: to be explained.",
        ),
    ),
    "D3b": (
        REVIEW,
        "D3",
        Text(
            "ระบุว่าอ้างอิงฐานข้อมูลระดับชาติ แต่ค่า EF ไม่ใช่ค่าของวัสดุในชุดข้อมูลของ อบก. โปรดชี้แจง",
            "Stated as the national database, yet the factor is no material of TGO's list: to be explained.",
        ),
    ),
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
    "D10b": (
        INVALID,
        "D10",
        Text(
            "ยังไม่ได้ระบุว่าปริมาณการใช้วัสดุรีไซเคิลได้มาจากการตรวจวัดหรือใบแจ้งหนี้",
            "It is not stated whether the amount of recycled material was measured or invoiced.",
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
    Source: clause 5.2. Rows D1 to D10.
    """
    portions, lines_of = claimed_portions(case), material_lines(case)
    for portion in portions:
        lines = lines_of.get(portion.line_id, ())
        verdict, row, message = _finding(case, portion, lines)
        rows, message = ((row,), message) if row != "D4" else _national_rows(case, message)
        yield Outcome(
            id=f"{RULE}:{portion.line_id}",
            rule=RULE,
            clause="5.2",
            outcome=verdict,
            message=Text(f"{portion.material}: {message.th}", f"{portion.material}: {message.en}"),
            rows=rows,
            figures={
                "data_route": portion.data_route,
                "reason": portion.reason,
                "evidence": ", ".join(portion.evidence),
                "factors": ", ".join(sorted({name for line in lines for name in line.factors_named})),
            },
            line_ids=(portion.line_id, *(line.line_id for line in lines)),
        )
    if not portions:
        message = Text("ไม่มีวัสดุรีไซเคิลที่ต้องประเมินตามข้อ 5.2", "No recycled material to assess under clause 5.2.")
        yield Outcome(RULE, RULE, "5.2", PASS, message)


def _national_rows(case: Case, message: Text) -> tuple[tuple[str, ...], Text]:
    """Another source although the national list holds recycled material is to be justified (row D5)."""
    register = case.context.factor_sets
    if register is None or not register.recycled_rows:
        return ("D4",), message
    labels = [row.label for row in register.recycled_rows[:5]]
    thai, english = ", ".join(label[0] for label in labels), ", ".join(label[1] for label in labels)
    return (
        ("D4", "D5"),
        message + Text(f"ฐานข้อมูลระดับชาติมีค่าของวัสดุรีไซเคิล ({thai})", f"The national list holds {english}."),
    )


def _finding(case: Case, portion: Portion, lines: tuple[InventoryLine, ...]) -> _Finding:
    """The first ground that applies, what is missing before what is doubtful."""
    factors = [case.factors[name] for line in lines for name in line.factors_named if name in case.factors]
    route = portion.data_route
    grounds = (
        (not route, "route_missing"),
        (not lines, "line_missing"),
        (any(line.quantity_basis == "estimated" for line in lines), "D10"),
        (any(not line.quantity_basis for line in lines), "D10b"),
        (route != "primary" and not is_stated(portion.reason), "D6"),
        (route in ("national_database", "other") and _is_own_recycler(case, portion, factors), "D7"),
        (route != "primary" and _may_be_own_recycler(case, portion, factors), "D7b"),
        (any(factor.value_kgco2e == 0 for factor in factors), "D8"),
        *_route_grounds(portion, factors),
        (route == "national_database" and not stated_licence(portion.reprocessor.licence), "D7c"),
    )
    by_route = {"primary": "D1", "electricity_only": "D2", "national_database": "D3", "other": "D4"}
    row = next((row for is_met, row in grounds if is_met), None)
    return _MESSAGES[row or by_route[route]]


def _route_grounds(portion: Portion, factors: list[Factor]) -> Iterator[tuple[bool, str]]:
    """Whether the factors are what the route says they are."""
    rungs = {factor.own.rung if factor.own else "" for factor in factors}
    is_of_set = [factor.kind == "set" for factor in factors]
    if portion.data_route == "primary":
        yield any(is_of_set), "D9b"
        yield bool(rungs - {"metered"}), "D9c"
        yield _is_metered_elsewhere(portion, factors), "D9d"
        yield not portion.evidence, "D9"
    elif portion.data_route == "electricity_only":
        yield bool(rungs - {"electricity_only"}), "D2b"
        yield _is_metered_elsewhere(portion, factors), "D9d"
    elif portion.data_route == "national_database":
        is_material = [factor.origin in ("virgin", "average", "recycled") for factor in factors]
        yield not all(is_of_set) or not all(is_material), "D3b"


def _is_metered_elsewhere(portion: Portion, factors: list[Factor]) -> bool:
    named = stated_licence(portion.reprocessor.licence)
    makers = {stated_licence(factor.own.maker_licence) for factor in factors if factor.own} - {""}
    return bool(named) and bool(makers - {named})


def _licences(portion: Portion, factors: list[Factor]) -> set[str]:
    """The recycler's licence as stated for the portion and with its own factors."""
    typed = {portion.reprocessor.licence, *(factor.own.maker_licence for factor in factors if factor.own)}
    return {text for text in typed if stated_licence(text)}


def _is_own_recycler(case: Case, portion: Portion, factors: list[Factor]) -> bool:
    is_own = any(normalised_licence(text) in case.own_licences for text in _licences(portion, factors))
    return is_own and portion.reprocessor.is_outsourced is not True


def _may_be_own_recycler(case: Case, portion: Portion, factors: list[Factor]) -> bool:
    """A licence that differs in its spelling alone, or a line of the own plant said to be run by others."""
    return any(case.resembles_own_licence(text) for text in _licences(portion, factors))
