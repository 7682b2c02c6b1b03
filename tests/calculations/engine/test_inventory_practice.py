"""Inventories as plants keep them: allocation, densities, fuels, transport, biogenic carbon; rows C17, C18, C20."""

from fractions import Fraction
from typing import Any

import pytest

from tests.calculations.engine.sample_cases import example, judge, outcome, ruling, verdict
from tests.calculations.engine.sample_inventory import by_rule, line_of, new_line, result_of, with_factor, with_line

PRACTICE, OFFSETS = "ce-cfp.5.1.practice", "ce-cfp.5.1.offsets"


def leg(**more: Any) -> dict[str, Any]:
    """100 km out by lorry, back empty, 10 t on each journey."""
    given = {
        "line_id": "LEG",
        "distance": {"amount": "100", "unit": "km"},
        "distance_source": "map",
        "vehicle": "10-wheel lorry",
        "factor": "out",
        "comes_back_empty": True,
        "payload": {"amount": "10", "unit": "t"},
        "return_factor": "back",
    }
    return {**given, **more}


def transported(*legs: dict[str, Any], **more: Any) -> dict[str, Any]:
    """50 t carried by legs, in the stage of raw material, for 1,000,000 pieces."""
    given = {"kind": "transport", "stage": "raw_material", "total": "50", "unit": "t", "factor": "", "legs": list(legs)}
    case = with_line({"line_id": "TRK", **given, **more})
    with_factor(case, "out", "0.05", "tkm", category="transport")
    with_factor(case, "back", "0.6", "km", category="transport")
    return case


def test_transport_leg_is_tonne_kilometres_out_and_empty_kilometres_back() -> None:
    row = result_of(judge(transported(leg())), "TRK")
    out, back = row["terms"]
    assert (out["role"], out["amount_per_functional_unit"], out["unit"]) == ("out", "0.005", "tkm")
    # 50 t in loads of 10 t are five journeys of 100 km.
    assert (back["role"], back["amount_per_functional_unit"], back["unit"]) == ("back", "0.0005", "km")
    assert Fraction(row["exact"]) == Fraction("0.005") * Fraction("0.05") + Fraction("0.0005") * Fraction("0.6")
    assert judge(transported(leg()))["overall"] == "pass"


def test_transport_counted_journeys_stand_for_the_load() -> None:
    back = result_of(judge(transported(leg(trips="7", payload=None))), "TRK")["terms"][1]
    assert back["amount_per_functional_unit"] == "0.0007"


def test_transport_of_several_legs_adds_up_and_follows_the_allocation() -> None:
    two = transported(leg(), leg(line_id="LEG2"), allocation_share="1/2", allocation_basis="mass")
    assert result_of(judge(two), "TRK")["exact"] == result_of(judge(transported(leg())), "TRK")["exact"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"factor": ""}, "leg_factor_missing"),
        ({"return_factor": ""}, "leg_return_factor_missing"),
        ({"payload": None}, "leg_trips_missing"),
        ({"distance": {"amount": "100", "unit": "kg"}}, "leg_distance_unit"),
    ],
)
def test_transport_leg_that_lacks_something_is_invalid_and_names_it(changed: dict[str, Any], code: str) -> None:
    report = judge(transported(leg(**changed)))
    assert any(o["outcome"] == "invalid" and o["id"].endswith(code) for o in report["outcomes"])
    assert report["footprints"]["product"]["exact"] is None


@pytest.mark.parametrize("distance", ["0", "-1", None, "NaN"])
def test_transport_distance_must_be_above_zero(distance: str | None) -> None:
    report = judge(transported(leg(distance={"amount": distance, "unit": "km"})))
    assert report["overall"] == "invalid"
    assert report["footprints"]["product"]["exact"] is None


def test_transport_with_a_factor_at_the_line_and_at_the_legs_is_invalid() -> None:
    report = judge(transported(leg(), factor="grid"))
    assert any(o["id"].endswith("legs_and_factor") for o in report["outcomes"])
    assert report["footprints"]["product"]["exact"] is None


def test_transport_legs_need_a_mass() -> None:
    report = judge(transported(leg(), unit="kWh"))
    assert any(o["id"].endswith("legs_without_mass") for o in report["outcomes"])


@pytest.mark.parametrize(
    ("changed", "topic", "expected"),
    [
        ({"comes_back_empty": None}, "empty_return", "review"),
        ({"comes_back_empty": False}, "empty_return", "review"),
        ({"comes_back_empty": False, "return_reason": "-"}, "empty_return", "review"),
        ({"comes_back_empty": False, "return_reason": "brings crates back"}, "empty_return", None),
        ({"distance_source": " - "}, "distance_source", "invalid"),
        ({"vehicle": ""}, "vehicle", "invalid"),
    ],
)
def test_transport_leg_says_how_it_returns_and_where_its_distance_is_from(
    changed: dict[str, Any], topic: str, expected: str | None
) -> None:
    found = by_rule(judge(transported(leg(**changed))), f"{PRACTICE}.{topic}")
    assert found.get(f"{PRACTICE}.{topic}:LEG") == expected


