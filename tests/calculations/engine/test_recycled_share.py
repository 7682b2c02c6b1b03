"""Decision rows W1 to W25 of the scope so far: the 20 % rule at its limit and one step beyond."""

from fractions import Fraction

import pytest

from tests.calculations.engine.sample_cases import (
    judge,
    outcome,
    part,
    portion,
    recycled,
    ruling,
    two_materials,
    verdict,
    with_bom,
)

SHARE = "ce-cfp.4.1.1"


def test_w1_exactly_twenty_per_cent_passes() -> None:
    found = outcome(judge(two_materials("20", "80")), SHARE)
    assert (found["outcome"], found["margin"], found["next_step"]) == ("pass", "0", None)
    assert "พอดี" in found["message"]["th"]


def test_w2_just_below_fails_and_says_the_grams() -> None:
    report = judge(two_materials("19.9999", "80.0001"))
    found = outcome(report, SHARE)
    assert found["outcome"] == "fail"
    assert found["message"]["en"] == "19.9999 % is below 20 %, no rounding; short by 0.0001 g."
    assert found["message"]["th"] == "ร้อยละ 19.9999 ไม่ถึงร้อยละ 20 (ไม่ปัดเศษทศนิยม) ขาดอีก 0.0001 กรัม"
    assert report["shares"]["recycled_lower"]["percent_text"] == "19.99"
    assert (found["figures"]["swap_kg"], found["figures"]["add_kg"]) == ("0.0000001", "0.000000125")


def test_w3_thirds_stay_exact() -> None:
    lots = [
        part(f"L{n}", "1", "kg", count="1/3", portions=[recycled(f"P{n}", "1/5"), portion(f"V{n}", "4/5")])
        for n in range(3)
    ]
    report = judge(with_bom(*lots))
    assert outcome(report, SHARE)["outcome"] == "pass"
    assert report["shares"]["recycled_lower"]["fraction"] == "1/5"


def _boxed(kind: str) -> dict:
    return with_bom(
        part("goods", "80", portions=[recycled("P", "0.1875"), portion("V", "0.8125")]),
        part("box", "20", role="packaging", portions=[recycled("B")]),
        kind=kind,
    )


def test_w4_packaging_of_a_finished_product_is_left_out() -> None:
    report = judge(_boxed("finished"))
    assert outcome(report, SHARE)["outcome"] == "fail"
    assert report["shares"]["recycled_lower"]["percent_text"] == "18.75"
    assert report["shares"]["product_mass_kg"] == "0.08"


def test_w5_the_same_box_as_the_product_counts() -> None:
    box = part("box", "20", role="packaging", portions=[recycled("B")])
    assert verdict(with_bom(box, kind="packaging"), SHARE) == "pass"


def test_w6_cap_and_label_belong_to_a_bottle() -> None:
    report = judge(
        with_bom(part("bottle", "16"), part("r", "4", portions=[recycled("P")]), part("cap", "2"), part("label", "0.4"))
    )
    assert outcome(report, SHARE)["outcome"] == "fail"
    assert report["shares"]["recycled_lower"] == {"exact": "5/28", "fraction": "5/28", "percent_text": "17.85"}


@pytest.mark.parametrize(("kind", "row"), [("component", "W7"), ("material", "W7"), ("packaging", "W6")])
def test_w7_packaging_of_other_kinds_is_ruled_on_where_it_decides(kind: str, row: str) -> None:
    report = judge(_boxed(kind))
    share, question = outcome(report, SHARE), outcome(report, f"{SHARE}.packaging")
    assert (share["outcome"], share["rows"], share["depends_on"]) == ("review", [row], [f"{SHARE}.packaging"])
    assert (question["outcome"], question["rows"], question["line_ids"]) == ("review", [row], ["box"])


