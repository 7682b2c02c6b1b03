"""Own factors of recycled material (clause 5.2): four rungs, computed exactly, each asking for what it needs."""

import copy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calculations.engine.sample_cases import example, judge, outcome, ruling

OWN = "ce-cfp.5.2.own_factor"


def case_with(meter: dict[str, Any] | None = None, **factor: Any) -> dict[str, Any]:
    case = example()
    own = case["judged"]["own_factors"][0]
    own.update(factor)
    own["meters"][0].update(meter or {}) if own.get("meters") else None
    return case


def own_outcomes(case: dict[str, Any], **context: Any) -> dict[str, str]:
    """What the rule says of the example's own factor, by topic."""
    report = judge(case, **context)
    found = {o["id"]: o["outcome"] for o in report["outcomes"] if o["rule"] == OWN}
    return {key.removeprefix(OWN).partition(":")[0].lstrip("."): value for key, value in found.items()}


def value_of(case: dict[str, Any]) -> str | None:
    lines = judge(case)["footprints"]["product"]["by_line"]
    factor: dict[str, Any] = next(line["factor"] for line in lines if line["line_id"] == "INV-2")
    return factor["value_kgco2e"]


def test_d1_metered_factor_is_computed_exactly() -> None:
    case = case_with(value_kgco2e=None)
    assert value_of(case) == "1.1"
    found = outcome(judge(case), f"{OWN}:rpet")
    assert (found["outcome"], found["rows"], found["figures"]["value_kgco2e"]) == ("pass", ["D1"], "1.1")
    assert [step["en"] for step in found["trace"]] == [
        "sorting and washing: 4000000 kWh × 0.5562 = 2224800 kgCO2e",
        "extrusion: 7000000 kWh × 0.5562 = 3893400 kgCO2e",
    ]
    assert judge(case)["overall"] == "pass"


def test_d1_units_allocation_and_other_meters_enter() -> None:
    case = case_with({"period_total": {"amount": "4,000", "unit": "MWh"}, "allocation_share": "1/3"}, value_kgco2e=None)
    expected = (Fraction(4_000_000, 3) + 7_000_000) * Fraction("0.5562") / 5_562_000
    assert Fraction(value_of(case) or "0") == expected


def test_d9_a_stated_value_that_the_meters_do_not_give() -> None:
    assert own_outcomes(case_with(value_kgco2e="1.0999999")) == {"value": "invalid"}
    assert own_outcomes(case_with(value_kgco2e="1.1")) == {"": "pass"}


@pytest.mark.parametrize(
    ("meter", "factor", "topic"),
    [
        ({}, {"maker": {}}, "maker"),
        ({}, {"period": {}}, "period"),
        ({}, {"period": {"start": "2025-01-02", "end": "2025-12-31"}}, "period"),
        ({}, {"period": {"start": "2025-01-01", "end": "2025-12-30"}}, "period"),
        ({}, {"period": {"start": "2025-12-31", "end": "2025-01-01"}}, "period"),
        ({}, {"intake": None}, "yield"),
        ({}, {"intake": {"amount": "5,561.999", "unit": "t"}}, "yield"),
        ({}, {"intake": {"amount": "5,562", "unit": "m3"}}, "yield"),
        ({"quantity_basis": "estimated"}, {}, "measured"),
        ({"quantity_basis": ""}, {}, "measured"),
        ({}, {"evidence": []}, "evidence"),
        ({"factor": "vpet", "period_total": {"amount": "1", "unit": "kg"}}, {"value_kgco2e": None}, "electricity"),
    ],
)
def test_d9_what_metered_data_lack_is_asked(meter: dict[str, Any], factor: dict[str, Any], topic: str) -> None:
    assert own_outcomes(case_with(meter, **factor)) == {topic: "review"}


def test_d9_boundaries_of_period_and_yield() -> None:
    wide = {"start": "2024-12-31", "end": "2026-01-01"}
    assert own_outcomes(case_with(period=wide, intake={"amount": "5,562,000", "unit": "kg"})) == {"": "pass"}