def test_transport_in_tonne_kilometres_asks_for_the_way_back_until_one_is_listed_for_each() -> None:
    out = {"kind": "transport", "unit": "tkm", "factor": "out"}
    case = with_line({**out, "line_id": "A"}, {**out, "line_id": "B"})
    with_factor(case, "out", "0.05", "tkm")
    with_factor(case, "back", "0.6", "km")
    question = f"{PRACTICE}.empty_return"
    assert set(by_rule(judge(case), question).values()) == {"review"}
    case["judged"]["inventory"].append(new_line("BACK", "10", "km", kind="transport", factor="back"))
    assert len(by_rule(judge(case), question)) == 2  # one way back does not answer for two ways out
    case["judged"]["inventory"].append(new_line("BACK2", "10", "km", kind="transport", factor="back"))
    assert by_rule(judge(case), question) == {}


def test_transport_by_mass_alone_has_no_distance() -> None:
    case = with_line({"kind": "transport"})
    with_factor(case)
    assert outcome(judge(case), f"{PRACTICE}.distance:NEW")["outcome"] == "invalid"


def fuel(**more: Any) -> dict[str, Any]:
    """1,000 L of diesel, production per kg and combustion per litre."""
    given = {"kind": "energy_and_fuel", "unit": "L", "factor": "made", "density": density()}
    case = with_line({"line_id": "FUEL", **given, **more})
    with_factor(case, "made", "0.35", "kg", category="fuel-upstream")
    with_factor(case, "burnt", "2.7", "L", category="fuel-combustion")
    return case


def density(amount: str = "0.84", **more: Any) -> dict[str, Any]:
    return {"amount": amount, "unit": "kg/L", "source": "supplier's data sheet", **more}


def test_fuel_is_production_and_combustion_on_one_line() -> None:
    report = judge(fuel(combustion_factor="burnt"))
    made, burnt = Fraction("0.84") * Fraction("0.35") / 1000, Fraction("2.7") / 1000
    assert Fraction(result_of(report, "FUEL")["exact"]) == made + burnt
    assert by_rule(report, f"{PRACTICE}.fuel") == {}
    assert report["overall"] == "pass"


def test_fuel_with_its_production_alone_is_ruled_on() -> None:
    assert outcome(judge(fuel()), f"{PRACTICE}.fuel:FUEL")["outcome"] == "review"
    assert judge(fuel(), ruling(f"{PRACTICE}.fuel:FUEL", accepted=True))["overall"] == "pass"
    assert judge(fuel(), ruling(f"{PRACTICE}.fuel:FUEL", accepted=False))["overall"] == "fail"


@pytest.mark.parametrize(("total", "alone"), [("1000", []), ("999", ["FIRE", "FUEL"]), ("0", ["FIRE", "FUEL"])])
def test_fuel_on_two_lines_pairs_by_the_same_amount(total: str, alone: list[str]) -> None:
    case = fuel()
    case["judged"]["inventory"].append(new_line("FIRE", total, "L", kind="energy_and_fuel", factor="burnt"))
    found = by_rule(judge(case), f"{PRACTICE}.fuel")
    assert sorted(key.rpartition(":")[2] for key in found) == alone


def test_one_combustion_line_answers_for_one_fuel_only() -> None:
    case = fuel()
    case["judged"]["inventory"] += [
        new_line("FUEL2", "1000", "L", kind="energy_and_fuel", factor="made", density=density()),
        new_line("FIRE", "1000", "L", kind="energy_and_fuel", factor="burnt"),
    ]
    assert len(by_rule(judge(case), f"{PRACTICE}.fuel")) == 1


def test_c18_mass_and_volume_meet_only_through_a_density() -> None:
    case = fuel(combustion_factor="burnt", density=None)
    report = judge(case)
    assert any(o["id"].endswith("density_missing") and o["line_ids"] == ["FUEL"] for o in report["outcomes"])
    assert report["footprints"]["product"]["exact"] is None


@pytest.mark.parametrize(
    "wrong", [density("0"), density("-1"), density(unit="kg"), density(unit="L/kg"), density(source="")]
)
def test_c18_density_needs_value_unit_and_source(wrong: dict[str, Any]) -> None:
    assert judge(fuel(combustion_factor="burnt", density=wrong))["overall"] == "invalid"


@pytest.mark.parametrize(
    ("amount", "expected"), [("0.6", None), ("0.5999", "review"), ("1.6", None), ("1.6001", "review")]
)
def test_c18_unusual_density_is_asked_about(amount: str, expected: str | None) -> None:
    report = judge(fuel(combustion_factor="burnt", density=density(amount)))
    assert by_rule(report, f"{PRACTICE}.density").get(f"{PRACTICE}.density:FUEL") == expected


