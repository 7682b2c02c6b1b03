"""The circular share of type 4.2 (clause 6), portion by portion; row O15."""

from __future__ import annotations

import pytest

from tests.calculations.engine.sample_cases import (
    judge,
    outcome,
    part,
    portion,
    recycled,
    ruling,
    verdict,
    with_bom,
)
from tests.calculations.engine.sample_type_42 import judge_42, remanufactured, retained

QUESTION = "ce-cfp.4.2.portion"
SHARE = "ce-cfp.4.2.share"


def test_retained_and_recycled_are_added_and_the_printed_share_is_floored() -> None:
    frame = part("F", "50", portions=[retained("F-1")])
    lining = part("L", "16.6666", portions=[recycled("L-1")])
    found = judge_42(remanufactured(frame, lining, part("N", "33.3334")))["circular"]
    assert found["circular_lower"]["percent_text"] == "66.66"
    assert found["circular_lower"]["fraction"] == "333333/500000"
    assert (found["retained_mass_kg"], found["recycled_mass_kg"]) == ("0.05", "0.0166666")


def test_share_just_below_a_whole_number_never_prints_as_it() -> None:
    parts = (part("F", "69.9999", portions=[retained("F-1")]), part("N", "30.0001"))
    assert judge_42(remanufactured(*parts))["circular"]["circular_lower"]["percent_text"] == "69.99"


def test_type_41_states_no_circular_share() -> None:
    assert judge(with_bom(part("N", "1")))["circular"] is None


def test_no_20_percent_test_stands_against_the_circular_share() -> None:
    report = judge_42(remanufactured(part("F", "1", portions=[retained("F-1")]), part("N", "99")))
    assert report["overall"] == "pass"
    assert report["circular"]["circular_lower"]["percent_text"] == "1.00"


def test_range_counts_with_its_lower_end() -> None:
    mixed = part(
        "F", "100", portions=[retained("F-1", "0.3", share_high="0.6"), portion("F-2", "0.4", share_high="0.7")]
    )
    found = judge_42(remanufactured(mixed))["circular"]
    assert (found["circular_lower"]["exact"], found["circular_upper"]["exact"]) == ("0.3", "0.6")


def test_packaging_of_a_finished_product_is_left_out() -> None:
    box = part("B", "400", role="packaging", portions=[recycled("B-1")])
    parts = (part("F", "70", portions=[retained("F-1")]), part("N", "30"), box)
    assert judge_42(remanufactured(*parts))["circular"]["circular_lower"]["exact"] == "0.7"


def test_retained_part_without_evidence_is_asked_about_and_the_figure_follows_the_ruling() -> None:
    bare = part("F", "40", portions=[retained("F-1", evidence=[])])
    case = remanufactured(bare, part("G", "30", portions=[retained("G-1")]), part("N", "30"))
    open_report = judge_42(case)
    assert outcome(open_report, f"{QUESTION}:F-1")["outcome"] == "review"
    assert open_report["circular"]["circular_lower"]["exact"] == "0.3"
    accepted = judge_42(case, ruling(f"{QUESTION}:F-1", accepted=True))
    assert (accepted["overall"], accepted["circular"]["circular_lower"]["exact"]) == ("pass", "0.7")
    refused = judge_42(case, ruling(f"{QUESTION}:F-1", accepted=False))
    assert (refused["overall"], refused["circular"]["circular_lower"]["exact"]) == ("pass", "0.3")
    assert refused["circular"]["circular_upper"]["exact"] == "0.3"


def test_recycled_material_of_unknown_source_is_asked_about() -> None:
    unclear = part("R", "30", portions=[recycled("R-1", waste_origin={"kind": "unknown"})])
    case = remanufactured(part("F", "70", portions=[retained("F-1")]), unclear)
    assert outcome(judge_42(case), f"{QUESTION}:R-1")["outcome"] == "review"
    assert judge_42(case)["circular"]["circular_lower"]["exact"] == "0.7"


def test_ruling_on_clause_412_does_not_reach_a_type_42_product() -> None:
    unclear = part("R", "30", portions=[recycled("R-1", waste_origin={"kind": "unknown"})])
    case = remanufactured(part("F", "70", portions=[retained("F-1")]), unclear)
    report = judge_42(case, ruling("ce-cfp.4.1.2:R-1", accepted=True))
    assert report["circular"]["circular_lower"]["exact"] == "0.7"
    assert report["unused_rulings"] == ["ce-cfp.4.1.2:R-1"]


