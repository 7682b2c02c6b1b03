"""Decision rows D1 to D10: primary data for recycled material, or a fallback with its reason."""

from typing import Any

import pytest

from tests.calculations.engine.sample_cases import OTHER_LICENCE, OWN_LICENCE, example, judge, outcome

ELECTRICITY = {"rung": "electricity_only", "reason": "access refused"}
STATED = {"rung": "other", "reason": "access refused", "meters": []}
RECYCLED_ROW = {"set": "cfp-2569", "row": "900", "name_th": "เกล็ด PET รีไซเคิล", "name_en": "rPET flake"}


def found(
    *,
    line: dict[str, Any] | None = None,
    factor: dict[str, Any] | None = None,
    row: dict[str, Any] | None = None,
    context: dict[str, Any] | None = None,
    **portion: Any,
) -> tuple[str, list[str]]:
    """The outcome of the example's recycled portion after a change of portion, line, own factor or row of the set."""
    case = example()
    judged = case["judged"]
    judged["bill_of_materials"][0]["portions"][1].update(portion)
    judged["inventory"][1].update(line or {})
    judged["own_factors"][0].update(factor or {})
    judged["factors"][0].update(row or {})
    result = outcome(judge(case, **(context or {})), "ce-cfp.5.2:POR-2")
    return result["outcome"], result["rows"]


def test_d1_primary_data() -> None:
    assert found() == ("pass", ["D1"])


def test_d2_electricity_alone_computed() -> None:
    assert found(data_route="electricity_only", reason="refused", factor=ELECTRICITY) == ("pass", ["D2"])


def test_d2_electricity_alone_stated_but_not_computed() -> None:
    assert found(data_route="electricity_only", reason="refused") == ("review", ["D2"])
    assert found(data_route="electricity_only", reason="refused", line={"factor": "vpet"}) == ("review", ["D2"])


def test_d3_national_database() -> None:
    given = {"data_route": "national_database", "reason": "refused"}
    assert found(line={"factor": "vpet"}, row={"origin": "recycled"}, **given) == ("pass", ["D3"])
    assert found(line={"factor": "vpet"}, row={"origin": "average"}, **given) == ("pass", ["D3"])


def test_d3_national_database_with_a_factor_that_is_none_of_it() -> None:
    given = {"data_route": "national_database", "reason": "refused"}
    assert found(**given) == ("review", ["D3"])
    assert found(line={"factor": "vpet"}, row={"origin": "other"}, **given) == ("review", ["D3"])


def test_d4_another_source() -> None:
    assert found(data_route="other", reason="refused", factor=STATED) == ("review", ["D4"])


def test_d5_another_source_although_the_national_list_has_the_material() -> None:
    register: dict[str, Any] = {"sets": [], "pinned_rows": {}, "recycled_rows": [RECYCLED_ROW]}
    given = {"data_route": "other", "reason": "refused", "factor": STATED}
    assert found(context={"factor_sets": register}, **given) == ("review", ["D4", "D5"])
    assert found(context={"factor_sets": {**register, "recycled_rows": []}}, **given) == ("review", ["D4"])


@pytest.mark.parametrize("route", ["electricity_only", "national_database", "other"])
def test_d6_fallback_without_a_reason(route: str) -> None:
    assert found(data_route=route, reason="  ") == ("invalid", ["D6"])


@pytest.mark.parametrize("route", [None, "guess"])
def test_d6_no_route(route: str | None) -> None:
    assert found(data_route=route)[0] == "invalid"


@pytest.mark.parametrize("route", ["national_database", "other"])
def test_d7_the_applicant_is_the_recycler_and_uses_a_database(route: str) -> None:
    own = {"name": "self", "licence": OWN_LICENCE}
    given = {"data_route": route, "reason": "easier", "line": {"factor": "vpet"}}
    assert found(reprocessor=own, **given) == ("fail", ["D7"])
    assert found(reprocessor={**own, "licence": "๓-๕๓-๑/๕๐ รย"}, **given) == ("fail", ["D7"])
    assert found(reprocessor={**own, "licence": OTHER_LICENCE}, **given)[0] != "fail"


def test_d7_metered_data_of_the_own_plant_are_primary() -> None:
    own = {"name": "self", "licence": OWN_LICENCE}
    assert found(reprocessor=own, factor={"maker": own}) == ("pass", ["D1"])


def test_d7_an_outsourced_line_is_for_a_person() -> None:
    own = {"licence": OWN_LICENCE, "is_outsourced": True}
    given = {"data_route": "national_database", "reason": "refused", "line": {"factor": "vpet"}}
    assert found(reprocessor=own, **given) == ("review", ["D7"])
    assert found(reprocessor={**own, "is_outsourced": False}, **given) == ("fail", ["D7"])


@pytest.mark.parametrize("licence", ["353150รย", "3 53 1 50 รย"])
def test_d7_a_licence_that_differs_in_separators_alone_is_looked_at(licence: str) -> None:
    given = {"data_route": "national_database", "reason": "refused", "line": {"factor": "vpet"}}
    assert found(reprocessor={"licence": licence}, **given) == ("review", ["D7"])


@pytest.mark.parametrize("licence", ["", "-", " – "])
def test_d7_a_recycler_without_a_licence_may_be_the_applicant(licence: str) -> None:
    given = {"data_route": "national_database", "reason": "refused", "line": {"factor": "vpet"}}
    assert found(reprocessor={"name": "somebody", "licence": licence}, **given) == ("review", ["D7"])


def test_d7_electricity_alone_at_the_own_plant_is_asked_about() -> None:
    own = {"licence": OWN_LICENCE}
    given = {"data_route": "electricity_only", "reason": "no water meter"}
    assert found(reprocessor=own, factor={**ELECTRICITY, "maker": own}, **given) == ("review", ["D7"])


def test_d8_zero_factor() -> None:
    assert found(factor={"value_kgco2e": "0"}) == ("review", ["D8"])
    assert found(factor={"value_kgco2e": "0.0001"}) == ("pass", ["D1"])


def test_d9_primary_without_evidence_or_not_from_meters() -> None:
    assert found(evidence=[]) == ("review", ["D9"])
    assert found(line={"factor": "vpet"}) == ("review", ["D9"])
    assert found(factor=STATED) == ("review", ["D9"])
    assert found(factor={"rung": ""}) == ("review", ["D9"])


def test_d9_meters_of_another_plant_than_the_recycler() -> None:
    assert found(factor={"maker": {"licence": OWN_LICENCE}})[0] == "review"
    assert found(factor={"maker": {"licence": "3-106-33/51รย"}}) == ("review", ["D9"])


def test_d10_own_use_is_measured() -> None:
    assert found(line={"quantity_basis": "estimated"}) == ("invalid", ["D10"])
    assert found(line={"quantity_basis": ""}) == ("invalid", ["D10"])
    assert found(line={"quantity_basis": "invoiced"}) == ("pass", ["D1"])


@pytest.mark.parametrize(
    "line",
    [
        {"portion": ""},
        {"period_total": {"amount": "0", "unit": "t"}},
        {"allocation_share": "0"},
        {"is_cut_off": True, "cut_off_reason": "small"},
        {"kind": "transport"},
        {"kind": "co_product"},
        {"side": "comparator"},
    ],
)
def test_d1_recycled_material_without_a_line_that_stands_for_it(line: dict[str, Any]) -> None:
    assert found(line=line)[0] == "invalid"
