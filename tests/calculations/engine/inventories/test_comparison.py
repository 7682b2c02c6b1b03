"""Pairs of inventories, typed totals, several impacts, and input that cannot be worked with."""

import json
from fractions import Fraction
from typing import Any

import pytest

from calculations.engine.inventories import evaluate_inventories
from calculations.engine.inventories.results import half_of_last_digit


def line(amount: str, factor: str = "1", unit: str = "kg", **more: Any) -> dict[str, Any]:
    return {"amount": amount, "unit": unit, "factor": factor, **more}


def pair(product: dict[str, Any], comparator: dict[str, Any], **more: Any) -> dict[str, Any]:
    inventories = [{"id": "p", **product}, {"id": "c", **comparator}]
    comparisons = [{"id": "x", "product": "p", "comparator": "c"}]
    return evaluate_inventories(
        {"schema": "inventory/1", "inventories": inventories, "comparisons": comparisons, **more}
    )


def verdict(found: dict[str, Any]) -> tuple[str, str | None]:
    return found["comparisons"][0]["outcome"], found["comparisons"][0]["margin"]


def test_not_more_passes_equality_included_and_one_step_beyond_fails() -> None:
    assert verdict(pair({"lines": [line("5")]}, {"lines": [line("6")]})) == ("pass", "1")
    assert verdict(pair({"lines": [line("6")]}, {"lines": [line("6")]})) == ("pass", "0")
    found = pair({"lines": [line("6.0000001")]}, {"lines": [line("6")]})
    assert verdict(found) == ("fail", "-0.0000001")
    assert found["comparisons"][0]["inequality"] == "6.0000001 <= 6 ? no"
    assert found["overall"] == "fail"


def test_totals_may_be_typed_on_either_side() -> None:
    assert verdict(pair({"totals": {"climate": "5"}}, {"lines": [line("6")]})) == ("pass", "1")
    assert verdict(pair({"lines": [line("5")]}, {"totals": {"climate": "4.9"}})) == ("fail", "-0.1")


def test_typed_total_beside_lines_agrees_in_its_printed_digits_or_is_invalid() -> None:
    assert pair({"lines": [line("5.04")], "totals": {"climate": "5.0"}}, {"lines": [line("6")]})["overall"] == "pass"
    found = pair({"lines": [line("5.06")], "totals": {"climate": "5.0"}}, {"lines": [line("6")]})
    assert found["problems"][0]["code"] == "total_differs"
    assert (found["overall"], verdict(found)[0]) == ("invalid", "invalid")


@pytest.mark.parametrize(
    ("typed", "expected"), [("5", "1/2"), ("1,200.50", "1/200"), ("1.2e3", "50"), ("๕.๐", "1/20"), ("1/3", "0")]
)
def test_half_of_last_digit(typed: str, expected: str) -> None:
    assert half_of_last_digit(typed) == Fraction(expected)


def test_terms_that_differ_may_not_be_compared() -> None:
    unit = {"functional_unit": {"amount": "1", "unit": "kg"}}
    same = {"functional_unit": {"amount": "1000", "unit": "g"}}
    bottle = {"functional_unit": {"amount": "1", "unit": "bottle"}}
    assert verdict(pair({"lines": [line("1")], **unit}, {"lines": [line("2")], **same}))[0] == "pass"
    for other in (bottle, {}, {"functional_unit": {"amount": "2", "unit": "kg"}}):
        assert verdict(pair({"lines": [line("1")], **unit}, {"lines": [line("2")], **other}))[0] == "invalid"
    for term in ("boundary", "gwp_set", "allocation"):
        found = pair({"lines": [line("1")], term: "A"}, {"lines": [line("2")], term: "B"})
        assert verdict(found)[0] == "invalid"


def test_an_undeclared_credit_turns_a_pass_into_a_question() -> None:
    credit = line("-3", "1", id="credit")
    assert verdict(pair({"lines": [line("5"), credit]}, {"lines": [line("6")]}))[0] == "review"
    declared = {**credit, "is_credit": True}
    assert verdict(pair({"lines": [line("5"), declared]}, {"lines": [line("6")]}))[0] == "pass"
    negative_factor = line("3", "-1")
    assert verdict(pair({"lines": [line("5"), negative_factor]}, {"lines": [line("6")]}))[0] == "review"


def test_credits_hidden_in_processes_or_typed_totals_are_asked_about() -> None:
    def comparison(returned: dict[str, Any]) -> str:
        processes = [
            {"id": "a", "produces": [{"product": "a", "amount": "1", "unit": "kg"}], "lines": [line("5"), returned]},
            {"id": "b", "produces": [{"product": "b", "amount": "1", "unit": "kg"}], "lines": [line("2")]},
        ]
        lines = [{"product": name, "amount": "1", "unit": "kg"} for name in "ab"]
        return verdict(pair({"lines": lines}, {"lines": [line("7")]}, processes=processes))[0]

    returned = {"product": "b", "amount": "-0.5", "unit": "kg"}
    assert comparison(returned) == "review"
    assert comparison({**returned, "is_credit": True}) == "pass"
    assert verdict(pair({"totals": {"climate": "-5"}}, {"lines": [line("6")]}))[0] == "review"


