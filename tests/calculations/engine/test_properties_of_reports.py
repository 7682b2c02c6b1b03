"""What must hold for the report as a whole: questions, clauses, exact figures, and what less evidence may never do."""

import json
import re
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculations.engine import evaluate
from calculations.engine.canonical import canonical_json
from calculations.engine.display import decimal_text, exact_text, fraction_text
from calculations.engine.problems import Problem
from calculations.engine.quantities import parse_number
from tests.calculations.engine.sample_cases import example, judge, outcome, ruling
from tests.drill.bills import random_bill
from tests.drill.pairs import random_pair

ORDER = ["pass", "review", "fail", "invalid"]
CASES = [draw(Random(number))[0] for number in range(12) for draw in (random_bill, random_pair)]
few = settings(max_examples=50, deadline=None)
exact = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**9)


def _leaves(value: Any) -> list[Any]:
    inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else None
    return [leaf for item in inside for leaf in _leaves(item)] if inside is not None else [value]


@pytest.mark.parametrize("case", CASES[:8])
def test_every_outcome_cites_a_clause_and_every_review_names_a_question(case: dict[str, Any]) -> None:
    for found in judge(case)["outcomes"]:
        assert re.fullmatch(r"[1-6](\.[0-9])*", found["clause"]), found["id"]
        assert found["rule"]
        assert found["id"].startswith(found["rule"])
        if found["outcome"] == "review":
            # A question is a sentence in both languages that a ruling on this id answers.
            assert len(found["message"]["th"]) > 10
            assert len(found["message"]["en"]) > 10
            for accepted, expected in ((True, "pass"), (False, "fail")):
                ruled = judge(case, ruling(found["id"], accepted=accepted))
                after = next((o for o in ruled["outcomes"] if o["id"] == found["id"]), None)
                assert after is None or after["outcome"] in (expected, "pass", "review"), found["id"]


def test_no_float_and_json_round_trip_is_exact() -> None:
    for case in CASES:
        report = judge(case)
        assert not [leaf for leaf in _leaves(report) if isinstance(leaf, float)]
        assert json.loads(json.dumps(report, allow_nan=False)) == report
        assert evaluate(json.loads(canonical_json(case)), [], {"on": "2026-11-24"}) == report


@few
@given(exact)
def test_render_and_parse_round_trip(value: Fraction) -> None:
    for text in (exact_text(value), fraction_text(value)):
        assert parse_number(text, allow_ratio=True) == value or len(text) > 61
    places = Random(str(value)).randrange(0, 9)
    floor, ceil = (parse_number(decimal_text(value, places, way)) for way in ("floor", "ceil"))
    assert isinstance(floor, Fraction)
    assert isinstance(ceil, Fraction)
    assert floor <= value <= ceil
    assert ceil - floor <= Fraction(1, 10**places)


@few
@given(st.text(max_size=90) | st.integers() | st.floats() | st.none() | st.booleans() | st.binary(max_size=4))
def test_whatever_is_typed_is_a_number_or_a_problem(typed: object) -> None:
    assert isinstance(parse_number(typed, allow_ratio=True), Fraction | Problem)


def _paths(value: Any) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [(value, key) for key in keys] + [place for key in keys for place in _paths(value[key])]


# Statements against the applicant: without them there is less to object to, so removing one may help.
_BURDENS = {"declared_mass", "inventory", "bill_of_materials", "portions"}


def test_taking_any_evidence_or_statement_away_never_turns_a_case_to_pass() -> None:
    """The documented case, spoilt so that it does not pass, does not pass by leaving one more thing out."""
    for spoil in (_too_little_recycled, _dearer_than_virgin, _unknown_origin):
        spoilt = example()
        spoil(spoilt)
        before = ORDER.index(judge(spoilt)["overall"])
        assert before > 0
        for holder, key in _paths(spoilt["judged"]):
            if not isinstance(holder, dict) or key in _BURDENS:
                continue
            kept = holder.pop(key)
            assert judge(spoilt)["overall"] != "pass", (spoil.__name__, key)
            holder[key] = kept


def _too_little_recycled(case: dict[str, Any]) -> None:
    for portion, share in zip(case["judged"]["bill_of_materials"][0]["portions"], ("0.81", "0.19"), strict=True):
        portion["share_low"] = share


def _dearer_than_virgin(case: dict[str, Any]) -> None:
    line = next(x for x in case["judged"]["inventory"] if x["side"] == "product" and x["factor"] == "grid")
    line["period_total"]["amount"] = "50,000,000"


def _unknown_origin(case: dict[str, Any]) -> None:
    case["judged"]["bill_of_materials"][0]["portions"][1]["origin"] = "unknown"


@few
@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from(["raw_material", "production"]))
def test_the_same_line_on_both_sides_changes_nothing_of_the_comparison(number: int, amount: int, stage: str) -> None:
    case, expected = random_pair(Random(number))
    before = outcome(judge(case), "ce-cfp.5.3")
    assert before["outcome"] == expected
    for side in ("product", "comparator"):
        template = next(line for line in case["judged"]["inventory"] if line["side"] == side)
        case["judged"]["inventory"].append(
            {
                **template,
                "line_id": f"{side}-both",
                "name": "both",
                "stage": stage,
                "period_total": {"amount": str(amount), "unit": "kg"},
                "allocation_share": "1",
                "factor": "product-0",
            }
        )
    after = outcome(judge(case), "ce-cfp.5.3")
    assert (after["outcome"], after["margin"]) == (before["outcome"], before["margin"])
