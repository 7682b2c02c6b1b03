"""Decision rows S9 to S14: the certificate of a recognised body and what it is good for."""

from __future__ import annotations

from typing import Any

import pytest

from calculations.engine import evaluate
from calculations.engine.case import CIRCULAR_ACTIVITIES
from tests.calculations.engine.sample_cases import outcome, part, recycled, ruling, two_materials
from tests.calculations.engine.sample_type_42 import LISTING, judge_42, remanufactured, retained


def of(report: dict[str, Any], matter: str) -> tuple[str, list[str]]:
    found = outcome(report, f"ce-cfp.4.2.{matter}")
    return found["outcome"], found["rows"]


MATTERS = ("certificate", "body", "activity", "product", "site")


def test_s9_certificate_of_an_announced_body_passes_without_the_20_percent_test() -> None:
    report = judge_42(remanufactured())
    assert [of(report, matter) for matter in MATTERS] == [("pass", ["S9"])] * len(MATTERS)
    assert "ce-cfp.4.1.1" not in {o["id"] for o in report["outcomes"]}
    assert report["overall"] == "pass"


@pytest.mark.parametrize("activity", CIRCULAR_ACTIVITIES)
def test_s9_each_of_the_five_activities_passes(activity: str) -> None:
    case = remanufactured(activity=activity)
    case["judged"]["circular_activity"] = activity
    assert judge_42(case, listings=({**LISTING, "activity": activity},))["overall"] == "pass"


@pytest.mark.parametrize(
    ("issued_on", "expires_on", "expected"),
    [
        ("2026-01-15", "2026-11-24", "pass"),
        ("2026-01-15", "2026-11-23", "fail"),
        ("2026-11-24", "2028-01-14", "pass"),
        ("2026-11-25", "2028-01-14", "fail"),
    ],
)
def test_s9_and_s10_the_day_of_filing_is_the_boundary(issued_on: str, expires_on: str, expected: str) -> None:
    report = judge_42(remanufactured(issued_on=issued_on, expires_on=expires_on))
    assert of(report, "certificate")[0] == expected


def test_s9_before_filing_the_day_judged_stands_for_it() -> None:
    assert of(judge_42(remanufactured(expires_on="2026-11-24"), filed_on=None), "certificate")[0] == "pass"
    assert of(judge_42(remanufactured(expires_on="2026-11-23"), filed_on=None), "certificate")[0] == "fail"


def test_s10_in_force_on_filing_but_lapsed_when_judged_fails() -> None:
    case = remanufactured(expires_on="2026-12-31")
    assert of(judge_42(case, on="2026-12-31"), "certificate")[0] == "pass"
    assert of(judge_42(case, on="2027-01-01"), "certificate") == ("fail", ["S10"])


@pytest.mark.parametrize(
    "changed",
    [{"body": "another"}, {"activity": "upgrade"}, {"category": "paper"}],
)
def test_s10_body_announced_for_something_else_fails(changed: dict[str, str]) -> None:
    report = judge_42(remanufactured(), listings=({**LISTING, **changed},))
    assert of(report, "body") == ("fail", ["S10"])
    assert report["overall"] == "fail"


def test_s10_empty_register_lists_nobody() -> None:
    assert of(judge_42(remanufactured(), listings=()), "body") == ("fail", ["S10"])


def test_s10_body_without_a_code_is_not_listed_and_without_a_name_invalid() -> None:
    assert of(judge_42(remanufactured(body="")), "body")[0] == "fail"
    assert of(judge_42(remanufactured(body="", body_name="-")), "body")[0] == "invalid"


def test_s10_other_product_fails_and_a_name_in_other_words_is_asked_about() -> None:
    assert of(judge_42(remanufactured(product_match="other")), "product") == ("fail", ["S10"])
    asked = remanufactured(product_match="to_be_confirmed")
    assert of(judge_42(asked), "product")[0] == "review"
    assert judge_42(asked, ruling("ce-cfp.4.2.product", accepted=True))["overall"] == "pass"
    assert judge_42(asked, ruling("ce-cfp.4.2.product", accepted=False))["overall"] == "fail"
    assert of(judge_42(remanufactured(product_match="")), "product")[0] == "invalid"