def test_a_flow_without_a_factor_is_asked_about_and_never_zero() -> None:
    flows = {"lines": [{"flow": "CH4", "amount": "1", "unit": "kg"}, line("1")]}
    assert verdict(pair(flows, {"lines": [line("6")]}))[0] == "review"
    factors = {"climate": {"CH4": "28"}}
    assert verdict(pair(flows, {"lines": [line("30")]}, characterisation=factors)) == ("pass", "1")
    only = {"lines": [{"flow": "CH4", "amount": "1", "unit": "kg"}]}
    assert verdict(pair(only, {"lines": [line("30")]}))[0] == "invalid"


def test_several_impacts_and_flows_are_compared_each() -> None:
    impacts = [{"id": "climate", "unit": "kgCO2e"}, {"id": "acid", "unit": "molH+"}]

    def inventory(name: str, climate: str, acid: str) -> dict[str, Any]:
        factors = {"climate": climate, "acid": acid}
        return {"id": name, "lines": [{"amount": "2", "unit": "kg", "factors": factors}]}

    found = evaluate_inventories(
        {
            "schema": "inventory/1",
            "impacts": impacts,
            "inventories": [inventory("p", "1", "3"), inventory("c", "2", "1")],
            "comparisons": [
                {"product": "p", "comparator": "c", "impact": "climate"},
                {"product": "p", "comparator": "c", "impact": "acid"},
            ],
        }
    )
    assert [(row["outcome"], row["margin"]) for row in found["comparisons"]] == [("pass", "2"), ("fail", "-4")]
    assert found["overall"] == "fail"


def test_a_line_lacks_no_impact() -> None:
    impacts = [{"id": "climate", "unit": "kgCO2e"}, {"id": "acid", "unit": "molH+"}]
    lines = [{"id": "L", "amount": "1", "unit": "kg", "factors": {"climate": "1"}}]
    found = evaluate_inventories({"schema": "inventory/1", "impacts": impacts, "lines": lines})
    assert [(p["code"], p["path"], p["line_id"]) for p in found["problems"]] == [
        ("factor_missing", "$.lines[0].factors.acid", "L")
    ]


def test_functional_units_divide_and_shares_allocate() -> None:
    lines = [line("1000", "2", allocation_share="0.5")]
    found = evaluate_inventories({"schema": "inventory/1", "functional_units": "400", "lines": lines})
    assert found["inventories"][0]["totals"]["impacts"]["climate"]["exact"] == "2.5"


def test_units_convert_exactly_and_other_dimensions_are_named() -> None:
    lines = [line("18", "0.5", "MJ", per_unit="kWh")]
    found = evaluate_inventories({"schema": "inventory/1", "lines": lines})
    assert found["inventories"][0]["totals"]["impacts"]["climate"]["exact"] == "2.5"
    for wrong, code in (("kg", "unit_dimension"), ("ton", "unit_ton"), ("passenger-km", "unit_dimension")):
        found = evaluate_inventories({"schema": "inventory/1", "lines": [line("1", per_unit=wrong, unit="kWh")]})
        assert [problem["code"] for problem in found["problems"]] == [code]


@pytest.mark.parametrize(
    "bad",
    [
        {"amount": "1", "unit": "kg"},
        {**line("1"), "flow": "CO2"},
        {**line("1"), "product": "a"},
        {**line("1"), "factors": {"climate": "1"}},
        {**line("1"), "factor": 0.1},
        {**line("NaN")},
        {**line("1,5")},
        {**line("1"), "factor": None, "factors": {"other": "1"}},
    ],
)
def test_lines_that_are_not_one_thing_are_invalid(bad: dict[str, Any]) -> None:
    found = evaluate_inventories({"schema": "inventory/1", "lines": [bad, line("1")]})
    assert found["overall"] == "invalid"
    assert found["problems"]


HOSTILE: list[Any] = ["", None, True, 0.1, float("nan"), "9" * 5000, [], {}, [[]], [None], "\ud800", 10**4000, "1e30"]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value)[:12])
def test_hostile_values_anywhere_end_in_a_report(value: Any) -> None:
    base: dict[str, Any] = {
        "schema": "inventory/1",
        "impacts": [{"id": "climate", "unit": "kg"}],
        "characterisation": {"climate": {"CO2": "1"}},
        "processes": [
            {"id": "a", "produces": [{"product": "a", "amount": "1", "unit": "kg"}], "lines": [line("1")]},
        ],
        "inventories": [
            {"id": "p", "functional_units": "2", "totals": {"climate": "1"},
             "lines": [line("1"), {"flow": "CO2", "amount": "1", "unit": "kg"}]},
            {"id": "c", "lines": [{"product": "a", "amount": "1", "unit": "kg"}]},
        ],
        "comparisons": [{"id": "x", "product": "p", "comparator": "c"}],
    }  # fmt: skip
    for holder, key in _places(base):
        kept = holder[key]
        holder[key] = value
        report = evaluate_inventories(base)
        json.dumps(report, ensure_ascii=False, allow_nan=False).encode()
        holder[key] = kept


def _places(value: Any) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [(value, key) for key in keys] + [place for key in keys for place in _places(value[key])]


def test_sums_of_endlessly_many_denominators_are_refused() -> None:
    lines = [line(f"1/{10**29 + index * 7919 + 1}") for index in range(200)]
    found = evaluate_inventories({"schema": "inventory/1", "lines": lines})
    assert {problem["code"] for problem in found["problems"]} == {"number_too_fine"}
    few = evaluate_inventories({"schema": "inventory/1", "lines": lines[:40]})
    assert few["overall"] == "computed"