def test_d9_no_energy_metered() -> None:
    case = case_with()
    for meter in case["judged"]["own_factors"][0]["meters"]:
        meter["kind"] = "water"
    assert own_outcomes(case) == {"energy": "review"}


@pytest.mark.parametrize(("category", "expected"), [("fuel-upstream", "review"), ("fuel-combustion", "pass")])
def test_d9_a_fuel_without_its_combustion(category: str, expected: str) -> None:
    case = case_with({"kind": "fuel", "factor": "fuel"})
    case["judged"]["factors"].append({**case["judged"]["factors"][1], "id": "fuel", "category": category})
    found = own_outcomes(case)
    assert found == ({"combustion": "review"} if expected == "review" else {"": "pass"})


def test_d9_a_ruling_settles_each_question() -> None:
    case = case_with(period={})
    settled = judge(case, ruling(f"{OWN}.period:rpet", accepted=True))
    assert settled["overall"] == "pass"
    assert judge(case, ruling(f"{OWN}.period:rpet", accepted=False))["overall"] == "fail"


@pytest.mark.parametrize(
    ("meter", "factor", "code"),
    [
        ({}, {"meters": []}, "own_factor_meters"),
        ({"period_total": {"amount": "0", "unit": "kWh"}}, {}, "number_not_positive"),
        ({"period_total": {"amount": "-1", "unit": "kWh"}}, {}, "number_not_positive"),
        ({"period_total": None}, {}, "number_missing"),
        ({"period_total": {"amount": "1", "unit": "m3"}}, {}, "unit_dimension"),
        ({"allocation_share": None}, {}, "number_missing"),
        ({"factor": "nowhere"}, {}, "reference_unknown"),
        ({"factor": ""}, {}, "text_missing"),
        ({"evidence": ["EVI-9"]}, {}, "reference_unknown"),
        ({"kind": "steam"}, {}, "choice_unknown"),
        ({"factor": "rpet", "period_total": {"amount": "1", "unit": "kg"}}, {}, "own_factor_nested"),
        ({}, {"output": None}, "number_missing"),
        ({}, {"output": {"amount": "0", "unit": "t"}}, "number_not_positive"),
        ({}, {"output": {"amount": "1", "unit": "m3"}}, "unit_dimension"),
        ({"kind": "water"}, {"rung": "electricity_only", "reason": "refused"}, "own_factor_electricity_only"),
    ],
)
def test_d9_meters_that_cannot_be_computed(meter: dict[str, Any], factor: dict[str, Any], code: str) -> None:
    case = case_with(value_kgco2e=None, **factor)
    if case["judged"]["own_factors"][0]["meters"]:
        case["judged"]["own_factors"][0]["meters"][0].update(meter)
    report = judge(case)
    assert report["overall"] == "invalid"
    assert any(o["id"].endswith(code) and o["outcome"] == "invalid" for o in report["outcomes"]), code


def test_d2_electricity_alone_needs_no_yield_but_a_reason() -> None:
    case = case_with(rung="electricity_only", reason="water and steam are not metered", intake=None)
    assert own_outcomes(case) == {"": "pass"}
    assert outcome(judge(case), f"{OWN}:rpet")["rows"] == ["D2"]
    assert own_outcomes(case_with(rung="electricity_only", reason=" ")) == {"reason": "invalid"}


def certified(**certificate: Any) -> dict[str, Any]:
    given = {"number": "TGO CFP FY23-043-0259", "holder": "Supplier", "expires_on": "2026-11-24", **certificate}
    case = case_with(rung="supplier_cfp", meters=[], reason="the recycler gives no meter readings", certificate=given)
    case["judged"]["bill_of_materials"][0]["portions"][1].update(data_route="other", reason="refused")
    return case


def test_d4_a_certified_footprint_is_valid_on_the_last_day() -> None:
    assert own_outcomes(certified()) == {"": "pass"}
    assert outcome(judge(certified()), "ce-cfp.5.2:POR-2")["outcome"] == "review"


@pytest.mark.parametrize("expires", ["2026-11-23", None])
def test_d4_an_expired_certificate_is_asked_about(expires: str | None) -> None:
    assert own_outcomes(certified(expires_on=expires)) == {"expiry": "review"}


