"""The report as a whole: worst outcome, hashes, rulings, editions, the command, and hostile input."""

import gc
import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from calculations.engine import evaluate
from calculations.engine.canonical import judged_sha256
from calculations.engine.criteria.ce_cfp_2563 import CE_CFP_2563
from calculations.engine.outcomes import INVALID, worst
from calculations.engine.rules import RULES
from tests.calculations.engine.sample_cases import (
    example,
    example_context,
    judge,
    outcome,
    ruling,
    two_materials,
    verdict,
)


def leaves(value: Any, path: str = "$") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}[{index}]")
    else:
        yield path, value


def test_no_float_anywhere_and_json_round_trip() -> None:
    for case in (example(), two_materials("19.9999", "80"), {"schema": "cecfp-case/1"}):
        report = judge(case)
        assert not [path for path, value in leaves(report) if isinstance(value, float)]
        assert json.loads(json.dumps(report, allow_nan=False)) == report


def test_every_outcome_has_clause_sentences_and_a_single_id() -> None:
    empty_lines: dict[str, Any] = {"judged": {"inventory": [{}, {}]}}
    for case in (example(), two_materials("10", "80"), empty_lines):
        outcomes = judge(case)["outcomes"]
        assert len({o["id"] for o in outcomes}) == len(outcomes)
        for found in outcomes:
            assert found["clause"]
            assert found["message"]["th"].strip()
            assert found["message"]["en"].strip()


def test_every_rule_cites_its_source() -> None:
    for rule in RULES:
        assert rule.__doc__ is not None
        assert "Source:" in rule.__doc__, rule.__name__


def test_overall_is_the_worst() -> None:
    assert worst(["pass", "review", "pass"]) == "review"
    assert worst(["review", "fail"]) == "fail"
    assert worst(["fail", "invalid"]) == "invalid"
    assert worst([]) == INVALID


def test_same_inputs_same_report_and_hashes_of_all_three() -> None:
    first, second = judge(example()), judge(example())
    assert first == second
    assert first["inputs"]["judged_sha256"] == judged_sha256(example())
    ruled = judge(example(), ruling("ce-cfp.5.3.method", accepted=True))
    assert ruled["inputs"]["rulings_sha256"] != first["inputs"]["rulings_sha256"]
    later = evaluate(example(), [], {"on": "2027-01-01"})
    assert later["inputs"]["context_sha256"] != first["inputs"]["context_sha256"]
    assert later["on"] == "2027-01-01"


def test_input_is_not_changed() -> None:
    case = example()
    evaluate(case, [], {})
    assert case == example()


def test_a_ruling_settles_a_review_and_nothing_else() -> None:
    case = example()
    case["judged"]["pcr"] = {"status": "draft", "sent_on": "2026-01-05"}
    assert judge(case)["overall"] == "review"
    accepted = judge(case, ruling("ce-cfp.5.1.pcr", accepted=True))
    assert accepted["overall"] == "pass"
    assert outcome(accepted, "ce-cfp.5.1.pcr")["ruling"]["reason"] == "seen"
    assert judge(case, ruling("ce-cfp.5.1.pcr", accepted=False))["overall"] == "fail"
    failing = two_materials("10", "80")
    report = judge(failing, ruling("ce-cfp.4.1.1", accepted=True))
    assert outcome(report, "ce-cfp.4.1.1")["outcome"] == "fail"
    assert report["unused_rulings"] == ["ce-cfp.4.1.1"]


@pytest.mark.parametrize("bad", [{"accepted": True}, {"outcome_id": "x"}, {"outcome_id": "x", "accepted": "yes"}])
def test_malformed_rulings_are_the_callers_fault(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="ruling"):
        evaluate(example(), [bad], {})


