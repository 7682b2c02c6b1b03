"""The explanation: advice that lands on the limit, break-even, flips, hot spots, names and questions."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculations.engine.advice import mass_to_add_kg, mass_to_swap_kg
from calculations.engine.criteria.ce_cfp_2563 import CE_CFP_2563
from calculations.engine.explanation.break_even import Sides, solved
from calculations.engine.explanation.clauses import clause_title, rule_name
from calculations.engine.explanation.next_steps import next_step_of
from calculations.engine.explanation.statements import margin_text, true_statement
from calculations.engine.outcomes import FAIL, PASS, Outcome, Text
from tests.calculations.engine.sample_cases import (
    example,
    judge,
    outcome,
    part,
    recycled,
    ruling,
    two_materials,
    with_bom,
)

MASSES = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000)
EMISSIONS = st.fractions(min_value=0, max_value=100, max_denominator=1000)


def explained(case: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = judge(case)["explanation"]
    return found


def emitting(**totals: str) -> dict[str, Any]:
    """The example with these period totals by line id, against a measured comparator that stays as it is."""
    case = example()
    judged = case["judged"]
    judged["comparator"] = {
        "method": "measured",
        "reasons": "ก",
        "functional_unit": judged["functional_unit"],
        "boundary": judged["boundary"],
        "gwp_set": judged["editions"]["gwp_set"],
        "allocation": judged.get("allocation", ""),
    }
    for line in case["judged"]["inventory"]:
        if line["line_id"] in totals:
            line["period_total"]["amount"] = totals[line["line_id"]]
    return case


# --- what a factory can do ---


@given(total=MASSES, share=st.fractions(min_value=0, max_value=Fraction(1, 5), max_denominator=1000))
def test_advised_masses_land_exactly_on_the_limit(total: Fraction, share: Fraction) -> None:
    limit, recycled_kg = CE_CFP_2563.min_recycled_share, total * share
    swap, add = mass_to_swap_kg(total, recycled_kg, limit), mass_to_add_kg(total, recycled_kg, limit)
    assert (recycled_kg + swap) / total == limit
    assert (recycled_kg + add) / (total + add) == limit


@pytest.mark.parametrize("key", ["swap_kg", "add_kg"])
def test_following_the_advice_of_the_report_passes_and_less_does_not(key: str) -> None:
    figures = outcome(judge(two_materials("19", "81")), "ce-cfp.4.1.1")["figures"]
    grams = Fraction(figures[key]) * 1000
    for missing, expected in ((Fraction(0), PASS), (Fraction(1, 10**9), FAIL)):
        r, v = 19 + grams - missing, 81 - (grams if key == "swap_kg" else 0)
        assert outcome(judge(two_materials(str(r), str(v))), "ce-cfp.4.1.1")["outcome"] in (expected, "invalid")


def test_every_outcome_that_is_no_pass_says_what_to_do_next() -> None:
    for case in (two_materials("1", "99", origin="unknown"), {"schema": "cecfp-case/1"}, example() | {"judged": {}}):
        for found in judge(case)["outcomes"]:
            assert (found["outcome"] == PASS) == (found["next_step"] is None), found["id"]


def test_the_figures_of_a_rule_come_before_the_words_of_its_row() -> None:
    own = Text("ก", "a")
    failed = Outcome("x", "x", "5.1", FAIL, Text("ข", "b"), ("C12",))
    assert "GWP" in (next_step_of(failed) or own).en
    assert next_step_of(Outcome("x", "x", "5.1", FAIL, Text("ข", "b"), ("C12",), next_step=own)) == own
    assert next_step_of(Outcome("x", "x", "5.1", PASS, Text("ข", "b"), ("C12",))) is None


# --- break-even ---


@given(recycled_e=EMISSIONS, virgin_e=EMISSIONS, other=st.fractions(-100, 100, max_denominator=1000))
def test_totals_are_equal_at_the_break_even_share(recycled_e: Fraction, virgin_e: Fraction, other: Fraction) -> None:
    present = Fraction(1, 4)
    found = solved(Sides(recycled_e, virgin_e, other), present)
    difference = {t: other - t * (virgin_e - recycled_e) for t in (Fraction(0), 1 / present)}
    if found.share is not None:
        scale = found.share / present
        assert other - scale * (virgin_e - recycled_e) == 0
        is_met_above = found.bound == "least"
        assert (difference[1 / present] <= 0) == (is_met_above or found.share == 1)
    elif found.bound == "any":
        assert all(value <= 0 for value in difference.values())
    else:
        assert found.bound == "none"
        assert difference[Fraction(0)] > 0 and (difference[1 / present] > 0)


def test_break_even_needs_both_materials_to_differ() -> None:
    one = Fraction(1)
    assert solved(Sides(one, one, Fraction(0)), Fraction(1, 5)).bound == "any"
    worse = solved(Sides(one, one, Fraction(1, 100)), Fraction(1, 5))
    assert worse.bound == "none" and worse.share is None and "no break-even" in worse.text.en


def test_break_even_by_hand() -> None:
    """A product with 0.1 kgCO2e beside the material; 1 kgCO2e saved for all of its mass recycled: 10 %."""
    found = solved(Sides(Fraction("0.2"), Fraction("0.4"), Fraction("0.1")), Fraction(1, 5))
    assert (found.share, found.bound) == (Fraction(1, 10), "least")
    assert "10.00 %" in found.text.en


@pytest.mark.parametrize("electricity", ["600000", "632245", "632246", "700000"])
def test_break_even_of_a_case_lies_where_the_verdict_turns(electricity: str) -> None:
    """Extra electricity on the product's side only; the comparator stays as it is."""
    case = emitting(**{"INV-3": electricity})
    found = explained(case)["break_even"]
    assert found["bound"] == "least" and found["present_share"] == "0.2"
    assert outcome(judge(case), "ce-cfp.5.3")["outcome"] == (
        PASS if Fraction(found["share"]) <= Fraction(1, 5) else FAIL
    )