def test_s10_other_site_fails_and_every_factory_has_to_be_covered() -> None:
    assert of(judge_42(remanufactured(sites=["3-99-1/60กท"])), "site") == ("fail", ["S10"])
    case = remanufactured()
    case["judged"]["factories"].append({"line_id": "FAC-2", "licence": "3-99-1/60กท", "output_share": "0.5"})
    assert of(judge_42(case), "site") == ("fail", ["S10"])
    case["judged"]["recognised_certificate"]["sites"].append("๓-๙๙-๑/๖๐ กท")
    assert of(judge_42(case), "site") == ("pass", ["S9"])


def test_s10_a_dash_is_neither_a_site_nor_a_licence() -> None:
    assert of(judge_42(remanufactured(sites=["-"])), "site")[0] == "invalid"
    case = remanufactured()
    case["judged"]["factories"].append({"line_id": "FAC-2", "licence": "-", "output_share": "0.5"})
    case["judged"]["recognised_certificate"]["sites"].append("-")
    assert of(judge_42(case), "site")[0] == "review"


def test_s10_other_activity_on_the_certificate_fails() -> None:
    report = judge_42(remanufactured(activity="refurbish"), listings=(LISTING, {**LISTING, "activity": "refurbish"}))
    assert of(report, "body")[0] == "pass"
    assert of(report, "activity") == ("fail", ["S10"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"issued_on": ""},
        {"expires_on": ""},
        {"expires_on": "ปลายปี"},
        {"expires_on": "2026-02-30"},
        {"expires_on": "2026-01-14"},
        {"number": "-"},
        {"product": "-"},
        {"evidence": []},
        {"evidence": ["nowhere"]},
    ],
)
def test_s10_what_cannot_be_read_off_the_certificate_is_invalid(wrong: dict[str, Any]) -> None:
    assert judge_42(remanufactured(**wrong))["overall"] == "invalid"


@pytest.mark.parametrize(
    ("listed_from", "listed_to", "expected"),
    [
        ("2026-01-15", None, ("pass", ["S9"])),
        ("2026-01-16", None, ("review", ["S11"])),
        ("2025-01-01", "2026-11-24", ("pass", ["S9"])),
        ("2025-01-01", "2026-11-23", ("review", ["S11"])),
        ("2025-01-01", "2026-01-14", ("fail", ["S10"])),
        ("2026-02-01", "2026-11-23", ("fail", ["S10"])),
    ],
)
def test_s11_listing_holds_on_the_day_of_issue_and_on_that_of_filing(
    listed_from: str, listed_to: str | None, expected: tuple[str, list[str]]
) -> None:
    listing = {**LISTING, "listed_from": listed_from, "listed_to": listed_to}
    assert of(judge_42(remanufactured(), listings=(listing,)), "body") == expected


def test_s11_two_announcements_together_cover_both_days() -> None:
    first = {**LISTING, "listed_to": "2026-06-30"}
    second = {**LISTING, "listed_from": "2026-07-01"}
    assert of(judge_42(remanufactured(), listings=(first, second)), "body")[0] == "pass"


def test_s11_ruling_settles_the_listing_period() -> None:
    listing = {**LISTING, "listed_from": "2026-06-01"}
    accepted = ruling("ce-cfp.4.2.body", accepted=True)
    assert judge_42(remanufactured(), accepted, listings=(listing,))["overall"] == "pass"


def test_s11_without_a_register_a_person_is_asked() -> None:
    report = evaluate(remanufactured(), [], {"on": "2026-11-24"})
    assert of(report, "body") == ("review", ["S11"])
    assert of(evaluate(remanufactured()), "certificate") == ("review", ["S11"])


@pytest.mark.parametrize(("recycled_grams", "is_offered"), [("20", True), ("19.9999", False), ("35", True)])
def test_s12_recycled_content_is_no_certificate_but_type_41_is_offered(recycled_grams: str, is_offered: bool) -> None:
    virgin_grams = {"20": "80", "19.9999": "80.0001", "35": "65"}[recycled_grams]
    case = two_materials(recycled_grams, virgin_grams)
    case["judged"] |= {"route": "4.2", "circular_activity": "upcycle", "circular_work": "remade"}
    report = judge_42(case)
    found = outcome(report, "ce-cfp.4.2.certificate")
    assert (found["outcome"], found["rows"]) == ("fail", ["S12"])
    assert ("type 4.1" in found["message"]["en"]) is is_offered
    assert report["overall"] in ("fail", "invalid")


