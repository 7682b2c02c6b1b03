"""Decision rows S1 to S8."""

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
    case = example()
    case["judged"]["boundary"] = "cradle_to_grave"
    assert verdict(case, "ce-cfp.5.1.boundary") == "pass"
    case["judged"]["boundary"] = ""
    assert verdict(case, "ce-cfp.5.1.boundary") == "invalid"


def test_s5_b2c_needs_all_five_stages() -> None:
    case = example()
    case["judged"]["product"]["market"] = "b2c"
    case["judged"]["boundary"] = "cradle_to_grave"
    assert verdict(case, "ce-cfp.5.1.boundary") == "pass"
    assert verdict(case, "ce-cfp.5.1.stages") == "invalid"
    grid = case["judged"]["inventory"][2]
    for number, stage in enumerate(["distribution", "use", "end_of_life"]):
        for side in ("product", "comparator"):
            line = {**grid, "line_id": f"X-{side}-{number}", "stage": stage, "side": side, "name": stage}
            case["judged"]["inventory"].append(line)
    assert verdict(case, "ce-cfp.5.1.stages") == "pass"
    assert judge(case)["overall"] == "pass"


@pytest.mark.parametrize(("is_permitted", "expected"), [(False, "fail"), (True, "review")])
def test_s6_b2c_to_the_gate_only(is_permitted: bool, expected: str) -> None:
    case = example()
    case["judged"]["product"]["market"] = "b2c"
    case["judged"]["pcr"]["is_cradle_to_gate_permitted"] = is_permitted
    assert verdict(case, "ce-cfp.5.1.boundary") == expected


@pytest.mark.parametrize("is_stated", [True, False, None])
def test_s3_work_on_the_customers_own_goods_is_asked_about(is_stated: bool | None) -> None:
    case = example()
    case["judged"]["product"]["is_work_on_customers_goods"] = is_stated
    found = [o for o in judge(case)["outcomes"] if o["id"] == "ce-cfp.1.good"]
    assert [(o["outcome"], o["rows"]) for o in found] == ([("review", ["S3"])] if is_stated else [])


@pytest.mark.parametrize(
    ("route", "expected"),
    [("4.1", "pass"), ("4.2", "pass"), (None, "invalid"), ("4.3", "invalid"), (["4.1", "4.2"], "invalid")],
)
def test_s7_one_type_is_chosen(route: object, expected: str) -> None:
    case = example()
    case["judged"]["route"] = route
    assert verdict(case, "ce-cfp.4") == expected


@pytest.mark.parametrize("also_42", [{"circular_activity": "upcycle"}, {"recognised_certificate": {"number": "CE-1"}}])
def test_s7_type_41_with_the_facts_of_42_is_both(also_42: dict[str, object]) -> None:
    case = example()
    case["judged"] |= also_42
    assert verdict(case, "ce-cfp.4") == "invalid"


@pytest.mark.parametrize(("count", "is_refused"), [(None, False), ("1", False), ("2", True), ("1.5", True)])
def test_s8_one_application_per_product(count: str | None, is_refused: bool) -> None:
    case = example()
    case["judged"]["product"]["count"] = count
    found = [o for o in judge(case)["outcomes"] if o["id"] == "ce-cfp.1.one_product"]
    assert [(o["outcome"], o["rows"]) for o in found] == ([("invalid", ["S8"])] if is_refused else [])


def test_line_beyond_the_boundary_is_returned() -> None:
    case = example()
    case["judged"]["inventory"].append({**case["judged"]["inventory"][2], "line_id": "X", "stage": "use"})
    assert outcome(judge(case), "ce-cfp.5.1.stages")["line_ids"] == ["X"]
