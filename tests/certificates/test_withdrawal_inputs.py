"""What each withdrawal takes away from the inputs of a case, and what the engine then finds: no database needed."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from calculations.engine import evaluate
from certificates.models import ReviewEffect
from certificates.reviewing import inputs as taking
from certificates.reviewing.comparison import effect_of, told
from certificates.reviewing.inputs import Changed, Inputs
from tests.factories.approved_cases import CASE

PET = {"set": "cfp-2569", "row": "27", "name_th": "เม็ดพลาสติก PET", "name_en": "PET resin, virgin", "origin": "virgin"}
COUNTERPART = {
    "id": "pet-2569",
    "materials": ["R-PET"],
    "recycled_factors": [],
    "factor": PET | {"value_kgco2e": "2.9389", "per_unit": "kg", "gwp_set": "AR5", "scheme": "CFP", "source": "TGO"},
}


@pytest.fixture
def given() -> Inputs:
    """The bottle, its recycler's factor left to the meters as the portal freezes it."""
    case = deepcopy(CASE)
    case["judged"]["own_factors"][0]["value_kgco2e"] = None
    return Inputs(case, [], {"on": "2026-11-20", "counterparts": [deepcopy(COUNTERPART)]})


def report(inputs: Inputs) -> dict[str, Any]:
    return told(evaluate(inputs.case, inputs.rulings, inputs.context))


def found(given: Inputs, changed: Changed | None) -> tuple[ReviewEffect, dict[str, Any], dict[str, Any]]:
    assert changed is not None
    before, after = report(given), report(changed.inputs)
    return effect_of(before, after), before, after


def substitute(factor_id: str, **values: str) -> taking.Substitute:
    def instead(factor: dict[str, Any]) -> dict[str, Any] | None:
        if factor.get("id") != factor_id:
            return factor
        return factor | values if values else None

    return instead


def test_the_case_itself_passes(given: Inputs) -> None:
    assert report(given)["overall"] == "pass"


def test_the_inputs_given_stay_as_they_are(given: Inputs) -> None:
    before = deepcopy(given)
    taking.with_factors(given, substitute("grid"))
    taking.without_licence(given, "3-106-33/50รย")
    taking.without_counterpart(given, "pet-2569", "")
    taking.with_set(given, "cfp-2569", None, substitute("grid"))
    assert given == before


def test_a_corrected_factor_changes_figures_and_not_the_verdict(given: Inputs) -> None:
    """The certificate a mere search for mentions would put beside one that fails: here only the print is wrong."""
    changed = taking.with_factors(given, substitute("grid", value_kgco2e="0.5000"))
    effect, before, after = found(given, changed)
    assert effect == ReviewEffect.FIGURES and before["overall"] == after["overall"] == "pass"
    assert before["footprint"] != after["footprint"] and before["share"] == after["share"]
    assert changed is not None and changed.uses[0] == "grid electricity" and len(changed.uses) == 2


def test_a_correction_below_the_printed_digits_changes_nothing_that_is_printed(given: Inputs) -> None:
    effect, before, after = found(given, taking.with_factors(given, substitute("grid", value_kgco2e="0.55620001")))
    assert effect == ReviewEffect.NONE and before["footprint"] == after["footprint"]


def test_a_factor_without_replacement_leaves_no_figure(given: Inputs) -> None:
    effect, _before, after = found(given, taking.with_factors(given, substitute("grid")))
    assert effect == ReviewEffect.OUTCOME and after["overall"] == "invalid" and after["footprint"] == ""


def test_a_factor_nobody_uses_touches_nothing(given: Inputs) -> None:
    assert taking.with_factors(given, substitute("aluminium")) is None


def test_a_counterpart_gone_leaves_clause_53_unjudged(given: Inputs) -> None:
    effect, before, after = found(given, taking.without_counterpart(given, "pet-2569", ""))
    assert effect == ReviewEffect.OUTCOME and before["clauses"]["5.3"] == "pass" and after["clauses"]["5.3"] != "pass"


def test_a_counterpart_corrected_downwards_turns_the_comparison(given: Inputs) -> None:
    effect, before, after = found(given, taking.without_counterpart(given, "pet-2569", "0.5"))
    assert effect == ReviewEffect.OUTCOME and after["clauses"]["5.3"] == "fail"
    assert before["comparator"] != after["comparator"] and before["footprint"] == after["footprint"]


