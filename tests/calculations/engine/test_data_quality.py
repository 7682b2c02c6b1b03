"""Decision rows D1 to D10: primary data for recycled material, or a fallback with its reason."""

from typing import Any

import pytest

from tests.calculations.engine.sample_cases import OWN_LICENCE, example, judge, outcome


def found(
    *, line: dict[str, Any] | None = None, factor: dict[str, Any] | None = None, **portion: Any
) -> tuple[str, list[str]]:
    case = example()
    case["judged"]["bill_of_materials"][0]["portions"][1].update(portion)
    case["judged"]["inventory"][1].update(line or {})
    case["judged"]["own_factors"][0].update(factor or {})
    result = outcome(judge(case), "ce-cfp.5.2:POR-2")
    return result["outcome"], result["rows"]


def test_d1_primary_data() -> None:
    assert found() == ("pass", ["D1"])


@pytest.mark.parametrize(
    ("route", "expected"),
    [("electricity_only", ("pass", ["D2"])), ("national_database", ("pass", ["D3"])), ("other", ("review", ["D4"]))],
)
def test_d2_d3_d4_fallbacks_with_a_reason(route: str, expected: tuple[str, list[str]]) -> None:
    assert found(data_route=route, reason="recycler refused access") == expected


@pytest.mark.parametrize("route", ["electricity_only", "national_database", "other"])
def test_d6_fallback_without_a_reason(route: str) -> None:
    assert found(data_route=route, reason="  ") == ("invalid", ["D6"])


@pytest.mark.parametrize("route", [None, "guess"])
def test_d6_no_route(route: str | None) -> None:
    assert found(data_route=route)[0] == "invalid"


def test_d7_the_applicant_is_the_recycler() -> None:
    own = {"name": "self", "licence": OWN_LICENCE}
    assert found(data_route="national_database", reason="easier", reprocessor=own) == ("fail", ["D7"])
    assert found(reprocessor=own) == ("pass", ["D1"])


def test_d8_zero_factor() -> None:
    assert found(factor={"value_kgco2e": "0"}) == ("review", ["D8"])
    assert found(factor={"value_kgco2e": "0.0001"}) == ("pass", ["D1"])


def test_d9_primary_without_evidence_or_with_a_general_factor() -> None:
    assert found(evidence=[]) == ("review", ["D9"])
    assert found(line={"factor": "vpet"}) == ("review", ["D9"])


def test_d10_own_use_is_measured() -> None:
    assert found(line={"quantity_basis": "estimated"}) == ("invalid", ["D10"])
    assert found(line={"quantity_basis": "invoiced"}) == ("pass", ["D1"])


def test_recycled_material_without_an_inventory_line() -> None:
    assert found(line={"portion": ""})[0] == "invalid"
