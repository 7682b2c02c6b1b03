"""Decision rows C1 to C20 of the scope so far: inventories, factors and the comparison of clause 5.3."""

from fractions import Fraction
from typing import Any

import pytest

from tests.calculations.engine.sample_cases import STATED, example, judge, measured, outcome, ruling, verdict

COMPARE, SAME = "ce-cfp.5.3", "ce-cfp.5.3.comparability"


def line(case: dict[str, Any], line_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(x for x in case["judged"]["inventory"] if x["line_id"] == line_id)
    return found


def factor(case: dict[str, Any], factor_id: str) -> dict[str, Any]:
    rows = case["judged"]["factors"] + case["judged"]["own_factors"]
    found: dict[str, Any] = next(x for x in rows if x["id"] == factor_id)
    return found


def totals(product: str, comparator: str) -> dict[str, Any]:
    """A case whose product comes to the given total per functional unit and whose comparator is declared."""
    case = example()
    case["judged"]["inventory"] = case["judged"]["inventory"][:3]
    for factor_id in ("rpet", "grid"):
        factor(case, factor_id)["value_kgco2e"] = "1"
    # Per piece 0.08 kg V-PET, 0.02 kg R-PET and 0.25 kWh.
    factor(case, "vpet")["value_kgco2e"] = str((Fraction(product) - Fraction("0.27")) / Fraction("0.08"))
    case["judged"]["comparator"] = declared(comparator)
    return case


def declared(total: str, **more: Any) -> dict[str, Any]:
    return {"method": "declared", "declared_total_kgco2e": total, **STATED, **more}


def test_c1_five_against_six() -> None:
    found = outcome(judge(totals("5", "6")), COMPARE)
    assert (found["outcome"], found["margin"], found["rows"]) == ("pass", "1", ["C1"])
    assert found["inequality"] == "5 kgCO2e <= 6 kgCO2e ? yes"


def test_c2_equal_passes() -> None:
    assert outcome(judge(totals("6", "6")), COMPARE)["rows"] == ["C2"]
    assert verdict(totals("6", "6"), COMPARE) == "pass"


def test_c3_above_by_a_ten_millionth_fails() -> None:
    report = judge(totals("6.0000001", "6"))
    found = outcome(report, COMPARE)
    assert (found["outcome"], found["margin"]) == ("fail", "-0.0000001")
    assert found["message"]["th"] == "สูงกว่า 0.0000001 kgCO₂e จึงไม่เป็นไปตามข้อ 5.3"
    assert report["footprints"]["product"]["text"] == report["footprints"]["comparator"]["text"] == "6.00"


@pytest.mark.parametrize("comparator", [None, {}, {"method": "declared", "reasons": "x"}])
def test_c4_no_comparator(comparator: object) -> None:
    case = totals("5", "6")
    case["judged"]["comparator"] = comparator
    assert verdict(case, COMPARE) == "invalid"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ({"amount": "1", "unit": "ชิ้น"}, "pass"),
        ({"amount": "1", "unit": "kg"}, "invalid"),
        ({"amount": "2", "unit": "piece"}, "invalid"),
    ],
)
def test_c5_functional_units(unit: dict[str, str], expected: str) -> None:
    case = totals("5", "6")
    case["judged"]["comparator"]["functional_unit"] = unit
    assert verdict(case, COMPARE) == expected


@pytest.mark.parametrize(
    ("key", "value", "row"),
    [
        ("boundary", "cradle_to_grave", "c7"),
        ("gwp_set", "AR6", "c12"),
        ("boundary", "", "c7"),
        ("gwp_set", None, "c12"),
    ],
)
def test_c7_c12_terms_must_match(key: str, value: object, row: str) -> None:
    case = totals("5", "6")
    case["judged"]["comparator"][key] = value
    report = judge(case)
    assert outcome(report, f"{SAME}.{row}")["outcome"] == "invalid"
    assert outcome(report, COMPARE)["outcome"] == "invalid"


def test_not_comparable_is_no_excuse_for_a_fail() -> None:
    case = totals("7", "6")
    case["judged"]["comparator"]["boundary"] = "cradle_to_grave"
    assert verdict(case, COMPARE) == "fail"


def test_c8_comparator_lacks_a_stage() -> None:
    case = measured()
    case["judged"]["inventory"].remove(line(case, "INV-6"))
    line(case, "INV-5")["period_total"]["amount"] = "200"
    report = judge(case)
    assert outcome(report, f"{SAME}.c8")["outcome"] == "review"
    assert outcome(report, COMPARE)["outcome"] == "pass"