def test_s12_material_that_is_still_open_is_offered_with_a_condition() -> None:
    case = two_materials("30", "70", waste_origin={"kind": "unknown"})
    case["judged"] |= {"route": "4.2", "circular_activity": "upcycle", "circular_work": "remade"}
    assert "if what is still open" in outcome(judge_42(case), "ce-cfp.4.2.certificate")["message"]["en"]


@pytest.mark.parametrize("work", ["repaired", "resold"])
def test_s13_plain_repair_or_resale_is_asked_about(work: str) -> None:
    case = remanufactured()
    case["judged"]["circular_work"] = work
    assert of(judge_42(case), "work") == ("review", ["S13"])
    assert judge_42(case, ruling("ce-cfp.4.2.work", accepted=False))["overall"] == "fail"


def test_s13_a_product_of_retained_parts_alone_is_asked_about() -> None:
    whole = remanufactured(part("F", "100", portions=[retained("F-1")]))
    assert of(judge_42(whole), "work") == ("review", ["S13"])
    nearly = remanufactured(part("F", "99.999", portions=[retained("F-1")]), part("N", "0.001"))
    assert of(judge_42(nearly), "work") == ("pass", [])


@pytest.mark.parametrize("key", ["circular_activity", "circular_work"])
def test_s13_activity_and_work_have_to_be_stated(key: str) -> None:
    case = remanufactured()
    case["judged"][key] = ""
    assert judge_42(case)["overall"] == "invalid"


def test_s14_clause_53_binds_type_42() -> None:
    case = remanufactured()
    heavier = next(x for x in case["judged"]["inventory"] if x["line_id"] == "INV-3")
    heavier["period_total"]["amount"] = "1,500,000"
    report = judge_42(case)
    assert outcome(report, "ce-cfp.5.3")["outcome"] == "fail"
    assert report["overall"] == "fail"


def test_s14_clause_52_binds_the_recycled_material_of_type_42() -> None:
    lined = part("R", "30", portions=[recycled("R-1", data_route="national_database")])
    report = judge_42(remanufactured(part("F", "70", portions=[retained("F-1")]), lined))
    assert outcome(report, "ce-cfp.5.2:R-1")["outcome"] == "invalid"


def test_s14_clause_51_binds_type_42() -> None:
    case = remanufactured()
    case["judged"]["inventory"] = [x for x in case["judged"]["inventory"] if x["stage"] != "production"]
    assert outcome(judge_42(case), "ce-cfp.5.1.stages")["outcome"] == "invalid"


@pytest.mark.parametrize(
    "malformed",
    [
        {"listings": None},
        {"listings": ["x"]},
        {"listings": [{**LISTING, "listed_from": None}]},
        {"listings": [{**LISTING, "listed_to": "soon"}]},
        {"listings": [{**LISTING, "body": ""}]},
        {"listings": [], "filed_on": 20261124},
    ],
)
def test_malformed_register_is_the_callers_fault(malformed: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        evaluate(remanufactured(), [], {"on": "2026-11-24", "recognised_bodies": malformed})


@pytest.mark.parametrize("hostile", [[], "x", 5, [1], {"sites": "x", "evidence": 3, "issued_on": 7, "body": {}}])
def test_no_shape_of_certificate_raises_or_passes(hostile: Any) -> None:
    case = remanufactured()
    case["judged"]["recognised_certificate"] = hostile
    assert judge_42(case)["overall"] in ("fail", "invalid")


def test_s11_the_day_of_filing_counts_and_not_the_day_judged() -> None:
    listing = {**LISTING, "listed_to": "2026-11-24"}
    filed = judge_42(remanufactured(), listings=(listing,), filed_on="2026-11-24", on="2026-12-31")
    assert of(filed, "body") == ("pass", ["S9"])
    unfiled = judge_42(remanufactured(), listings=(listing,), filed_on=None, on="2026-12-31")
    assert of(unfiled, "body") == ("review", ["S11"])


def test_s10_a_product_of_no_group_can_be_announced_for_nothing() -> None:
    case = remanufactured()
    case["judged"]["product"]["category"] = "-"
    assert of(judge_42(case), "body") == ("invalid", ["S10"])
