"""Decision rows S1 to S7."""

import pytest

from tests.calculations.engine.sample_cases import example, judge, outcome, verdict


def test_s1_tangible_product_is_in_scope() -> None:
    assert verdict(example(), "ce-cfp.1") == "pass"


def test_s2_service_is_out_of_scope() -> None:
    case = example()
    case["judged"]["product"]["is_tangible"] = False
    assert verdict(case, "ce-cfp.1") == "fail"
    case["judged"]["product"]["is_tangible"] = None
    assert verdict(case, "ce-cfp.1") == "invalid"


def test_s4_b2b_stops_at_the_gate() -> None:
    assert outcome(judge(example()), "ce-cfp.5.1.boundary")["rows"] == ["S4"]


def test_s5_b2c_needs_all_five_stages() -> None:
    case = example()
    case["judged"]["product"]["market"] = "b2c"
    case["judged"]["boundary"] = "cradle_to_grave"
    assert verdict(case, "ce-cfp.5.1.boundary") == "pass"
    assert verdict(case, "ce-cfp.5.1.stages") == "invalid"
    grid = case["judged"]["inventory"][2]
    for number, stage in enumerate(["distribution", "use", "end_of_life"]):
        case["judged"]["inventory"].append({**grid, "line_id": f"X-{number}", "stage": stage, "name": stage})
    assert verdict(case, "ce-cfp.5.1.stages") == "pass"
    assert judge(case)["overall"] == "pass"


@pytest.mark.parametrize(("is_permitted", "expected"), [(False, "fail"), (True, "review")])
def test_s6_b2c_to_the_gate_only(is_permitted: bool, expected: str) -> None:
    case = example()
    case["judged"]["product"]["market"] = "b2c"
    case["judged"]["pcr"]["is_cradle_to_gate_permitted"] = is_permitted
    assert verdict(case, "ce-cfp.5.1.boundary") == expected


@pytest.mark.parametrize(
    ("route", "expected"), [("4.1", "pass"), ("4.2", "review"), (None, "invalid"), ("4.3", "invalid")]
)
def test_s7_one_type_is_chosen(route: str | None, expected: str) -> None:
    case = example()
    case["judged"]["route"] = route
    assert verdict(case, "ce-cfp.4") == expected


def test_type_42_has_no_share_test_but_53_still_binds() -> None:
    case = example()
    case["judged"]["route"] = "4.2"
    case["judged"]["circular_activity"] = "remanufacture"
    ids = {o["id"] for o in judge(case)["outcomes"]}
    assert "ce-cfp.4.1.1" not in ids
    assert "ce-cfp.5.3" in ids


def test_line_beyond_the_boundary_is_returned() -> None:
    case = example()
    case["judged"]["inventory"].append({**case["judged"]["inventory"][2], "line_id": "X", "stage": "use"})
    assert outcome(judge(case), "ce-cfp.5.1.stages")["line_ids"] == ["X"]