def test_no_break_even_of_a_declared_total() -> None:
    case = example()
    case["judged"]["comparator"] = {"method": "declared", "declared_total_kgco2e": "1", "reasons": "ก"}
    assert explained(case)["break_even"]["bound"] == "unknown"
    assert explained({"schema": "cecfp-case/1"})["break_even"] is None


# --- flips ---


def test_flips_are_the_three_nearest_and_turn_the_result() -> None:
    report = judge(example())
    lines = report["explanation"]["flips"]["lines"]
    assert len(lines) == 3
    changes = [abs(Fraction(line["change"])) for line in lines]
    assert changes == sorted(changes)
    product, comparator = (Fraction(report["footprints"][side]["exact"]) for side in ("product", "comparator"))
    by_line = {line["line_id"]: Fraction(line["exact"]) for line in report["footprints"]["product"]["by_line"]}
    for line in lines:
        assert product + Fraction(line["change"]) * by_line[line["line_id"]] == comparator


def test_flip_distance_never_looks_safer_than_it_is() -> None:
    passing = explained(example())["flips"]["lines"][0]
    assert Fraction(passing["percent_text"]) <= Fraction(passing["change"]) * 100
    failing = explained(emitting(**{"INV-3": "700000"}))["flips"]["lines"][0]
    assert Fraction(failing["percent_text"]) >= abs(Fraction(failing["change"])) * 100
    assert "falls by" in failing["text"]["en"]


def test_a_line_that_cannot_turn_the_result_alone_is_not_named() -> None:
    found = explained(emitting(**{"INV-3": "90000000"}))["flips"]["lines"]
    assert [line["line_id"] for line in found] == ["INV-3"]


def test_nothing_to_flip_without_a_comparison() -> None:
    assert explained({"schema": "cecfp-case/1"})["flips"] is None


# --- hot spots ---


@given(totals=st.lists(st.integers(1, 10**6), min_size=3, max_size=3))
def test_hot_spots_print_to_a_hundred_and_reach_four_fifths(totals: list[int]) -> None:
    case = emitting(**{f"INV-{number + 1}": str(total) for number, total in enumerate(totals)})
    found = explained(case)["hot_spots"]
    printed = [Fraction(line["percent_text"]) for line in found["lines"]]
    assert sum(printed) + Fraction(found["others"]["percent_text"]) == 100
    assert printed == sorted(printed, reverse=True)
    assert Fraction(found["lines"][-1]["cumulative_percent_text"]) == sum(printed)
    gross = sum(Fraction(line["exact"]) for line in found["lines"]) + Fraction(found["others"]["exact"])
    assert sum(Fraction(line["exact"]) for line in found["lines"]) * 5 >= gross * 4
    assert sum(Fraction(line["exact"]) for line in found["lines"][:-1]) * 5 < gross * 4