@pytest.mark.parametrize("was_enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was_found_also_by_a_refusal(was_enabled: bool) -> None:
    try:
        gc.enable() if was_enabled else gc.disable()
        with pytest.raises(ValueError):
            evaluate(example(), [{"accepted": "yes"}])
        assert gc.isenabled() is was_enabled
    finally:
        gc.enable()


def test_a_changed_threshold_is_a_data_change_and_old_cases_keep_theirs() -> None:
    stricter = replace(CE_CFP_2563, id="fictitious-2575", min_recycled_share=Fraction(3, 10))
    editions = {CE_CFP_2563.id: CE_CFP_2563, stricter.id: stricter}
    case = example()
    assert evaluate(case, context=example_context(), editions=editions)["overall"] == "pass"
    case["judged"]["editions"]["criteria"] = stricter.id
    report = evaluate(case, context=example_context(), editions=editions)
    found = outcome(report, "ce-cfp.4.1.1")
    assert (found["outcome"], found["margin"], report["edition"]) == ("fail", "-0.1", "fictitious-2575")
    assert evaluate(case)["overall"] == "invalid"


def test_settings_of_the_context_apply() -> None:
    case = two_materials("30", "70")
    case["judged"]["declared_mass"] = {"amount": "103", "unit": "g"}
    assert verdict(case, "ce-cfp.4.1.1.declared_mass") == "review"
    report = judge(case, edition_settings={"mass_tolerance_share": "0.05", "unknown": "1"})
    assert outcome(report, "ce-cfp.4.1.1.declared_mass")["outcome"] == "pass"


def test_all_problems_are_named_at_once_with_path_and_line() -> None:
    case = example()
    case["judged"]["bill_of_materials"][0]["mass"] = {"amount": "1,5", "unit": "ton"}
    case["judged"]["inventory"][0]["period_total"]["amount"] = "NaN"
    case["judged"]["inventory"][1]["factor"] = "gone"
    case["judged"]["period_output"]["amount"] = 0.5
    named = {o["figures"]["path"]: o for o in judge(case)["outcomes"] if o["rule"] == "case.input"}
    assert set(named) == {
        "judged.bill_of_materials[0].mass.amount",
        "judged.bill_of_materials[0].mass.unit",
        "judged.inventory[0].period_total.amount",
        "judged.inventory[1].factor",
        "judged.period_output.amount",
    }
    assert named["judged.bill_of_materials[0].mass.amount"]["line_ids"] == ["BOM-1"]
    assert named["judged.bill_of_materials[0].mass.unit"]["clause"] == "4.1.1"


HOSTILE: list[Any] = [
    "\ud800", None, True, 0, -1, 0.1,
    float("inf"), float("nan"), "", "NaN", "1e999999", "9" * 5000, "\x00", "ก" * 10_000,
    [], {}, [[]], [None], [{}], {"amount": {}}, {"amount": "1", "unit": []}, 10**4000,
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value)[:20])
def test_hostile_values_anywhere_end_in_outcomes(value: Any) -> None:
    """Every place of the example in turn holds the hostile value: no exception, and never a silent pass of a number."""
    places = [path for path, _ in leaves(example())] + ["$.judged", "$.judged.inventory", "$.judged.product"]
    for place in places:
        case = example()
        _put(case, place, value)
        report = evaluate(case, [], {"on": "2026-11-24"})
        assert report["overall"] in ("pass", "review", "fail", "invalid")
        json.dumps(report, ensure_ascii=False, allow_nan=False).encode()
        is_computed = place == "$.judged.own_factors[0].value_kgco2e" and value in (None, "")
        if place.endswith((".amount", ".value_kgco2e", ".share_low")) and value not in (0, -1) and not is_computed:
            assert report["overall"] == "invalid", place


def _put(case: Any, path: str, value: Any) -> None:
    keys = [part for part in path[2:].replace("[", ".[").split(".") if part]
    for key in keys[:-1]:
        case = case[int(key[1:-1])] if key.startswith("[") else case[key]
    last = keys[-1]
    case[int(last[1:-1]) if last.startswith("[") else last] = value