def test_c18_other_dimensions_never_convert() -> None:
    case = with_line({"unit": "kWh", "density": density()})
    with_factor(case)
    assert any(o["id"].endswith("unit_dimension") for o in judge(case)["outcomes"])


@pytest.mark.parametrize(("basis", "expected"), [("net", None), ("gross", "invalid"), ("", "review")])
def test_c18_calorific_value_is_that_of_the_factor(basis: str, expected: str | None) -> None:
    case = with_line({"unit": "MJ", "heat_basis": basis, "factor": "gas"})
    with_factor(case, "gas", "0.06", "MJ", heat_basis="net")
    found = by_rule(judge(case), f"{PRACTICE}.heat_basis")
    assert found.get(f"{PRACTICE}.heat_basis:NEW") == expected


@pytest.mark.parametrize(("basis", "expected"), [("", "invalid"), ("-", "invalid"), ("machine hours", None)])
def test_allocation_below_all_needs_a_basis(basis: str, expected: str | None) -> None:
    case = example()
    line_of(case, "INV-3")["allocation_basis"] = basis
    assert by_rule(judge(case), f"{PRACTICE}.allocation").get(f"{PRACTICE}.allocation:INV-3") == expected


@pytest.mark.parametrize("kind", ["product", "co_product"])
def test_material_cannot_hide_among_the_outputs(kind: str) -> None:
    case = example()
    line_of(case, "INV-1")["kind"] = kind
    report = judge(case)
    assert outcome(report, f"{PRACTICE}.output:INV-1")["outcome"] == "invalid"
    assert report["overall"] == "invalid"


@pytest.mark.parametrize(("value", "expected"), [("0", "review"), ("0.0000001", None)])
def test_factor_of_zero_is_judged(value: str, expected: str | None) -> None:
    case = with_line({})
    with_factor(case, "one", value)
    assert by_rule(judge(case), f"{PRACTICE}.zero_factor").get(f"{PRACTICE}.zero_factor:NEW") == expected


@pytest.mark.parametrize(("amount", "expected"), [("-0.000001", "invalid"), ("0", "review"), ("0.000001", "pass")])
def test_c17_negative_amounts(amount: str, expected: str) -> None:
    case = with_line({"total": amount})
    with_factor(case)
    assert judge(case)["overall"] == expected


def test_c17_negative_factor_anywhere_in_a_line_is_judged() -> None:
    case = transported(leg())
    next(row for row in case["judged"]["factors"] if row["id"] == "back")["value_kgco2e"] = "-0.6"
    assert verdict(case, "ce-cfp.5.1.factor_set:back") == "review"


def test_biogenic_carbon_stands_beside_the_footprint() -> None:
    case = example()
    line_of(case, "INV-1")["biogenic"] = {"emitted_kgco2": "2000", "removed_kgco2": "5000"}
    product = judge(case)["footprints"]["product"]
    assert product["biogenic"] == {"unit": "kgCO2", "emitted": "0.002", "removed": "0.005"}
    assert product["exact"] == judge(example())["footprints"]["product"]["exact"]


def test_biogenic_carbon_is_never_negative() -> None:
    case = example()
    line_of(case, "INV-1")["biogenic"] = {"removed_kgco2": "-1"}
    assert judge(case)["overall"] == "invalid"


def test_c20_carbon_credits_are_refused_and_never_deducted() -> None:
    case = with_line({"kind": "carbon_credit", "factor": "one", "total": "1000000"})
    with_factor(case, "one", "-1")
    report = judge(case)
    assert outcome(report, f"{OFFSETS}:NEW")["outcome"] == "invalid"
    assert report["footprints"]["product"]["exact"] == judge(example())["footprints"]["product"]["exact"]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("คาร์บอนเครดิต T-VER", "-1", "invalid"),
        ("carbon offset", "-1", "invalid"),
        ("CO2 uptake of bamboo (biogenic)", "-1", "invalid"),
        ("การดูดกลับคาร์บอนชีวภาพ", "-1", "invalid"),
        ("carbon-neutral resin", "1", "review"),
        ("offset printing ink", "1", None),
        ("recycled paper", "1", None),
    ],
)
def test_c20_by_words_and_sign(name: str, value: str, expected: str | None) -> None:
    case = with_line({"name": name})
    with_factor(case, "one", value)
    assert by_rule(judge(case), OFFSETS).get(f"{OFFSETS}:NEW") == expected


@pytest.mark.parametrize("name", ["I-REC certificates", "ไฟฟ้าสีเขียว (UGT)", "solar PPA"])
def test_c20_contractual_green_electricity_is_ruled_on(name: str) -> None:
    case = example()
    line_of(case, "INV-3")["name"] = name
    assert outcome(judge(case), f"{OFFSETS}:INV-3")["outcome"] == "review"
    accepted = judge(case, ruling(f"{OFFSETS}:INV-3", accepted=True))
    assert outcome(accepted, f"{OFFSETS}:INV-3")["outcome"] == "pass"