def test_stage_shares_print_to_a_hundred() -> None:
    stages = judge(example())["footprints"]["product"]["by_stage"]
    assert sum(Fraction(stage["percent_text"]) for stage in stages if stage["percent_text"]) == 100


def test_a_credit_is_no_hot_spot_but_is_named() -> None:
    case = example()
    factor = next(f for f in case["judged"]["factors"] + case["judged"].get("own_factors", []) if f["id"])
    used = next(line for line in case["judged"]["inventory"] if line["line_id"] == "INV-2")
    row = next(
        f for f in case["judged"]["factors"] + case["judged"].get("own_factors", []) if f["id"] == used["factor"]
    )
    assert factor
    row["value_kgco2e"] = "-1"
    found = explained(case)["hot_spots"]
    assert found["credits"]["count"] == 1
    assert "INV-2" not in [line["line_id"] for line in found["lines"]]


# --- what was left out and converted ---


def test_packaging_and_open_material_are_listed_with_their_reason() -> None:
    box = part("BOX", "20", role="packaging")
    case = with_bom(part("V", "80"), part("R", "20", portions=[recycled("P", origin="unknown")]), box, kind="finished")
    found = explained(case)["exclusions"]
    assert [(e["kind"], e["clause"], e["line_id"], e["mass_kg"]) for e in found] == [
        ("material", "4.1.2", "P", "0.02"),
        ("packaging", "4.1.1", "BOX", "0.02"),
    ]
    assert all(e["text"]["th"] and e["text"]["en"] for e in found)


def test_cut_off_lines_are_listed_with_their_reason() -> None:
    case = example()
    line = case["judged"]["inventory"][2]
    line["is_cut_off"], line["cut_off_reason"] = True, "น้อยมาก"
    found = [e for e in explained(case)["exclusions"] if e["kind"] == "cut_off"]
    assert [e["line_id"] for e in found] == [line["line_id"]]
    assert "น้อยมาก" in found[0]["text"]["th"]


def test_conversions_are_exact_and_named_once() -> None:
    case = example()
    case["judged"]["inventory"][2]["period_total"] = {"amount": "18", "unit": "MJ"}
    found = {c["text"]["en"] for c in explained(case)["conversions"]}
    assert "1 MJ = 5/18 kWh (1 line)" in found
    assert "1 t = 1,000 kg (4 lines)" in found
    assert any("÷ 1,000,000 functional units" in text for text in found)


# --- questions ---


def test_a_question_says_what_either_answer_leads_to() -> None:
    case = two_materials("20", "80", origin="unknown")
    asked = outcome(judge(case), "ce-cfp.4.1.2:P")["question"]
    assert "4.1.1 – met" in asked["if_accepted"]["en"] and "20 %" in asked["if_accepted"]["en"]
    assert "4.1.1 – not met" in asked["if_refused"]["en"]
    assert asked["leads_to"] == ["ce-cfp.4.1.1"]
    for accepted, word in ((True, PASS), (False, FAIL)):
        report = judge(case, ruling("ce-cfp.4.1.2:P", accepted=accepted))
        assert outcome(report, "ce-cfp.4.1.1")["outcome"] == word
        assert outcome(report, "ce-cfp.4.1.2:P")["question"] is None


def test_what_waits_for_other_questions_says_so() -> None:
    asked = outcome(judge(two_materials("20", "80", origin="unknown")), "ce-cfp.4.1.1")["question"]
    assert "1 other question" in asked["first"]["en"]


def test_a_question_that_nothing_waits_for_is_answered_plainly() -> None:
    case = example()
    case["judged"]["pcr"] = {"status": "draft", "sent_on": "2026-01-01"}
    asked = outcome(judge(case), "ce-cfp.5.1.pcr")["question"]
    assert asked == {
        "leads_to": [],
        "first": None,
        "if_accepted": {"th": "ประเด็นนี้เป็นไปตามเกณฑ์", "en": "This point is met."},
        "if_refused": {
            "th": "ประเด็นนี้ไม่เป็นไปตามเกณฑ์ ผลโดยรวมจึงไม่เป็นไปตามเกณฑ์",
            "en": "This point is not met, and so the case is not.",
        },
    }


# --- names, clauses, statements ---


