"""Decision row W24: the recycled share varies by month or lot."""

from typing import Any

from tests.calculations.engine.sample_cases import example, judge, outcome, ruling

LOTS, PORTION = "ce-cfp.4.1.1.lots", "ce-cfp.4.1.1.lots:POR-2"


def varying(*lots: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    """The documented example, 20 % R-PET over the year, with its months: label, pieces, share."""
    case = example()
    case["judged"]["bill_of_materials"][0]["portions"][1]["lots"] = [
        {"line_id": f"LOT-{n}", "label": label, "output": {"amount": pieces, "unit": "piece"}, "share": share, **more}
        for n, (label, pieces, share) in enumerate(lots)
    ]
    return case


def found(case: dict[str, Any], *rulings: dict[str, Any]) -> tuple[str, str]:
    report = judge(case, *rulings)
    return outcome(report, LOTS)["outcome"], outcome(report, PORTION)["outcome"]


def test_w24_every_lot_at_the_limit_passes() -> None:
    assert found(varying(("2025-03", "500000", "0.2"), ("2025-04", "500000", "0.2"))) == ("pass", "pass")
    assert judge(varying(("2025-03", "1000000", "0.2")))["overall"] == "pass"


def test_w24_a_month_below_the_limit_is_listed_and_ruled_on_though_the_year_reaches_it() -> None:
    case = varying(("2025-03", "500000", "0.18"), ("2025-04", "500000", "0.22"))
    assert found(case) == ("review", "pass")
    message = outcome(judge(case), LOTS)["message"]
    assert "2025-03 (18 %)" in message["en"]
    assert "2025-04" not in message["th"]
    assert found(case, ruling(LOTS, accepted=True))[0] == "pass"
    assert found(case, ruling(LOTS, accepted=False))[0] == "fail"


def test_w24_one_millionth_below_is_below() -> None:
    case = varying(("2025-03", "500000", "0.199999"), ("2025-04", "500000", "0.200001"))
    assert found(case) == ("review", "pass")
    assert "19.9999 %" in outcome(judge(case), LOTS)["message"]["en"]


def test_w24_the_share_over_the_period_decides() -> None:
    """The lots do not bear out the 20 % stated: by them it is less."""
    assert found(varying(("2025-03", "500000", "0.18"), ("2025-04", "500000", "0.2199"))) == ("review", "fail")


def test_w24_weighed_by_output_not_by_the_number_of_lots() -> None:
    assert found(varying(("2025-03", "900000", "0.19"), ("2025-04", "100000", "0.29"))) == ("review", "pass")
    assert found(varying(("2025-03", "910000", "0.19"), ("2025-04", "90000", "0.29"))) == ("review", "fail")


def test_w24_a_month_left_out_is_noticed() -> None:
    assert found(varying(("2025-03", "990000", "0.2"))) == ("pass", "pass")
    assert found(varying(("2025-03", "989999", "0.2"))) == ("pass", "review")


def test_w24_a_lot_without_share_or_output_never_passes() -> None:
    case = varying(("2025-03", "1000000", "0.2"))
    del case["judged"]["bill_of_materials"][0]["portions"][1]["lots"][0]["output"]
    assert found(case)[1] == "review"
    assert judge(case)["overall"] == "invalid"


def test_w24_masses_by_lot_agree_with_the_balance() -> None:
    lots = (("2025-03", "500000", "0.2"), ("2025-04", "500000", "0.2"))
    assert found(varying(*lots, mass={"amount": "9.9", "unit": "t"}))[1] == "pass"
    assert found(varying(*lots, mass={"amount": "9.89", "unit": "t"}))[1] == "review"


def test_w24_the_same_month_twice_counts_at_its_least() -> None:
    case = varying(("2025-03", "500000", "0.1"), ("2025-03", "500000", "0.3"))
    assert outcome(judge(case), LOTS)["figures"]["least_lot_share"] == "0.1"


def test_w24_lots_below_the_statement_that_still_reach_the_limit_are_a_question() -> None:
    case = varying(("2025-03", "500000", "0.24"), ("2025-04", "500000", "0.26"))
    virgin, recycled = case["judged"]["bill_of_materials"][0]["portions"]
    virgin |= {"share_low": "0.7", "share_high": "0.7"}
    recycled |= {"share_low": "0.3", "share_high": "0.3"}
    assert found(case) == ("pass", "review")
    assert outcome(judge(case), PORTION)["message"]["en"].endswith("The share stated is 30 %, the lots give 25 %.")