@pytest.mark.parametrize(
    ("kind", "accepted", "share", "outcomes"),
    [
        ("component", True, "3/16", ("fail", "pass")),
        ("component", False, "7/20", ("pass", "pass")),
        ("packaging", True, "7/20", ("pass", "pass")),
        ("packaging", False, "3/16", ("fail", "fail")),
    ],
)
def test_w7_the_share_follows_the_ruling(kind: str, accepted: bool, share: str, outcomes: tuple[str, str]) -> None:
    report = judge(_boxed(kind), ruling(f"{SHARE}.packaging", accepted=accepted))
    assert report["shares"]["recycled_lower"]["fraction"] == report["shares"]["recycled_upper"]["fraction"] == share
    assert tuple(outcome(report, one)["outcome"] for one in (SHARE, f"{SHARE}.packaging")) == outcomes
    assert report["unused_rulings"] == []


def test_w7_packaging_of_other_kinds_asks_nothing_where_it_does_not_decide() -> None:
    case = with_bom(
        part("goods", "80", portions=[recycled("P")]),
        part("crate", "20", role="packaging"),
        kind="component",
    )
    assert verdict(case, SHARE) == verdict(case, f"{SHARE}.packaging") == "pass"


@pytest.mark.parametrize("mass", ["0", "-1"])
def test_w9_mass_must_be_above_zero(mass: str) -> None:
    report = judge(two_materials(mass, "80"))
    assert outcome(report, SHARE)["outcome"] == "invalid"
    assert any(o["rule"] == "case.input" and o["line_ids"] == ["R"] for o in report["outcomes"])


@pytest.mark.parametrize("mass", [None, {"amount": "ประมาณ 20", "unit": "g"}, {"amount": "20", "unit": "ton"}])
def test_w10_no_mass_no_verdict(mass: object) -> None:
    assert verdict(with_bom(part("V", "80"), part("R", "20", mass=mass, portions=[recycled("P")])), SHARE) == "invalid"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("100", "pass"), ("101", "pass"), ("101.02", "review"), ("98", "review")],
)
def test_w11_parts_against_declared_mass(declared: str, expected: str) -> None:
    case = two_materials("30", "70")
    case["judged"]["declared_mass"] = {"amount": declared, "unit": "g"}
    assert verdict(case, f"{SHARE}.declared_mass") == expected


def test_w11_tolerance_holds_at_its_edge() -> None:
    case = two_materials("30", "69")
    case["judged"]["declared_mass"] = {"amount": "100", "unit": "g"}
    assert verdict(case, f"{SHARE}.declared_mass") == "pass"


def test_w11_review_if_the_verdict_depends_on_the_denominator() -> None:
    case = two_materials("20", "80")
    case["judged"]["declared_mass"] = {"amount": "100.5", "unit": "g"}
    assert verdict(case, f"{SHARE}.declared_mass") == "review"


@pytest.mark.parametrize(("virgin", "expected"), [("0.8", "pass"), ("0.799", "invalid"), ("0.801", "invalid")])
def test_w12_portions_add_to_one_hundred(virgin: str, expected: str) -> None:
    assert verdict(with_bom(part("A", "100", portions=[recycled("P", "0.2"), portion("V", virgin)])), SHARE) == expected


def test_w13_units_convert_exactly() -> None:
    case = with_bom(part("V", "0.08", "kg"), part("R", "0.00002", "t", portions=[recycled("P")]))
    assert outcome(judge(case), SHARE)["margin"] == "0"


def _wet(recycled_moisture: str | None, other_moisture: str | None) -> dict:
    return with_bom(
        part("pulp", "18", "kg", moisture_share=recycled_moisture, portions=[recycled("P")]),
        part("rest", "49.2", "kg", moisture_share=other_moisture),
    )


def test_w15_all_are_weighed_dry() -> None:
    report = judge(_wet("0.4", "0"))
    assert report["shares"]["recycled_lower"]["percent_text"] == "18.00"
    assert outcome(report, SHARE)["outcome"] == "fail"
    assert outcome(report, f"{SHARE}.moisture")["outcome"] == "pass"