def test_clauses_carry_the_worst_outcome_and_its_sentence() -> None:
    report = judge(two_materials("1", "99"))
    clauses = {clause["clause"]: clause for clause in report["explanation"]["clauses"]}
    assert clauses["4.1.1"]["outcome"] == FAIL
    assert "1 %" in clauses["4.1.1"]["summary"]["en"]
    assert set(clauses) == {found["clause"] for found in report["outcomes"]}
    assert clauses["4.1.1"]["title"]["th"].startswith("วัสดุรีไซเคิล")
    assert sorted(i for clause in clauses.values() for i in clause["outcome_ids"]) == sorted(
        found["id"] for found in report["outcomes"]
    )


def test_an_unknown_rule_takes_the_name_of_what_it_stands_in() -> None:
    assert rule_name("ce-cfp.5.1.lines.input", "5.1", CE_CFP_2563) == rule_name("ce-cfp.5.1.lines", "5.1", CE_CFP_2563)
    assert rule_name("ce-cfp.9.9.new", "5.3", CE_CFP_2563) == clause_title("5.3", CE_CFP_2563)
    assert clause_title("4.1.7", CE_CFP_2563) == clause_title("4.1", CE_CFP_2563)
    assert clause_title("9", None).en == "Clause 9"


def test_outcomes_name_their_lines_and_the_evidence_the_case_holds() -> None:
    found = outcome(judge(example()), "ce-cfp.5.2:POR-2")
    assert found["evidence"] == ["EVI-1", "EVI-2", "EVI-3"]
    assert {"line_id": "POR-2", "name": "R-PET"} in found["lines"]


@pytest.mark.parametrize(
    ("rule", "margin", "expected"),
    [
        ("ce-cfp.4.1.1", "-3/140", "-2.1429 percentage points"),
        ("ce-cfp.4.1.1", "-1/1000000000", "-0.0000001 percentage points"),
        ("ce-cfp.4.1.1", "0", "0 percentage points"),
        ("ce-cfp.4.1.1", "0.05", "+5 percentage points"),
        ("ce-cfp.5.3", "1", "+1 kgCO₂e"),
        ("ce-cfp.5.3", "-1/3", "-0.333334 kgCO₂e"),
        ("ce-cfp.4.1.1.declared_mass", "0.002", "+2 g"),
    ],
)
def test_margin_is_rounded_to_the_unfavourable_side(rule: str, margin: str, expected: str) -> None:
    found = margin_text(Outcome("x", rule, "x", PASS, Text("", ""), margin=margin))
    assert found is not None and found.en == expected


def test_margin_of_a_rule_without_a_unit_is_left_to_the_exact_figure() -> None:
    assert margin_text(Outcome("x", "ce-cfp.other", "x", PASS, Text("", ""), margin="1")) is None
    assert margin_text(Outcome("x", "ce-cfp.5.3", "x", PASS, Text("", ""))) is None


@pytest.mark.parametrize(
    ("inequality", "expected"),
    [("5 <= 6 ? yes", "5 ≤ 6"), ("7 <= 6 ? no", "7 > 6"), ("1/5 >= 1/5 ? yes", "1/5 ≥ 1/5"), ("a >= b ? no", "a < b")],
)
def test_statement_is_true_as_it_stands(inequality: str, expected: str) -> None:
    assert true_statement(inequality) == expected


def test_hostile_cases_are_explained_without_a_fault_and_without_floats() -> None:
    for case in ({}, {"schema": "cecfp-case/1"}, {"schema": "cecfp-case/1", "judged": {"route": []}}):
        text = json.dumps(judge(case))
        json.loads(text, parse_float=lambda typed: pytest.fail(f"float {typed}"))


def test_unusable_input_names_its_line_and_where_it_is_corrected() -> None:
    case = example()
    case["judged"]["inventory"][2]["period_total"]["unit"] = "ton"
    found = next(o for o in judge(case)["outcomes"] if o["rule"].endswith(".input"))
    assert found["message"]["en"].startswith("grid electricity: ")
    assert found["next_step"]["en"] == "Correct this in the life-cycle inventory and send the case again."
    nameless = case | {"judged": case["judged"] | {"inventory": [{"line_id": "X", "side": "product"}]}}
    assert all(not o["message"]["en"].startswith("X: ") for o in judge(nameless)["outcomes"])
