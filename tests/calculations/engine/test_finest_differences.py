"""The last digit, the equality, the one line more: differences of a kind that mutants had shown nobody looked at."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

import pytest

from tests.calculations.engine.sample_cases import (
    example,
    judge,
    measured,
    outcome,
    part,
    portion,
    recycled,
    verdict,
    with_bom,
)
from tests.calculations.engine.sample_inventory import with_factor, with_line
from tests.calculations.engine.sample_type_42 import judge_42, remanufactured, retained
from tests.calculations.engine.test_lots import LOTS, varying
from tests.calculations.engine.test_stock import COVERS, kg, stocked
from tests.calculations.engine.test_typed_totals import BOOK, typed
from tests.calculations.engine.test_virgin_model import MODEL, PET, SAME, line, overridden, verdicts


def test_w24_two_materials_that_vary_in_one_month_are_added() -> None:
    case = varying(("2025-03", "1000000", "0.05"))
    virgin, first = case["judged"]["bill_of_materials"][0]["portions"]
    second = copy.deepcopy(first) | {"line_id": "POR-3"}
    first["share_low"] = second["share_low"] = "0.1"
    case["judged"]["bill_of_materials"][0]["portions"] = [virgin, first, second]
    assert outcome(judge(case), LOTS)["figures"]["least_lot_share"] == "0.1"


@pytest.mark.parametrize(("share", "said"), [("0.1999999", "19.99999 %"), ("0.19999999", "19.99 %")])
def test_w24_a_month_just_below_the_limit_never_prints_as_it(share: str, said: str) -> None:
    found = outcome(judge(varying(("2025-03", "1000000", share))), LOTS)
    assert f"2025-03 ({said})" in found["message"]["en"]


@pytest.mark.parametrize(("value", "raised"), [("3232.79", False), ("3232.8", True)])
@pytest.mark.parametrize("of", ["override", "measured"])
def test_c15_a_factor_per_tonne_is_held_against_the_table_per_kilogram(value: str, raised: bool, of: str) -> None:
    dear = {"id": "dear", "value_kgco2e": value, "per_unit": "t"}
    if of == "override":
        case, place = overridden(), f"{MODEL}.excess:POR-2"
        case["judged"]["factors"][-1] |= dear
        case["judged"]["comparator"]["overrides"][0]["factor"] = "dear"
    else:
        case, place = measured(), f"{SAME}.excess:INV-5"
        case["judged"]["factors"].append({**case["judged"]["factors"][0], **dear})
        line(case, "INV-5")["factor"] = "dear"
    report = judge(case)
    assert verdicts(report).get(place) == ("review" if raised else None)
    if raised:
        assert outcome(report, place)["figures"]["usual_kgco2e"] == "2938.9"


def test_c11_an_activity_is_the_same_however_its_name_is_spaced() -> None:
    case = measured()
    case["judged"]["factors"].append({**case["judged"]["factors"][1], "id": "dear", "value_kgco2e": "9"})
    line(case, "INV-6").update(name="Grid  elec tricity", factor="dear")
    assert verdicts(judge(case))[f"{SAME}.c11:INV-6"] == "review"


def test_c16_a_line_of_nothing_is_no_credit() -> None:
    case = measured()
    case["judged"]["inventory"].append(
        {**line(case, "INV-3"), "line_id": "NIL", "period_total": {"amount": "0", "unit": "kWh"}}
    )
    assert f"{SAME}.c16:NIL" not in verdicts(judge(case))


def test_c6_a_lifetime_stated_on_one_side_alone_is_asked_about() -> None:
    case = measured()
    case["judged"]["comparator"]["lifetime"] = {"amount": "5", "unit": "year"}
    found = outcome(judge(case), f"{SAME}.c6:lifetime")
    assert (found["outcome"], found["figures"]) == ("review", {"product": "–", "comparator": "5 year"})


def test_c6_what_is_said_of_circular_masses_is_floored() -> None:
    frame = part("F", "100", portions=[retained("F-1", "2/3"), recycled("L-1", "1/6"), portion("N", "1/6")])
    said = outcome(judge_42(remanufactured(frame)), "ce-cfp.4.2.share")["message"]["en"]
    assert said == "Circular share by weight 83.33 % (recycled 16.666666 g, retained parts 66.666666 g, of 100 g)."


def cut(case: dict[str, Any], **more: Any) -> dict[str, Any]:
    new = {"is_cut_off": True, "cut_off_reason": "small", "allocation_share": "1", **more}
    case["judged"]["inventory"].append({**line(case, "INV-3"), "line_id": "CUT", "name": "small", **new})
    return case


def test_a_retained_part_cannot_be_cut_off() -> None:
    case = remanufactured()
    new = {"line_id": "CUT", "name": "frame", "is_cut_off": True, "cut_off_reason": "small", "portion": "F-1"}
    case["judged"]["inventory"].append({**case["judged"]["inventory"][0], **new})
    assert outcome(judge_42(case), "ce-cfp.5.1.cut_off:CUT")["outcome"] == "invalid"


@pytest.mark.parametrize(("tonnes", "expected"), [("5.263157", "review"), ("5.263158", "invalid")])
def test_a_main_material_begins_at_a_twentieth_of_the_raw_material(tonnes: str, expected: str) -> None:
    """Of 100 t with it: t ÷ (100 + t) = 5 % at 5.2631578… t."""
    case = cut(example(), kind="raw_material", period_total={"amount": tonnes, "unit": "t"}, factor="vpet")
    assert verdict(case, "ce-cfp.5.1.cut_off:CUT") == expected


def test_the_sum_of_what_was_cut_off_names_its_lines() -> None:
    report = judge(cut(example(), period_total={"amount": "10", "unit": "kWh"}))
    assert outcome(report, "ce-cfp.5.1.cut_off")["line_ids"] == ["CUT"]


@pytest.mark.parametrize("key", ["factor_set", "gwp_set"])
def test_without_a_factor_set_or_gwp_set_nothing_is_judged(key: str) -> None:
    case = example()
    case["judged"]["editions"][key] = ""
    found = outcome(judge(case), "ce-cfp.5.1.factor_set")
    assert (found["rule"], found["clause"], found["outcome"]) == ("ce-cfp.5.1.factor_set", "5.1", "invalid")
    assert found["message"]["en"] == "The factor set or the GWP set is not named."


def test_a_product_without_an_inventory_is_told_so() -> None:
    case = example()
    case["judged"]["inventory"] = []
    found = outcome(judge(case), "ce-cfp.5.1.lines")
    assert (found["rule"], found["clause"], found["outcome"]) == ("ce-cfp.5.1.lines", "5.1", "invalid")
    assert found["message"]["en"] == "The product has no inventory yet."


@pytest.mark.parametrize("rung", ["supplier_cfp", "other"])
def test_d4_what_is_asked_of_a_source_is_said_in_both_languages(rung: str) -> None:
    case = example()
    certificate = {"number": "X-1", "holder": "Supplier", "expires_on": "2027-01-01"}
    case["judged"]["own_factors"].append(
        {**case["judged"]["own_factors"][0], "id": "mine", "rung": rung, "reason": "none", "meters": []}
        | {"certificate": certificate, "per_unit": "kWh", "origin": "other"}
    )
    line(case, "INV-3")["factor"] = "mine"
    said = {
        "supplier_cfp": "The factor is a supplier's certified footprint: do boundary and material agree?",
        "other": "The factor comes from a source of the applicant: does it represent this activity?",
    }
    found = outcome(judge(case), "ce-cfp.5.2.own_factor.source:mine")
    assert found["message"]["en"].endswith(said[rung])
    assert found["rows"] == ["D4"]
    assert "โปรดพิจารณา" in found["message"]["th"]


@pytest.mark.parametrize("route", ["primary", "electricity_only"])
def test_d9_meters_of_another_recycler_than_the_portions_are_asked_about(route: str) -> None:
    case = example()
    case["judged"]["bill_of_materials"][0]["portions"][1] |= {"data_route": route, "reason": "no other meters"}
    case["judged"]["own_factors"][0]["rung"] = "metered" if route == "primary" else route
    case["judged"]["own_factors"][0]["maker"]["licence"] = "3-106-99/50รย"
    found = outcome(judge(case), "ce-cfp.5.2:POR-2")
    assert (found["outcome"], found["rows"]) == ("review", ["D9"])


def test_o13_the_shortfall_is_rounded_up_and_what_may_be_claimed_down() -> None:
    case = stocked(used_here=kg("20000"))
    case["judged"]["stock_balances"][0]["deliveries"][0]["recycled_share"] = "1/3"
    found = outcome(judge(case), COVERS)
    assert found["outcome"] == "fail"
    assert "12121.212122 kg short" in found["message"]["en"]
    assert found["next_step"]["en"].startswith("Show 12121.212122 kg more")
    assert "7.878787 g" in found["next_step"]["en"]


def test_s12_a_bill_that_cannot_be_weighed_is_not_offered_type_41() -> None:
    case = remanufactured(part("F", "70", portions=[retained("F-1")]), part("N", "30", portions=[recycled("N-1")]))
    case["judged"]["recognised_certificate"] = None
    offered = outcome(judge_42(case), "ce-cfp.4.2.certificate")["message"]["en"]
    assert "type 4.1" in offered
    case["judged"]["bill_of_materials"][1]["portions"][0]["share_low"] = "0.9"
    assert "type 4.1" not in outcome(judge_42(case), "ce-cfp.4.2.certificate")["message"]["en"]


def test_c19_a_stage_typed_that_the_inventory_does_not_have_is_shown_beside_nothing() -> None:
    case = typed("0.396", "0.257", "0.139")
    case["judged"]["typed_totals"]["product"]["stages"]["use"] = "0.0001"
    found = outcome(judge(case), BOOK)
    assert found["outcome"] == "review"
    assert "use 0.0001" in found["message"]["en"]


def test_c4_sets_that_hold_a_counterpart_are_named_once_and_in_order() -> None:
    table = [
        {**PET, "id": f"pet-{number}", "factor": {**PET["factor"], "set": of}}
        for number, of in enumerate(("cfp-2565", "cfp-2560", "cfp-2565"))
    ]
    found = outcome(judge(example(), counterparts=table), f"{MODEL}.no_counterpart:POR-2")
    assert "in set cfp-2569 (cfp-2560, cfp-2565):" in found["message"]["en"]


@pytest.mark.parametrize(("value", "expected"), [("0", "invalid"), ("1/1000000", None)])
def test_c17_a_virgin_factor_is_above_zero(value: str, expected: str | None) -> None:
    case = overridden()
    case["judged"]["factors"][-1]["value_kgco2e"] = value
    assert verdicts(judge(case)).get(f"{MODEL}.not_positive:POR-2") == expected


def test_w18_a_line_of_several_materials_of_unknown_mass_cannot_be_divided() -> None:
    case = example()
    case["judged"]["inventory"].remove(line(case, "INV-1"))
    line(case, "INV-2").update(portion="", portions=["POR-1", "POR-2"])
    for held in case["judged"]["bill_of_materials"][0]["portions"]:
        held |= {"share_low": "0", "share_high": "1"}
    found = outcome(judge(case), f"{MODEL}.mixed_line:INV-2")
    assert (found["outcome"], found["line_ids"], found["rows"]) == ("invalid", ["INV-2"], [])
    assert "cannot be divided among its materials" in found["message"]["en"]


def test_s14_a_retained_part_that_nobody_makes_new_is_named() -> None:
    case = remanufactured()
    case["judged"]["inventory"] = [x for x in case["judged"]["inventory"] if x.get("stands_for") != "F-1"]
    found = outcome(judge_42(case), f"{MODEL}.made_new_missing:F-1")
    assert (found["outcome"], found["rows"]) == ("invalid", ["C4"])


def test_o15_in_a_product_of_type_41_a_retained_part_stays_as_it_is() -> None:
    frame, lining = part("F", "70", portions=[retained("F-1")]), part("R", "30", portions=[recycled("P")])
    found = verdicts(judge(with_bom(frame, lining)))
    assert not [name for name in found if name.startswith(f"{MODEL}.made_new")]


def test_w22_a_range_upside_down_is_refused_although_its_sums_meet() -> None:
    mixed = [recycled("P", "0.3", share_high="0.2"), portion("V", "0.7", share_high="0.8")]
    assert (
        verdict(with_bom(part("A", "100", portions=mixed)), "ce-cfp.4.1.1.input:A:portions:bom_portions_sum")
        == "invalid"
    )


def test_w21_an_assembly_within_an_assembly_weighs_what_stands_in_it() -> None:
    whole = part("W", "100", portions=[])
    inner = part("I", "100", parent="W", portions=[])
    leaf = part("L", "50", parent="I", count="2", portions=[recycled("P", "0.2"), portion("V", "0.8")])
    assert verdict(with_bom(whole, inner, leaf), "ce-cfp.4.1.1") == "pass"
    leaf["mass"]["amount"] = "49"
    assert judge(with_bom(whole, inner, leaf))["overall"] == "invalid"


def test_o4_field_residue_is_told_apart_from_what_a_trader_returned() -> None:
    case = with_bom(
        part("A", "100", portions=[recycled("P", origin="distribution_return", waste_origin={"kind": "field"})])
    )
    counted = outcome(judge(case), "ce-cfp.4.1.2:P")
    assert counted["outcome"] == outcome(judge(field_residue()), "ce-cfp.4.1.2:P")["outcome"]
    assert counted["message"] == outcome(judge(field_residue()), "ce-cfp.4.1.2:P")["message"]


def field_residue() -> dict[str, Any]:
    return with_bom(part("A", "100", portions=[recycled("P", waste_origin={"kind": "field"})]))


def test_w15_two_excluded_materials_leave_room_for_neither() -> None:
    """A range may reach no further than what both refused materials leave."""
    refused = {"origin": "in_process", "waste_origin": {"kind": "factory"}}
    mixed = [
        recycled("X", "0.3", **refused),
        recycled("Y", "0.3", **refused),
        recycled("P", "0.1", share_high="0.9"),
        portion("V", "0", share_high="0.3"),
    ]
    report = judge(with_bom(part("A", "100", portions=mixed)))
    assert Fraction(report["shares"]["recycled_upper"]["exact"]) == Fraction(2, 5)


def test_w17_a_mass_stated_beside_its_input_takes_part_in_the_common_loss() -> None:
    """18 of 100 g put in are recycled, whatever else is stated of the parts."""
    virgin = part("V", "65.6", input_mass={"amount": "82", "unit": "g"}, yield_share="0.8")
    own = part("R", "18", input_mass={"amount": "18", "unit": "g"}, yield_share="1", portions=[recycled("P")])
    assert verdict(with_bom(virgin, own), "ce-cfp.4.1.1.loss") == "review"


def test_c15_without_a_total_no_break_even_is_told() -> None:
    case = overridden()
    case["judged"]["factors"][-1]["value_kgco2e"] = "9"
    portions = case["judged"]["bill_of_materials"][0]["portions"]
    portions[0]["share_low"] = "0.7"
    portions.append({**portions[1], "line_id": "POR-3", "share_low": "0.1"})
    found = outcome(judge(case), f"{MODEL}.excess:POR-2")
    assert (found["outcome"], "break_even_kgco2e" in found["figures"]) == ("review", False)


def test_a_maker_of_material_is_a_recycler() -> None:
    case = example()
    case["judged"]["product"]["kind"] = "material"
    assert verdicts(judge(case))[f"{MODEL}.own_recycling"] == "review"


def test_w18_a_line_of_several_materials_without_a_factor_is_divided_all_the_same() -> None:
    case = example()
    case["judged"]["inventory"].remove(line(case, "INV-1"))
    line(case, "INV-2").update(portion="", portions=["POR-1", "POR-2"], factor="")
    report = judge(case)
    assert (report["overall"], report["footprints"]["comparator"]["exact"]) == ("invalid", None)


def test_a_factor_named_in_one_language_is_called_by_it_in_both() -> None:
    case = example()
    case["judged"]["factors"][1].update(set="cfp-2565", name_en="", name_th="ไฟฟ้า")
    assert "ไฟฟ้า" in outcome(judge(case), "ce-cfp.5.1.factor_set:grid")["message"]["en"]


OFFSET = "ce-cfp.5.1.offsets:NEW"


@pytest.mark.parametrize(("value", "expected"), [("0.5", "review"), ("-0.5", "invalid")])
def test_c20_a_credit_is_below_zero(value: str, expected: str) -> None:
    case = with_line({"name": "carbon-neutral resin"})
    with_factor(case, "one", value)
    assert verdict(case, OFFSET) == expected


@pytest.mark.parametrize(("kind", "raised"), [("energy_and_fuel", True), ("auxiliary", False)])
def test_c20_green_power_is_a_matter_of_energy_alone(kind: str, raised: bool) -> None:
    case = with_line({"name": "green power", "kind": kind})
    with_factor(case, "one", "1", category="other")
    assert (OFFSET in verdicts(judge(case))) == raised


@pytest.mark.parametrize(("estimate", "expected"), [("1/19", "pass"), ("0.0527", "review")])
def test_a_twentieth_of_the_footprint_may_be_cut_off_in_all(estimate: str, expected: str) -> None:
    """A nineteenth of what is left is a twentieth of the whole."""
    case = cut(example(), period_total=None, factor="", cut_off_estimate_share=estimate)
    assert verdict(case, "ce-cfp.5.1.cut_off") == expected


@pytest.mark.parametrize(("stated", "raised"), [("2", False), ("1", True)])
def test_c5_measures_of_two_words_convert_by_themselves(stated: str, raised: bool) -> None:
    case = example()
    case["judged"]["functional_unit"] = {"amount": "1", "unit": "kg"}
    case["judged"]["product_unit"] = {"amount": "500", "unit": "g"}
    case["judged"]["product_units_per_functional_unit"] = stated
    assert ("ce-cfp.5.1.units.conversion" in verdicts(judge(case))) == raised


def test_o5_a_factory_abroad_is_asked_about_as_such() -> None:
    abroad = with_bom(part("A", "100", portions=[recycled("P", waste_origin={"kind": "factory", "country": "VN"})]))
    here = with_bom(part("A", "100", portions=[recycled("P", waste_origin={"kind": "factory", "country": "TH"})]))
    found = [outcome(judge(case), "ce-cfp.4.1.2:P") for case in (abroad, here)]
    assert found[0]["message"] != found[1]["message"]