def test_w16_missing_moisture_is_asked_about() -> None:
    found = outcome(judge(_wet("0.4", None)), f"{SHARE}.moisture")
    assert (found["outcome"], found["line_ids"]) == ("review", ["rest"])


def test_w18_only_the_recycled_part_of_a_mixed_pellet_counts() -> None:
    case = with_bom(part("pellet", "50", portions=[recycled("P", "0.6"), portion("V", "0.4")]), part("rest", "50"))
    assert judge(case)["shares"]["recycled_mass_lower_kg"] == "0.03"


def _range(low: str, high: str) -> dict:
    mixed = [
        {**recycled("P", low), "share_high": high},
        {**portion("V", str(1 - Fraction(high))), "share_high": str(1 - Fraction(low))},
    ]
    return with_bom(part("pellet", "50", portions=mixed), part("rest", "50"))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [("0.3", "0.6", "review"), ("0.4", "0.6", "pass"), ("0.3", "0.39", "fail"), ("0.3", "0.4", "review")],
)
def test_w19_lowest_evidenced_value(low: str, high: str, expected: str) -> None:
    assert verdict(_range(low, high), SHARE) == expected


def test_overlapping_ranges_never_exceed_the_part() -> None:
    mixed = [{**recycled("P", "0.3"), "share_high": "0.7"}, {**recycled("Q", "0.3"), "share_high": "0.7"}]
    assert judge(with_bom(part("A", "10", portions=mixed)))["shares"]["recycled_upper"]["exact"] == "1"


def test_w20_mass_balance_is_ruled_on() -> None:
    case = two_materials("20", "80", claim_method="mass_balance")
    assert verdict(case, SHARE) == "review"
    assert outcome(judge(case), "ce-cfp.4.1.2:P")["rows"] == ["W20"]


def test_w21_nested_parts_multiply_their_counts() -> None:
    nested = with_bom(
        part("top", "1", mass=None, portions=[]),
        part("mid", "1", mass=None, portions=[], parent="top", count="2"),
        part("V", "20", parent="mid", count="2"),
        part("R", "10", parent="mid", portions=[recycled("P")]),
    )
    report = judge(nested)
    assert report["shares"]["product_mass_kg"] == "0.1"
    assert outcome(report, SHARE)["outcome"] == "pass"


@pytest.mark.parametrize(("mass", "expected"), [("100", "pass"), ("100.001", "invalid")])
def test_w22_assembly_equals_its_parts(mass: str, expected: str) -> None:
    case = with_bom(
        part("top", mass, portions=[]),
        part("V", "40", parent="top", count="2"),
        part("R", "20", parent="top", portions=[recycled("P")]),
    )
    assert verdict(case, SHARE) == expected


def test_w23_circle_duplicate_and_lost_parent_are_named() -> None:
    circle = with_bom(part("A", "1", parent="B", portions=[]), part("B", "1", parent="A", portions=[]))
    assert verdict(circle, SHARE) == "invalid"
    twice = judge(with_bom(part("A", "1", portions=[recycled("P")]), part("A", "1", portions=[recycled("Q")])))
    assert twice["overall"] == "invalid"
    assert verdict(with_bom(part("A", "1", parent="gone", portions=[recycled("P")])), SHARE) == "invalid"


def test_bill_nested_without_end_is_refused() -> None:
    chain = [part(f"N{n}", "1", mass=None, portions=[], parent=f"N{n - 1}" if n else "") for n in range(3000)]
    chain.append(part("leaf", "1", parent="N2999", portions=[recycled("P")]))
    assert verdict(with_bom(*chain), SHARE) == "invalid"


def test_w25_only_packaging_left() -> None:
    case = with_bom(part("box", "20", role="packaging", portions=[recycled("B")]), kind="finished")
    found = outcome(judge(case), SHARE)
    assert (found["outcome"], found["rows"]) == ("invalid", ["W25"])


def test_empty_bill_is_invalid() -> None:
    assert verdict(with_bom(), SHARE) == "invalid"
