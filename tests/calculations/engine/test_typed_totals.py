"""Row C19: stages typed against their total, and the applicant's own workbook beside the computed figure."""

from typing import Any

import pytest

from tests.calculations.engine.sample_cases import example, judge, outcome, ruling, verdict
from tests.calculations.engine.test_footprints import declared

SUM, BOOK = "ce-cfp.5.1.stage_sum:product", "ce-cfp.5.1.workbook:product"


def typed(total: Any, raw: Any = None, production: Any = None, **more: Any) -> dict[str, Any]:
    """The example comes to 0.257112 + 0.13905 = 0.396162 kgCO2e."""
    case = example()
    stages = {"raw_material": raw, "production": production} if (raw, production) != (None, None) else {}
    case["judged"]["typed_totals"] = {"product": {"total_kgco2e": total, "stages": stages}, **more}
    return case


@pytest.mark.parametrize(
    ("total", "raw", "production", "expected"),
    [
        ("0.396", "0.257", "0.139", "pass"),
        ("0.397", "0.257", "0.139", "review"),  # half a step of each of three figures: 0.0015
        ("0.398", "0.257", "0.139", "invalid"),
        ("0.3975", "0.257", "0.139", "invalid"),
        ("0.39705", "0.257", "0.139", "invalid"),
        ("0.396", "0.257", "0", "invalid"),
        ("0.396", "0.257", "", "invalid"),
        ("0.396", "0.396", None, "invalid"),
        ("0", "0", "0", "invalid"),
        ("", "0.257", "0.139", "invalid"),
        ("-0.396", "0.257", "0.139", "invalid"),
    ],
)
def test_c19_stages_against_their_total(total: str, raw: str, production: str | None, expected: str) -> None:
    assert verdict(typed(total, raw, production), SUM) == expected


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("0.396", "pass"),
        ("0.396162", "pass"),
        ("0.40", "pass"),
        ("0.397", "review"),
        ("0.3961", "review"),
        ("5", "review"),
    ],
)
def test_c19_workbook_that_differs_in_a_printed_digit_is_shown_beside_ours(total: str, expected: str) -> None:
    report = judge(typed(total))
    found = outcome(report, BOOK)
    assert found["outcome"] == expected
    assert found["figures"] == {"workbook_kgco2e": total, "computed_kgco2e": "0.396162"}
    # Ours decides whatever was typed.
    assert report["footprints"]["product"]["exact"] == "0.396162"


def test_c19_a_stage_that_differs_is_named() -> None:
    report = judge(typed("0.396", "0.260", "0.136"))
    assert outcome(report, BOOK)["outcome"] == "review"
    assert "raw material acquisition 0.260" in outcome(report, BOOK)["message"]["en"]


def test_c19_ruling_settles_which_figure_stands() -> None:
    assert judge(typed("0.397"), ruling(BOOK, accepted=True))["overall"] == "pass"
    assert judge(typed("0.397"), ruling(BOOK, accepted=False))["overall"] == "fail"


@pytest.mark.parametrize("total", ["NaN", "1e999999", 0.396, "1,5"])
def test_c19_typed_total_that_is_no_number(total: object) -> None:
    assert judge(typed(total))["overall"] == "invalid"


@pytest.mark.parametrize(("production", "expected"), [("0.2", "pass"), ("0.21", "review"), ("0.23", "invalid")])
def test_c19_stages_of_a_declared_comparator(production: str, expected: str) -> None:
    """5.8 of raw material and 0.2 of production make the declared 6, exactly; both stages are typed to some digit."""
    case = example()
    case["judged"]["comparator"] = declared("6")
    stages = {"raw_material": "5.80", "production": production}
    case["judged"]["typed_totals"] = {"comparator": {"stages": stages}}
    assert verdict(case, "ce-cfp.5.1.stage_sum:comparator") == expected


def test_c19_nothing_typed_says_nothing() -> None:
    assert not [o for o in judge(example())["outcomes"] if "C19" in o["rows"]]


def test_c19_unknown_side_or_stage_is_named() -> None:
    case = typed("0.396")
    case["judged"]["typed_totals"]["products"] = {"total_kgco2e": "1"}
    assert judge(case)["overall"] == "invalid"