def test_c9_product_lacks_a_stage() -> None:
    case = measured()
    case["judged"]["inventory"].remove(line(case, "INV-3"))
    assert outcome(judge(case), f"{SAME}.c9")["outcome"] == "invalid"
    assert verdict(case, "ce-cfp.5.1.stages") == "invalid"


@pytest.mark.parametrize(
    ("set_code", "row", "expected"), [("cfp-2565", "c10", "invalid"), ("cfp-2569", "c11", "review")]
)
def test_c10_c11_same_activity_other_factor(set_code: str, row: str, expected: str) -> None:
    case = measured()
    case["judged"]["factors"].append({**factor(case, "grid"), "id": "grid2", "set": set_code, "value_kgco2e": "0.5986"})
    line(case, "INV-6")["factor"] = "grid2"
    assert outcome(judge(case), f"{SAME}.{row}:INV-6")["outcome"] == expected


def test_c10_factor_of_another_set_is_explained() -> None:
    case = example()
    factor(case, "grid")["set"] = "cfp-2565"
    assert verdict(case, "ce-cfp.5.1.factor_set:grid") == "review"


@pytest.mark.parametrize(
    ("category", "expected"), [("electricity", "invalid"), ("", "invalid"), ("fuel-combustion", None)]
)
def test_c11b_cfo_factor_is_refused(category: str, expected: str | None) -> None:
    case = example()
    factor(case, "grid").update(scheme="CFO", set="cfo-2569", category=category)
    ids = {o["id"]: o["outcome"] for o in judge(case)["outcomes"]}
    assert ids.get("ce-cfp.5.1.factor_set:grid") == expected


@pytest.mark.parametrize(("gwp_set", "expected"), [("AR6", "invalid"), ("", "review")])
def test_c12_gwp_sets(gwp_set: str, expected: str) -> None:
    case = example()
    factor(case, "vpet")["gwp_set"] = gwp_set
    assert verdict(case, "ce-cfp.5.1.factor_set:vpet") == expected


@pytest.mark.parametrize(
    ("guideline", "expected"), [("tgo-cfp-2563-5", "pass"), ("tgo-cfp-2559-4", "review"), ("", "invalid")]
)
def test_c13_guideline_edition(guideline: str, expected: str) -> None:
    case = example()
    case["judged"]["editions"]["guideline"] = guideline
    assert verdict(case, "ce-cfp.5.1.guideline") == expected


def test_c13_the_latest_edition_is_a_setting() -> None:
    report = judge(example(), edition_settings={"guidelines_accepted": ["tgo-cfp-2570-6"]})
    assert outcome(report, "ce-cfp.5.1.guideline")["outcome"] == "review"


def test_c14_comparator_must_be_virgin() -> None:
    case = measured()
    line(case, "INV-5")["factor"] = "rpet"
    report = judge(case)
    assert outcome(report, f"{SAME}.c14:INV-5")["outcome"] == "invalid"


def test_c14_recycled_packaging_stays_in_the_comparator() -> None:
    case = measured()
    r_pet = case["judged"]["bill_of_materials"][0]["portions"][1]
    case["judged"]["bill_of_materials"].append(
        {
            "line_id": "BOX", "parent": "", "count": "1", "name": "box", "role": "packaging",
            "mass": {"amount": "5", "unit": "g"},
            "portions": [{**r_pet, "line_id": "POR-BOX", "share_low": "1"}],
        }
    )  # fmt: skip
    for side in ("product", "comparator"):
        box = {**line(case, "INV-2"), "line_id": f"BOX-{side}", "side": side, "portion": "POR-BOX", "name": "box"}
        case["judged"]["inventory"].append(box)
    assert verdict(case, SAME) == "pass"


def test_c14_average_factor_instead_of_virgin_is_ruled_on() -> None:
    case = measured()
    case["judged"]["factors"].append({**factor(case, "vpet"), "id": "mix", "origin": "average"})
    line(case, "INV-5")["factor"] = "mix"
    assert outcome(judge(case), f"{SAME}.c14:INV-5")["outcome"] == "review"


def test_c14_nothing_substituted() -> None:
    case = measured()
    line(case, "INV-2")["factor"] = "vpet"
    assert outcome(judge(case), f"{SAME}.c14")["outcome"] == "invalid"


def test_c16_allocation() -> None:
    case = totals("5", "6")
    case["judged"]["allocation"] = "mass"
    case["judged"]["comparator"]["allocation"] = "economic"
    assert outcome(judge(case), f"{SAME}.c16")["outcome"] == "invalid"


def test_c17_negative_amount_and_negative_factor() -> None:
    case = example()
    line(case, "INV-3")["period_total"]["amount"] = "-1"
    assert verdict(case, "ce-cfp.5.1.lines:INV-3") == "invalid"
    case = example()
    factor(case, "grid")["value_kgco2e"] = "-0.1"
    assert verdict(case, "ce-cfp.5.1.factor_set:grid") == "review"


