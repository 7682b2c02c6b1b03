"""Decision rows C10, C11b, C12, C13: dated factor sets and guideline editions, judged on the day of filing."""

from typing import Any

import pytest

from tests.calculations.engine.sample_cases import example, judge, outcome

PINNED = "ce-cfp.5.1.factor_set.pinned"
GUIDELINE = "ce-cfp.5.1.guideline"
GRID_ROW = {"set": "cfp-2569", "row": "44", "name_th": "ไฟฟ้า", "name_en": "Grid electricity"}


def register(pinned_rows: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    held = {"code": "cfp-2569", "scheme": "CFP", "gwp_set": "AR5", "in_force_from": "2026-10-01", **more}
    return {"sets": [held], "pinned_rows": pinned_rows or {}}


ENDED = {"in_force_from": "2022-07-01", "in_force_to": "2026-09-30"}


@pytest.mark.parametrize(
    ("on", "dates", "expected"),
    [
        ("2026-10-01", {}, "pass"),
        ("2026-09-30", {}, "review"),
        ("2026-09-30", ENDED, "pass"),
        ("2026-10-01", ENDED, "review"),
        ("2026-12-31", {**ENDED, "accepted_until": "2026-12-31"}, "pass"),
        ("2027-01-01", {**ENDED, "accepted_until": "2026-12-31"}, "fail"),
        ("2026-10-01", {"in_force_from": None}, "review"),
    ],
)
def test_c10_the_pinned_set_on_the_day(on: str, dates: dict[str, Any], expected: str) -> None:
    assert outcome(judge(example(), on=on, factor_sets=register(**dates)), PINNED)["outcome"] == expected


def test_c10_the_day_of_filing_counts_not_the_day_of_the_decision() -> None:
    ended = register(**ENDED, accepted_until="2026-12-31")
    late = judge(example(), on="2027-02-01", filed_on="2026-12-31", factor_sets=ended)
    assert outcome(late, PINNED)["outcome"] == "pass"
    missed = judge(example(), on="2026-12-31", filed_on="2027-01-01", factor_sets=ended)
    assert outcome(missed, PINNED)["outcome"] == "fail"


@pytest.mark.parametrize(("filed_on", "expected"), [("2026-09-30", "fail"), ("2026-10-01", "pass")])
def test_c10_a_case_is_filed_once_its_set_is_in_force(filed_on: str, expected: str) -> None:
    report = judge(example(), on="2026-09-30", filed_on=filed_on, factor_sets=register())
    assert outcome(report, PINNED)["outcome"] == expected


def test_c10_a_set_nobody_registered_is_asked_about() -> None:
    assert outcome(judge(example(), factor_sets={"sets": []}), PINNED)["outcome"] == "review"


def test_c11b_c12_the_pinned_set_itself() -> None:
    found = outcome(judge(example(), factor_sets=register(scheme="CFO")), PINNED)
    assert (found["outcome"], found["rows"]) == ("invalid", ["C11b"])
    found = outcome(judge(example(), factor_sets=register(gwp_set="AR6")), PINNED)
    assert (found["outcome"], found["rows"]) == ("invalid", ["C12"])


def test_without_the_register_nothing_is_said_of_dates() -> None:
    assert not [o for o in judge(example())["outcomes"] if o["id"] == PINNED]


def _with_factor(**changes: Any) -> dict[str, Any]:
    case = example()
    case["judged"]["factors"][1].update(changes)
    return case


def test_c10_another_set_although_the_pinned_one_has_the_activity() -> None:
    case = _with_factor(set="cfp-2565", row="")
    found = outcome(judge(case, factor_sets=register({"grid": GRID_ROW})), "ce-cfp.5.1.factor_set:grid")
    assert (found["outcome"], found["rows"]) == ("invalid", ["C10"])
    assert "cfp-2569 [44] Grid electricity" in found["message"]["en"]


def test_c10_another_set_that_alone_has_the_activity_is_asked_about() -> None:
    case = _with_factor(set="cfp-2565", row="")
    for rows in ({"grid": None}, {}):
        found = outcome(judge(case, factor_sets=register(rows)), "ce-cfp.5.1.factor_set:grid")
        assert (found["outcome"], found["rows"]) == ("review", ["C10"])


def test_c11b_the_refusal_names_the_row_of_the_product_set() -> None:
    case = _with_factor(scheme="CFO", set="cfo-2569", row="")
    found = outcome(judge(case, factor_sets=register({"grid": GRID_ROW})), "ce-cfp.5.1.factor_set:grid")
    assert (found["outcome"], found["rows"]) == ("invalid", ["C11b"])
    assert "cfp-2569 [44] ไฟฟ้า" in found["message"]["th"]
    assert outcome(judge(case), "ce-cfp.5.1.factor_set:grid")["outcome"] == "invalid"


@pytest.mark.parametrize(("on", "expected"), [("2026-03-31", None), ("2026-04-01", "review")])
def test_c10_an_organisations_fuel_factor_is_of_a_set_in_force(on: str, expected: str | None) -> None:
    case = _with_factor(scheme="CFO", set="cfo-2565", category="fuel-combustion")
    sets = register(in_force_from="2022-01-01")
    dates = {"in_force_from": "2022-04-01", "in_force_to": "2025-12-31", "accepted_until": "2026-03-31"}
    sets["sets"].append({"code": "cfo-2565", "scheme": "CFO", "gwp_set": "AR5", **dates})
    found = {o["id"]: o["outcome"] for o in judge(case, on=on, factor_sets=sets)["outcomes"]}
    assert found.get("ce-cfp.5.1.factor_set:grid") == expected


def guidelines(**dates: Any) -> dict[str, Any]:
    return {"editions": [{"id": "tgo-cfp-2563-5", "in_force_from": "2020-01-01", **dates}]}


@pytest.mark.parametrize(
    ("on", "dates", "expected"),
    [
        ("2026-11-24", {}, "pass"),
        ("2019-12-31", {}, "fail"),
        ("2026-06-30", {"in_force_to": "2026-06-30"}, "pass"),
        ("2026-07-01", {"in_force_to": "2026-06-30"}, "review"),
        ("2026-09-30", {"in_force_to": "2026-06-30", "accepted_until": "2026-09-30"}, "pass"),
        ("2026-10-01", {"in_force_to": "2026-06-30", "accepted_until": "2026-09-30"}, "fail"),
    ],
)
def test_c13_guideline_by_its_transition_date(on: str, dates: dict[str, Any], expected: str) -> None:
    found = outcome(judge(example(), on=on, guidelines=guidelines(**dates)), GUIDELINE)
    assert (found["outcome"], found["rows"]) == (expected, ["C13"])


def test_c13_the_day_of_filing_counts() -> None:
    dates = {"in_force_to": "2026-06-30", "accepted_until": "2026-09-30"}
    late = judge(example(), on="2026-12-01", filed_on="2026-09-30", guidelines=guidelines(**dates))
    assert outcome(late, GUIDELINE)["outcome"] == "pass"


def test_c13_an_edition_nobody_registered_is_asked_about() -> None:
    assert outcome(judge(example(), guidelines={"editions": []}), GUIDELINE)["outcome"] == "review"