@pytest.mark.parametrize("origin", ["virgin", "in_process"])
def test_product_with_nothing_circular_is_invalid(origin: str) -> None:
    case = remanufactured(part("F", "100", portions=[portion("F-1", origin=origin)]))
    assert outcome(judge_42(case), SHARE)["outcome"] == "invalid"


def test_product_whose_only_circular_part_is_refused_is_invalid() -> None:
    case = remanufactured(part("F", "40", portions=[retained("F-1", evidence=[])]), part("N", "60"))
    assert outcome(judge_42(case), SHARE)["outcome"] == "review"
    assert judge_42(case, ruling(f"{QUESTION}:F-1", accepted=False))["overall"] == "invalid"
    assert judge_42(case, ruling(f"{QUESTION}:F-1", accepted=True))["overall"] == "pass"


def test_bill_of_type_42_is_judged_like_any_other() -> None:
    missing = remanufactured(part("F", "70", portions=[retained("F-1")], mass=None), part("N", "30"))
    assert outcome(judge_42(missing), SHARE)["outcome"] == "invalid"
    circle = remanufactured(part("F", "70", parent="N", portions=[]), part("N", "30", parent="F", portions=[]))
    assert judge_42(circle)["overall"] == "invalid"
    damp = remanufactured(part("F", "70", portions=[retained("F-1")], moisture_share="0.1"), part("N", "30"))
    assert outcome(judge_42(damp), "ce-cfp.4.1.1.moisture")["outcome"] == "review"
    heavier = remanufactured()
    heavier["judged"]["declared_mass"] = {"amount": "102", "unit": "g"}
    assert outcome(judge_42(heavier), "ce-cfp.4.1.1.declared_mass")["outcome"] == "review"
    heavier["judged"]["declared_mass"] = {"amount": "101", "unit": "g"}
    assert outcome(judge_42(heavier), "ce-cfp.4.1.1.declared_mass")["outcome"] == "pass"


@pytest.mark.parametrize(("recycled_grams", "share"), [("20", "pass"), ("19.9999", "fail")])
def test_o15_reused_part_in_a_41_product_never_counts_and_is_asked_about(recycled_grams: str, share: str) -> None:
    rest = {"20": "80", "19.9999": "80.0001"}[recycled_grams]
    case = with_bom(part("R", recycled_grams, portions=[recycled("R-1")]), part("F", rest, portions=[retained("F-1")]))
    found = outcome(judge(case), "ce-cfp.4.1.2:F-1")
    assert (found["outcome"], found["rows"]) == ("review", ["O15"])
    assert verdict(case, "ce-cfp.4.1.1") == share
    assert verdict(case, "ce-cfp.4.1.1", ruling("ce-cfp.4.1.2:F-1", accepted=True)) == share


def test_a_crate_kept_in_use_does_not_swell_the_share_unasked() -> None:
    crate = part("C", "100", name="crate", portions=[retained("C-1")])
    case = remanufactured(part("F", "10", portions=[retained("F-1")]), part("N", "90"), crate)
    question = "ce-cfp.4.1.1.packaging:C"
    assert outcome(judge_42(case), question)["outcome"] == "review"
    kept_out = judge_42(case, ruling(question, accepted=False))
    assert (kept_out["overall"], kept_out["circular"]["circular_lower"]["exact"]) == ("pass", "0.1")
    assert kept_out["unused_rulings"] == []
    counted = judge_42(case, ruling(question, accepted=True))
    assert counted["circular"]["circular_lower"]["exact"] == "0.55"


def test_what_is_found_in_the_bill_stands_under_clause_42() -> None:
    damp = remanufactured(part("F", "70", portions=[retained("F-1")], moisture_share="0.1"), part("N", "30"))
    damp["judged"]["bill_of_materials"][1]["mass"]["amount"] = "-"
    assert not [o["id"] for o in judge_42(damp)["outcomes"] if o["clause"].startswith("4.1")]


def test_a_part_is_never_circular_beyond_its_own_mass() -> None:
    mixed = [retained("F-1", "0.3", share_high="0.8"), retained("F-2", "0.2", share_high="0.7")]
    found = judge_42(remanufactured(part("F", "50", portions=mixed), part("N", "50")))["circular"]
    assert (found["circular_lower"]["exact"], found["circular_upper"]["exact"]) == ("0.25", "0.5")
