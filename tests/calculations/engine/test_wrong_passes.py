"""Ways by which an applicant might come to a pass that the criteria do not give, each named by its decision row."""

from typing import Any

import pytest

from calculations.engine.canonical import printed_json
from tests.calculations.engine.sample_cases import (
    example,
    judge,
    measured,
    outcome,
    part,
    ruling,
    verdict,
)
from tests.calculations.engine.sample_inventory import line_of, new_line, with_factor, with_line
from tests.calculations.engine.sample_type_42 import judge_42, remanufactured, retained
from tests.calculations.engine.test_stock import kg

INPUT, MOISTURE = "ce-cfp.5.1.material_input", "ce-cfp.4.1.1.moisture"
LEG = {
    "line_id": "LEG-1",
    "distance": {"amount": "1", "unit": "km"},
    "distance_source": "map",
    "vehicle": "truck",
    "factor": "truck",
    "comes_back_empty": False,
    "return_reason": "carries goods back",
}


def portions(case: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = case["judged"]["bill_of_materials"][0]["portions"]
    return found


def two_parts(virgin: dict[str, Any], recycled: dict[str, Any]) -> dict[str, Any]:
    """The example with its two materials as parts of their own, ``body`` and ``flake``, 80 g and 20 g."""
    case = example()
    new, old = portions(case)
    case["judged"]["bill_of_materials"] = [
        part("body", **{"amount": "80", **virgin}, portions=[{**new, "share_low": "1"}]),
        part("flake", **{"amount": "20", **recycled}, portions=[{**old, "share_low": "1"}]),
    ]
    return case


def test_c4_the_way_of_a_material_never_stands_for_the_material() -> None:
    case = example()
    line_of(case, "INV-2").update(factor="", legs=[LEG])
    with_factor(case, "truck", "0.1", "tkm")
    report = judge(case)
    assert report["overall"] == "invalid"
    assert report["footprints"]["product"]["exact"] is None


@pytest.mark.parametrize("nothing", [{"period_total": kg("0")}, {"allocation_share": "0"}])
def test_c17_a_line_of_nothing_is_asked_about(nothing: dict[str, Any]) -> None:
    case = with_line({"line_id": "W", "total": "1"})
    with_factor(case)
    assert judge(case)["overall"] == "pass"
    line_of(case, "W").update(nothing, allocation_basis="mass")
    question = "ce-cfp.5.1.practice.zero_amount:W"
    assert outcome(judge(case), question)["outcome"] == "review"
    assert judge(case, ruling(question, accepted=True))["overall"] == "pass"


def test_cut_off_energy_with_a_typed_size_alone_is_asked_about() -> None:
    more = {"line_id": "CUT", "kind": "energy_and_fuel", "is_cut_off": True, "cut_off_estimate_share": "0.001"}
    case = with_line({**more, "cut_off_reason": "small", "period_total": None, "factor": ""})
    assert verdict(case, "ce-cfp.5.1.cut_off:CUT") == "review"
    line_of(case, "CUT")["cut_off_reason"] = "-"
    assert verdict(case, "ce-cfp.5.1.cut_off:CUT") == "invalid"
    with_factor(case)
    line_of(case, "CUT").update(cut_off_reason="small", period_total=kg("100"), factor="one")
    assert judge(case)["overall"] == "pass"


def test_w18_one_purchase_of_one_portion_passes_and_of_several_is_no_missing_line() -> None:
    case = example()
    line_of(case, "INV-2")["portions"] = [line_of(case, "INV-2").pop("portion")]
    assert judge(case)["overall"] == "pass"
    case["judged"]["inventory"].remove(line_of(case, "INV-1"))
    line_of(case, "INV-2").update(portions=["POR-1", "POR-2"], period_total={"amount": "100", "unit": "t"})
    assert verdict(case, "ce-cfp.5.2:POR-2") == "pass"


def test_c9_recycled_material_named_in_a_list_cannot_be_cut_off() -> None:
    more = {"is_cut_off": True, "cut_off_reason": "small", "portions": ["POR-2"]}
    case = with_line({"line_id": "CUT", "total": "1", **more})
    with_factor(case)
    assert verdict(case, "ce-cfp.5.1.cut_off:CUT") == "invalid"


@pytest.mark.parametrize(("stated", "expected"), [("1", "pass"), ("0.999999", "invalid"), ("0.001", "invalid")])
def test_c5_the_conversion_of_the_units_is_theirs(stated: str, expected: str) -> None:
    case = example()
    case["judged"]["product_units_per_functional_unit"] = stated
    assert judge(case)["overall"] == expected


def test_c5_a_bottle_and_a_box_convert_as_stated() -> None:
    case = example()
    case["judged"].update(functional_unit={"amount": "1", "unit": "ขวด"}, product_units_per_functional_unit="1/12")
    assert not [o for o in judge(case)["outcomes"] if o["rule"].startswith("ce-cfp.5.1.units")]


@pytest.mark.parametrize(("unit", "expected"), [("99.01", "pass"), ("99.0099", "review"), ("1000000", "review")])
def test_w14_a_product_unit_in_mass_weighs_what_its_parts_weigh(unit: str, expected: str) -> None:
    case, amount = example(), {"amount": unit, "unit": "g"}
    case["judged"].update(product_unit=amount, functional_unit=amount)
    case["judged"]["period_output"] = {"amount": f"{unit}e6", "unit": "g"}
    assert judge(case)["overall"] == expected


def test_w15_water_that_carries_the_share_is_asked_about() -> None:
    case = two_parts({"amount": "80.001", "moisture_share": "0.95"}, {"moisture_share": "0"})
    assert verdict(case, MOISTURE) == "review"
    assert outcome(judge(case, ruling(MOISTURE, accepted=False)), MOISTURE)["outcome"] == "fail"
    # Just 20 % as weighed: the water is of no consequence.
    case["judged"]["bill_of_materials"][0]["mass"]["amount"] = "80"
    assert verdict(case, MOISTURE) == "pass"


def test_w8_a_part_of_the_product_marked_as_packaging_is_asked_about() -> None:
    question = "ce-cfp.4.1.1.packaging:body"
    case = two_parts({"amount": "80.001", "role": "packaging"}, {})
    case["judged"]["product"]["kind"] = "finished"
    case["judged"]["declared_mass"]["amount"] = "20"
    report = judge(case)
    assert (outcome(report, question)["outcome"], outcome(report, "ce-cfp.4.1.1")["outcome"]) == ("review", "review")
    assert verdict(case, "ce-cfp.4.1.1", ruling(question, accepted=True)) == "pass"
    assert verdict(case, "ce-cfp.4.1.1", ruling(question, accepted=False)) == "fail"
    # Named like packaging, or of no consequence, nothing is asked.
    body = case["judged"]["bill_of_materials"][0]
    body["name"] = "box"
    assert verdict(case, "ce-cfp.4.1.1") == "pass"
    body.update(name="body", mass={"amount": "80", "unit": "g"})
    assert verdict(case, "ce-cfp.4.1.1") == "pass"


@pytest.mark.parametrize("period", [("9998-12-31", "9999-12-31"), ("0001-01-01", "9999-12-31")])
def test_the_last_day_there_is_does_not_break_the_period(period: tuple[str, str]) -> None:
    case = example()
    case["judged"]["data_period"] = dict(zip(("start", "end"), period, strict=True))
    assert judge(case)["overall"] == "invalid"


def test_a_key_that_is_no_text_can_be_reported() -> None:
    case = example()
    case["judged"]["typed_totals"] = {"\ud800": {}, "product": {"total_kgco2e": "1", "stages": {"\udfff": "1"}}}
    assert printed_json(judge(case))


def test_w17_virgin_mass_that_the_bill_keeps_silent_about_is_asked_about() -> None:
    case = example()
    line_of(case, "INV-1")["period_total"] = kg("80800")
    assert judge(case)["overall"] == "pass"
    line_of(case, "INV-1")["period_total"] = kg("80800.001")
    assert verdict(case, f"{INPUT}:POR-1") == "review"
    line_of(case, "INV-1")["yield_share"] = "0.99"
    assert verdict(case, f"{INPUT}:POR-1") == "pass"


def test_w17_many_small_materials_without_a_line_are_a_main_one() -> None:
    case = example()
    old = portions(case)[1]
    small = [part(f"v{number}", "4") for number in range(20)]
    case["judged"]["bill_of_materials"] = [part("R", "20", portions=[{**old, "share_low": "1"}]), *small]
    case["judged"]["inventory"][0] = new_line("WATER", "80", "t", kind="raw_material", stage="raw_material")
    with_factor(case, value="0.0001")
    assert verdict(case, f"{INPUT}:v0-v") == "review"


def truck(case: dict[str, Any], side: str, factor: str, **more: Any) -> None:
    leg = {**LEG, "line_id": f"LEG-{side}", "factor": factor}
    line = new_line(f"T-{side}", "1", "t", side=side, kind="transport", name="to the gate", factor="", legs=[leg])
    case["judged"]["inventory"].append({**line, **more})


def test_c11_the_same_way_by_another_factor_on_each_side_is_asked_about() -> None:
    case = measured()
    with_factor(case, "small", "0.1", "tkm")
    with_factor(case, "large", "0.9", "tkm")
    truck(case, "product", "small")
    truck(case, "comparator", "small", name="To the  Gate")
    comparability = "ce-cfp.5.3.comparability"
    assert verdict(case, comparability) == "pass"
    line_of(case, "T-comparator")["legs"][0]["factor"] = "large"
    assert verdict(case, f"{comparability}.c11:T-comparator") == "review"
    case["judged"]["factors"][-1]["set"] = "cfp-2565"
    assert verdict(case, f"{comparability}.c10:T-comparator") == "invalid"


def test_c11_a_second_line_of_the_same_name_does_not_hide_the_first() -> None:
    case = measured()
    with_factor(case, "dear", "9", "kWh", category="electricity")
    case["judged"]["inventory"].append({**line_of(case, "INV-3"), "line_id": "TWIN", "period_total": kwh("1")})
    line_of(case, "INV-6")["factor"] = "dear"
    assert verdict(case, "ce-cfp.5.3.comparability.c11:INV-6") == "review"


def kwh(amount: str) -> dict[str, str]:
    return {"amount": amount, "unit": "kWh"}


def test_c14_a_recycled_factor_beside_the_first_is_seen() -> None:
    case = measured()
    with_factor(case, "again", "0.1", "kg", origin="recycled")
    line_of(case, "INV-5")["combustion_factor"] = "again"
    assert verdict(case, "ce-cfp.5.3.comparability.c14:INV-5") == "invalid"


def test_a_reference_finds_its_line_however_it_is_spaced() -> None:
    case = example()
    line_of(case, "INV-2")["portions"] = [" POR-2 "]
    del line_of(case, "INV-2")["portion"]
    assert judge(case)["overall"] == "pass"
    portions(case)[0]["line_id"] = "POR-2 "
    assert judge(case)["overall"] == "invalid"


def test_a_case_nested_too_deep_has_no_hash_and_is_judged_all_the_same() -> None:
    case, deep = example(), "e\u0301"
    for _ in range(5000):
        deep = [deep]  # type: ignore[assignment]
    case["judged"]["ignored"] = deep
    assert judge(case)["inputs"]["case_sha256"] is None


@pytest.mark.parametrize(
    ("name", "expected"), [("b0x", "review"), ("с\u0430rton", "review"), ("body 3", "pass"), ("แพคสินค้า", "review")]
)
def test_w8_packaging_in_letters_that_look_alike(name: str, expected: str) -> None:
    case = two_parts({"amount": "80.001"}, {"amount": "20", "name": name})
    case["judged"]["product"]["kind"] = "finished"
    case["judged"]["bill_of_materials"][0]["mass"]["amount"] = "80"
    del case["judged"]["declared_mass"]
    assert verdict(case, "ce-cfp.4.1.1") == expected


@pytest.mark.parametrize(
    ("trips", "payload", "expected"),
    [("1", None, "pass"), ("0.99", None, "review"), ("9", "1", "review"), ("10", "1", "pass")],
)
def test_c17_fewer_ways_back_than_the_load_takes_are_asked_about(trips: str, payload: str, expected: str) -> None:
    back = {"comes_back_empty": True, "trips": trips, "return_factor": "way"}
    leg = {**LEG, **back, **({"payload": {"amount": payload, "unit": "t"}} if payload else {})}
    case = with_line({"line_id": "T", "total": "10000", "kind": "transport", "factor": "", "legs": [leg]})
    with_factor(case, "truck", "0.1", "tkm")
    with_factor(case, "way", "0.5", "km")
    assert judge(case)["overall"] == expected


@pytest.mark.parametrize(("category", "expected"), [("fuel-combustion", "pass"), ("electricity", "review")])
def test_c11_what_stands_for_combustion_is_a_factor_of_burning(category: str, expected: str) -> None:
    case = with_line({"line_id": "F", "kind": "energy_and_fuel", "combustion_factor": "burnt"})
    with_factor(case, category="fuel-upstream")
    with_factor(case, "burnt", "3", category=category)
    assert judge(case)["overall"] == expected


def test_w8_a_new_part_marked_as_packaging_does_not_leave_the_circular_share_unasked() -> None:
    question = "ce-cfp.4.1.1.packaging:N"
    frame, new = part("F", "70", portions=[retained("F-1")]), part("N", "30", role="packaging")
    case = remanufactured(frame, new, part("M", "1"))
    assert outcome(judge_42(case), question)["outcome"] == "review"
    for accepted, total in ((True, "0.071"), (False, "0.101")):
        report = judge_42(case, ruling(question, accepted=accepted))
        assert (outcome(report, question)["outcome"], report["circular"]["product_mass_kg"]) == ("pass", total)
