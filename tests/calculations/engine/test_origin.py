"""Decision rows O1 to O11, O14 and O15: what counts as recycled material under clause 4.1.2."""

from typing import Any

import pytest

from calculations.engine import evaluate
from tests.calculations.engine.sample_cases import (
    OTHER_LICENCE,
    OWN_LICENCE,
    judge,
    outcome,
    part,
    recycled,
    ruling,
    two_materials,
    with_bom,
)

SHARE, ORIGIN = "ce-cfp.4.1.1", "ce-cfp.4.1.2:P"


def pre_consumer(licence: str = OTHER_LICENCE, *, recycled_grams: str = "20", **more: Any) -> dict[str, Any]:
    arose = {"kind": "factory", "licence": licence, **more.pop("arose", {})}
    given = {"is_returnable_to_process": False, "otherwise_fate": "disposal", **more}
    return two_materials(recycled_grams, "80", origin="pre_consumer", waste_origin=arose, **given)


def found(case: dict[str, Any], *rulings: dict[str, Any]) -> tuple[str, str, list[str]]:
    """Outcome of the share, of the origin, and the row that led there."""
    report = judge(case, *rulings)
    origin = outcome(report, ORIGIN)
    return outcome(report, SHARE)["outcome"], origin["outcome"], origin["rows"]


def test_o1_post_consumer_counts() -> None:
    assert found(two_materials("20", "80")) == ("pass", "pass", ["O1"])


def test_o1_counts_even_if_reprocessed_under_the_own_licence_and_the_stricter_reading_is_shown() -> None:
    report = judge(two_materials("20", "80", reprocessor={"name": "self", "licence": OWN_LICENCE}))
    assert outcome(report, SHARE)["outcome"] == "pass"
    assert report["shares"]["recycled_strict"]["exact"] == "0"
    assert "to be checked" in outcome(report, ORIGIN)["message"]["en"]


def test_o2_other_licence_counts() -> None:
    assert found(pre_consumer()) == ("pass", "pass", ["O2"])


def test_o2b_returnable_scrap_is_ruled_on() -> None:
    assert found(pre_consumer(is_returnable_to_process=True)) == ("review", "review", ["O2b"])


@pytest.mark.parametrize("spelling", [OWN_LICENCE, "๓-๕๓-๑/๕๐รย", "3 - 53 - 1 / 50 รย", "3–53–1/50รย"])
def test_o3_same_licence_in_any_spelling_is_not_counted(spelling: str) -> None:
    assert found(pre_consumer(spelling)) == ("fail", "fail", ["O3"])


def test_o2b_not_stated_is_asked_and_answered_no_counts() -> None:
    assert found(pre_consumer(is_returnable_to_process=None)) == ("review", "review", ["O2b"])
    assert found(pre_consumer(is_returnable_to_process=False)) == ("pass", "pass", ["O2"])


def test_o3_one_digit_further_counts() -> None:
    assert found(pre_consumer("3-53-2/50รย")) == ("pass", "pass", ["O2"])


def test_o3_any_of_several_factories() -> None:
    case = pre_consumer(OTHER_LICENCE)
    case["judged"]["factories"].append({"line_id": "FAC-2", "licence": OTHER_LICENCE})
    assert found(case) == ("fail", "fail", ["O3"])


def test_o3_licences_alike_but_for_a_separator_are_asked_about() -> None:
    assert found(pre_consumer("3-531/50รย"))[:2] == ("review", "review")


def test_o3_same_licence_does_no_harm_where_the_share_is_reached_without_it() -> None:
    own = recycled("P", origin="pre_consumer", waste_origin={"kind": "factory", "licence": OWN_LICENCE})
    case = with_bom(part("V", "60"), part("R", "20", portions=[recycled("Q")]), part("S", "20", portions=[own]))
    report = judge(case)
    assert report["shares"]["recycled_upper"]["exact"] == "0.2"
    assert outcome(report, ORIGIN)["outcome"] == "pass"


def test_o4_same_company_other_licence_counts_with_a_flag() -> None:
    case = pre_consumer(arose={"juristic_id": "0994000617721"})
    assert found(case) == ("pass", "pass", ["O4"])


def test_o5_missing_licence_is_ruled_on_only_where_the_verdict_depends() -> None:
    assert found(pre_consumer("")) == ("review", "review", ["O5"])
    case = with_bom(
        part("V", "60"),
        part("R", "20", portions=[recycled("Q")]),
        part("S", "20", portions=[recycled("P", origin="pre_consumer", waste_origin={"kind": "factory"})]),
    )
    assert found(case) == ("pass", "pass", ["O5"])
    assert found(pre_consumer("", recycled_grams="19.99")) == ("fail", "pass", ["O5"])


@pytest.mark.parametrize("licence", ["-", "–", "n/a", "N.A.", "ไม่มี", "none", "000000", "รง."])
def test_o5_what_holds_no_number_is_no_licence(licence: str) -> None:
    assert found(pre_consumer(licence)) == ("review", "review", ["O5"])
    assert judge(pre_consumer(licence))["shares"]["recycled_lower"]["exact"] == "0"


@pytest.mark.parametrize("licence", ["-", "n/a", "ไม่มี"])
def test_o5_a_producing_factory_without_a_licence_leaves_nothing_to_compare_with(licence: str) -> None:
    case = pre_consumer()
    case["judged"]["factories"].append({"line_id": "FAC-2", "licence": licence})
    assert found(case) == ("review", "review", ["O5"])
    case["judged"]["factories"][1]["licence"] = "3-53-9/50รย"
    assert found(case) == ("pass", "pass", ["O2"])