def test_d4_the_day_of_filing_decides_whether_the_certificate_has_expired() -> None:
    assert own_outcomes(certified(), filed_on="2026-11-24", on="2027-03-01") == {"": "pass"}
    assert own_outcomes(certified(), filed_on="2026-11-25", on="2026-11-24") == {"expiry": "review"}


def test_d4_a_certificate_that_ends_before_the_data_period() -> None:
    case = certified(expires_on="2025-12-30")
    assert own_outcomes(case, on="2025-11-01") == {"expiry": "review"}
    assert own_outcomes(certified(expires_on="2025-12-31"), on="2025-11-01") == {"": "pass"}


def test_d4_certificate_without_number_or_copy() -> None:
    assert own_outcomes(certified(number="")) == {"certificate": "invalid"}
    case = certified()
    case["judged"]["own_factors"][0]["evidence"] = []
    assert own_outcomes(case) == {"evidence": "review"}


def test_d6_each_rung_below_metered_data_says_why() -> None:
    for rung in ("supplier_cfp", "other"):
        case = certified()
        case["judged"]["own_factors"][0].update(rung=rung, reason="")
        assert own_outcomes(case)["reason"] == "invalid"


def test_d4_a_factor_nobody_judged_never_passes() -> None:
    """An own factor on an ordinary line, or on the comparator's, is a question of its own."""
    for line in (2, 3, 4):
        case = example()
        stated = {"id": "mine", "name_en": "mine", "value_kgco2e": "0.0001", "per_unit": "kWh", "gwp_set": "AR5"}
        case["judged"]["own_factors"].append({**stated, "source": "a web page"})
        case["judged"]["inventory"][line]["factor"] = "mine"
        if line != 2:
            case["judged"]["own_factors"][1]["per_unit"] = "kg"
        assert outcome(judge(case), f"{OWN}.source:mine")["outcome"] == "review"


def test_c10_c12_factors_behind_meters_are_judged_too() -> None:
    case = example()
    grid = {**copy.deepcopy(case["judged"]["factors"][1]), "id": "old-grid", "set": "cfp-2565"}
    case["judged"]["factors"].append(grid)
    case["judged"]["own_factors"][0]["meters"][0]["factor"] = "old-grid"
    found = outcome(judge(case), "ce-cfp.5.1.factor_set:old-grid")
    assert (found["outcome"], found["rows"], found["line_ids"]) == ("review", ["C10"], ["MET-1"])
    grid["gwp_set"] = "AR6"
    assert outcome(judge(case), "ce-cfp.5.1.factor_set:old-grid")["outcome"] == "invalid"
    grid.update(gwp_set="AR5", scheme="CFO")
    assert outcome(judge(case), "ce-cfp.5.1.factor_set:old-grid")["rows"] == ["C11b"]


amounts = st.lists(st.tuples(st.integers(1, 10**9), st.integers(1, 10**6)), min_size=1, max_size=6)


@settings(max_examples=50, deadline=None)
@given(amounts, st.integers(1, 10**9))
def test_the_factor_is_the_exact_sum_over_the_output(values: list[tuple[int, int]], output: int) -> None:
    case = case_with(value_kgco2e=None, output={"amount": str(output), "unit": "kg"})
    judged = case["judged"]
    judged["own_factors"][0]["meters"] = [
        {
            "line_id": f"M{index}",
            "kind": "electricity",
            "name": f"m{index}",
            "period_total": {"amount": str(kwh), "unit": "kWh"},
            "allocation_share": "1",
            "factor": f"g{index}",
        }
        for index, (kwh, _) in enumerate(values)
    ]
    for index, (_, millionths) in enumerate(values):
        row = {**judged["factors"][1], "id": f"g{index}", "value_kgco2e": f"{millionths}/1000000"}
        judged["factors"].append(row)
    expected = sum(Fraction(kwh * millionths, 1_000_000) for kwh, millionths in values) / output
    assert Fraction(value_of(case) or "0") == expected