@pytest.mark.parametrize("spelling", ["3-106-33/50รย", "๓-๑๐๖-๓๓/๕๐ รย", "3 106 33 50 รย"])
def test_a_recyclers_licence_gone_takes_its_material_out_of_the_share(spelling: str, given: Inputs) -> None:
    changed = taking.without_licence(given, spelling)
    effect, before, after = found(given, changed)
    assert effect == ReviewEffect.OUTCOME and (before["share"], after["share"]) == ("20.00", "0.00")
    assert after["clauses"]["4.1.1"] == "fail" and before["footprint"] == after["footprint"]
    assert changed is not None and changed.uses == ("R-PET",)


@pytest.mark.parametrize("other", ["3-106-34/50รย", "-", ""])
def test_another_licence_touches_nothing(other: str, given: Inputs) -> None:
    assert taking.without_licence(given, other) is None


def test_enough_recycled_material_of_others_keeps_the_verdict(given: Inputs) -> None:
    """Twenty per cent of other recyclers stay: the printed share falls, clause 4.1.1 is met."""
    portions = given.case["judged"]["bill_of_materials"][0]["portions"]
    portions[0]["share_low"] = "0.6"
    second = deepcopy(portions[1]) | {"line_id": "POR-3", "material": "R-PET B"}
    second["reprocessor"] = {"name": "Other", "licence": "3-106-99/50รย"}
    portions.append(second)
    before, changed = report(given), taking.without_licence(given, "3-106-99/50รย")
    assert changed is not None
    after = report(changed.inputs)
    assert (before["share"], after["share"]) == ("40.00", "20.00")
    assert "fail" not in (before["clauses"]["4.1.1"], after["clauses"]["4.1.1"])


def test_another_set_takes_the_place_row_by_row(given: Inputs) -> None:
    new = {"code": "cfp-2570", "scheme": "CFP", "gwp_set": "AR5", "in_force_from": "2026-01-01", "recycled_rows": []}
    given.context["factor_sets"] = {"sets": [], "pinned_rows": {}, "recycled_rows": []}
    values = {"vpet": "3.1", "grid": "0.4"}

    def instead(factor: dict[str, Any]) -> dict[str, Any] | None:
        if factor.get("set") != "cfp-2569":
            return factor
        value = values.get(factor.get("id", "vpet"))
        return factor | {"set": "cfp-2570", "value_kgco2e": value} if value else None

    changed = taking.with_set(given, "cfp-2569", new, instead)
    assert changed is not None
    judged, context = changed.inputs.case["judged"], changed.inputs.context
    assert judged["editions"]["factor_set"] == "cfp-2570" and context["factor_sets"]["sets"][0]["code"] == "cfp-2570"
    assert {row["id"]: row["value_kgco2e"] for row in judged["factors"]} == values
    assert context["counterparts"][0]["factor"]["set"] == "cfp-2570"
    _effect, before, after = found(given, changed)
    assert before["footprint"] != after["footprint"] and after["footprint"] != ""


def test_a_set_that_nothing_replaces_leaves_no_figure(given: Inputs) -> None:
    changed = taking.with_set(given, "cfp-2569", None, lambda factor: None if factor["set"] == "cfp-2569" else factor)
    effect, _before, after = found(given, changed)
    assert effect == ReviewEffect.OUTCOME and after["footprint"] == ""
    assert taking.with_set(given, "cfp-2560", None, lambda factor: factor) is None


def test_a_bodys_listings_end_on_a_day(given: Inputs) -> None:
    listing = {"body": "ce", "activity": "upcycle", "category": "x", "listed_from": "2024-01-01", "listed_to": None}
    other = listing | {"body": "other"}
    given.context["recognised_bodies"] = {"filed_on": "2026-10-01", "listings": [listing, other]}
    assert taking.without_body(given, "ce", None) is None
    given.case["judged"]["recognised_certificate"] = {"body": "ce", "body_name": "CE Institute"}
    wanted = {date(2026, 1, 1): "2025-12-31", date(2024, 1, 2): "2024-01-01"}
    for day, last in wanted.items():
        changed = taking.without_body(given, "ce", day)
        assert changed is not None and changed.uses == ("CE Institute",)
        assert changed.inputs.context["recognised_bodies"]["listings"] == [listing | {"listed_to": last}, other]
    for day in (None, date(2024, 1, 1)):
        changed = taking.without_body(given, "ce", day)
        assert changed is not None and changed.inputs.context["recognised_bodies"]["listings"] == [other]