def test_o5_post_consumer_of_a_factory_needs_its_licence() -> None:
    assert found(two_materials("20", "80", waste_origin={"kind": "factory", "licence": "ไม่มี"}))[:2] == (
        "review",
        "review",
    )
    assert found(two_materials("20", "80", waste_origin={"kind": "factory", "licence": OTHER_LICENCE}))[:2] == (
        "pass",
        "pass",
    )


def test_o6_scrap_of_the_same_process_is_not_counted() -> None:
    assert found(two_materials("20", "80", origin="in_process")) == ("fail", "fail", ["O6"])


def test_o7_own_scrap_from_a_toll_reprocessor_is_ruled_on_and_not_counted_until_then() -> None:
    case = pre_consumer(OWN_LICENCE, reprocessor={"name": "toll", "licence": OTHER_LICENCE})
    assert found(case) == ("review", "review", ["O7"])
    assert judge(case)["shares"]["recycled_lower"]["exact"] == "0"


@pytest.mark.parametrize("arose", [{"kind": "factory", "licence": OWN_LICENCE}, {"kind": "take_back"}])
def test_o8_own_discards_and_take_back_are_ruled_on(arose: dict[str, str]) -> None:
    assert found(two_materials("20", "80", waste_origin=arose)) == ("review", "review", ["O8"])


def test_o7_a_reprocessor_abroad_is_a_toll_reprocessor_too() -> None:
    case = pre_consumer(OWN_LICENCE, reprocessor={"name": "toll", "permit": "SG-1"})
    assert found(case) == ("review", "review", ["O7"])


def test_o8_discards_of_another_plant_of_the_applicant_are_ruled_on() -> None:
    arose = {"kind": "factory", "licence": OTHER_LICENCE, "juristic_id": "0-9940-00617-72-1"}
    assert found(two_materials("20", "80", waste_origin=arose)) == ("review", "review", ["O8"])
    assert found(two_materials("20", "80", waste_origin={**arose, "juristic_id": "0994000617722"}))[:2] == (
        "pass",
        "pass",
    )


def test_o9_returns_from_distribution_count() -> None:
    case = two_materials("20", "80", origin="distribution_return", waste_origin={"kind": "distribution"})
    assert found(case) == ("pass", "pass", ["O9"])


def test_o10_by_product_with_a_market_is_ruled_on() -> None:
    assert found(pre_consumer(otherwise_fate="sold")) == ("review", "review", ["O10"])
    assert found(pre_consumer(otherwise_fate="disposal")) == ("pass", "pass", ["O2"])
    assert found(pre_consumer(otherwise_fate="fuel")) == ("pass", "pass", ["O2"])


@pytest.mark.parametrize("fate", ["unknown", ""])
def test_o10_not_known_to_have_been_waste_is_ruled_on(fate: str) -> None:
    assert found(pre_consumer(otherwise_fate=fate)) == ("review", "review", ["O10"])


def test_o11_foreign_source_without_thai_licence_is_ruled_on() -> None:
    assert found(pre_consumer("", arose={"country": "JP"})) == ("review", "review", ["O11"])


def test_o14a_virgin_bio_based_material_is_not_counted_and_says_so() -> None:
    assert found(two_materials("20", "80", origin="virgin", is_bio_based=True)) == ("fail", "pass", ["O14a"])


def test_o14a_used_material_that_once_was_bio_based_counts() -> None:
    assert found(two_materials("20", "80", is_bio_based=True)) == ("pass", "pass", ["O1"])


def test_o14b_residue_of_another_factory_is_ruled_on() -> None:
    assert found(pre_consumer(is_bio_based=True)) == ("review", "review", ["O14b"])
    assert found(pre_consumer(is_bio_based=True), ruling(ORIGIN, accepted=True))[:2] == ("pass", "pass")
    assert found(pre_consumer(OWN_LICENCE, is_bio_based=True)) == ("fail", "fail", ["O3"])


@pytest.mark.parametrize("origin", ["pre_consumer", "post_consumer"])
def test_o14c_field_residue_is_ruled_on(origin: str) -> None:
    case = two_materials("20", "80", origin=origin, waste_origin={"kind": "field"}, is_bio_based=True)
    assert found(case) == ("review", "review", ["O14c"])


def test_o15_reused_part_is_not_recycled_and_asks_for_the_type() -> None:
    assert found(two_materials("20", "80", origin="reused_part")) == ("fail", "review", ["O15"])


@pytest.mark.parametrize("more", [{"origin": "unknown"}, {"waste_origin": {}}, {"waste_origin": {"kind": "unknown"}}])
def test_unknown_origin_is_never_a_pass(more: dict[str, Any]) -> None:
    assert found(two_materials("20", "80", **more))[:2] == ("review", "review")


def test_accepted_portion_counts_and_refused_one_does_not() -> None:
    case = pre_consumer("")
    assert outcome(judge(case), SHARE)["depends_on"] == [ORIGIN]
    assert found(case, ruling(ORIGIN, accepted=True))[:2] == ("pass", "pass")
    assert found(case, ruling(ORIGIN, accepted=False))[:2] == ("fail", "fail")
    assert outcome(judge(case, ruling(ORIGIN, accepted=True)), ORIGIN)["ruling"]["by_role"] == "officer"


def test_a_ruling_cannot_make_the_same_licence_count() -> None:
    report = judge(pre_consumer(OWN_LICENCE), ruling(ORIGIN, accepted=True))
    assert outcome(report, ORIGIN)["outcome"] == "fail"
    assert report["unused_rulings"] == [ORIGIN]


def test_o3_a_case_without_producing_factories_is_invalid() -> None:
    case = two_materials("20", "80")
    case["judged"]["factories"] = []
    found = [outcome for outcome in evaluate(case)["outcomes"] if outcome["figures"].get("path") == "judged.factories"]
    assert [(outcome["outcome"], outcome["clause"]) for outcome in found] == [("invalid", "4.1.2")]
