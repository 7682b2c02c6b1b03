"""Editions of the criteria as dated data: a second, fictitious one changes a threshold and no code."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from calculations.engine import evaluate
from calculations.engine.criteria.ce_cfp_2563 import CE_CFP_2563
from calculations.engine.criteria.editions import edition_on
from tests.calculations.engine.sample_cases import example, outcome

FORMER = replace(CE_CFP_2563, in_force_to=date(2027, 12, 31), accepted_until=date(2028, 3, 31))
STRICTER = replace(CE_CFP_2563, id="ce-cfp-2571", in_force_from=date(2028, 1, 1), min_recycled_share=Fraction(1, 4))
EDITIONS = {edition.id: edition for edition in (FORMER, STRICTER)}


def judged(edition: str, on: str, **more: Any) -> dict[str, Any]:
    case = example()
    case["judged"]["editions"]["criteria"] = edition
    return evaluate(case, [], {"on": on, **more}, editions=EDITIONS)


def test_a_changed_threshold_is_a_change_of_data() -> None:
    assert outcome(judged("ce-cfp-2563", "2027-06-01"), "ce-cfp.4.1.1")["outcome"] == "pass"
    found = outcome(judged("ce-cfp-2571", "2028-06-01"), "ce-cfp.4.1.1")
    assert found["outcome"] == "fail"
    assert "25" in found["inequality"]


def test_old_cases_keep_their_edition() -> None:
    alone = evaluate(example(), [], {"on": "2027-06-01"})
    beside = judged("ce-cfp-2563", "2027-06-01")
    assert beside["shares"] == alone["shares"]
    assert {o["id"]: o["outcome"] for o in beside["outcomes"]} == {o["id"]: o["outcome"] for o in alone["outcomes"]}
    assert judged("ce-cfp-2563", "2029-01-01", filed_on="2027-06-01")["overall"] == "pass"


@pytest.mark.parametrize(
    ("edition", "on", "expected"),
    [
        ("ce-cfp-2563", "2027-12-31", "pass"),
        ("ce-cfp-2563", "2028-03-31", "pass"),
        ("ce-cfp-2563", "2028-04-01", "fail"),
        ("ce-cfp-2571", "2027-12-31", "fail"),
        ("ce-cfp-2571", "2028-01-01", "pass"),
    ],
)
def test_the_edition_applies_on_the_day_of_filing(edition: str, on: str, expected: str) -> None:
    assert outcome(judged(edition, on), "ce-cfp.edition")["outcome"] == expected


def test_an_ended_edition_without_a_transition_is_asked_about() -> None:
    editions = {"ce-cfp-2563": replace(FORMER, accepted_until=None)}
    found = outcome(evaluate(example(), [], {"on": "2028-01-01"}, editions=editions), "ce-cfp.edition")
    assert found["outcome"] == "review"


def test_the_day_not_known_is_asked_about_only_where_it_matters() -> None:
    assert outcome(evaluate(example()), "ce-cfp.edition")["outcome"] == "pass"
    case = example()
    case["judged"]["editions"]["criteria"] = "ce-cfp-2571"
    assert outcome(evaluate(case, editions=EDITIONS), "ce-cfp.edition")["outcome"] == "review"


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2027, 12, 31), "ce-cfp-2563"), (date(2028, 1, 1), "ce-cfp-2571"), (date(2040, 1, 1), "ce-cfp-2571")],
)
def test_a_new_case_gets_the_newest_edition_in_force(on: date, expected: str) -> None:
    assert edition_on(on, EDITIONS).id == expected


def test_no_edition_in_force_is_named() -> None:
    with pytest.raises(LookupError):
        edition_on(date(2027, 1, 1), {"ce-cfp-2571": STRICTER})