def test_c18_units_convert_or_are_refused() -> None:
    case = example()
    line(case, "INV-3")["period_total"] = {"amount": "1,800,000", "unit": "MJ"}
    assert judge(case)["footprints"]["product"]["exact"] == judge(example())["footprints"]["product"]["exact"]
    line(case, "INV-3")["period_total"] = {"amount": "1", "unit": "kg"}
    report = judge(case)
    assert report["footprints"]["product"]["exact"] is None
    assert any(o["rule"] == "ce-cfp.5.1.lines.input" and o["line_ids"] == ["INV-3"] for o in report["outcomes"])


def test_declared_total_is_for_a_person_but_keeps_the_arithmetic() -> None:
    report = judge(totals("5", "6"))
    assert outcome(report, "ce-cfp.5.3.method")["outcome"] == "review"
    assert outcome(report, COMPARE)["outcome"] == "pass"
    assert report["footprints"]["comparator"]["is_declared"] is True
    for is_accepted, expected in ((True, "pass"), (False, "fail")):
        settled = ruling("ce-cfp.5.3.method", accepted=is_accepted)
        assert verdict(totals("5", "6"), "ce-cfp.5.3.method", settled) == expected


def test_amount_per_functional_unit() -> None:
    case = example()
    case["judged"]["functional_unit"] = {"amount": "1", "unit": "แพ็ก"}
    case["judged"]["product_units_per_functional_unit"] = "6"
    line(case, "INV-3")["allocation_share"] = "1/3"
    lines = {x["line_id"]: x for x in judge(case)["footprints"]["product"]["by_line"]}
    assert lines["INV-3"]["amount_per_functional_unit"] == "1"
    assert lines["INV-1"]["amount_per_functional_unit"] == "0.48"
    assert lines["INV-1"]["factor"]["confidence"] == "medium-high"


def test_output_in_another_word_than_the_product_unit() -> None:
    case = example()
    case["judged"]["period_output"] = {"amount": "1000", "unit": "ม้วน"}
    assert judge(case)["footprints"]["product"]["exact"] is None
    case["judged"]["product_unit"] = {"amount": "1", "unit": "ม้วน"}
    assert judge(case)["footprints"]["product"]["exact"] == "396.162"


@pytest.mark.parametrize(("total", "expected"), [("0.5", "pass"), ("3", "review"), ("20", "invalid"), (None, "review")])
def test_cut_offs_are_listed_and_summed(total: str | None, expected: str) -> None:
    case = example()
    cut = {**line(case, "INV-1"), "line_id": "CUT", "is_cut_off": True, "cut_off_reason": "small", "portion": ""}
    cut["period_total"] = {"amount": total, "unit": "t"} if total else None
    case["judged"]["inventory"].append(cut)
    report = judge(case)
    assert report["overall"] == expected
    assert report["footprints"]["product"]["cut_off"] == [{"line_id": "CUT", "name": "V-PET", "reason": "small"}]
    assert report["footprints"]["product"]["exact"] == "0.396162"


@pytest.mark.parametrize(
    ("end", "expected"),
    [("2025-12-31", "pass"), ("2025-12-30", "review"), ("2024-12-31", "invalid"), ("31/12/2568", "invalid")],
)
def test_data_period(end: str, expected: str) -> None:
    case = example()
    case["judged"]["data_period"]["end"] = end
    assert verdict(case, "ce-cfp.5.1.data_period") == expected


@pytest.mark.parametrize(
    ("pcr", "expected"),
    [
        (None, "invalid"),
        ({"status": "draft", "sent_on": "2026-01-05"}, "review"),
        ({"status": "registered", "code": "P"}, "pass"),
    ],
)
def test_pcr(pcr: object, expected: str) -> None:
    case = example()
    case["judged"]["pcr"] = pcr
    assert verdict(case, "ce-cfp.5.1.pcr") == expected


def test_stages_add_to_the_total() -> None:
    product = judge(example())["footprints"]["product"]
    assert sum(Fraction(stage["exact"]) for stage in product["by_stage"]) == Fraction(product["exact"])
    assert sum(Fraction(stage["percent_text"]) for stage in product["by_stage"]) == 100


@pytest.mark.parametrize(("end", "expected"), [("2025-02-28", "pass"), ("2025-02-27", "review")])
def test_data_period_from_a_leap_day(end: str, expected: str) -> None:
    case = example()
    case["judged"]["data_period"] = {"start": "2024-02-29", "end": end}
    assert verdict(case, "ce-cfp.5.1.data_period") == expected
