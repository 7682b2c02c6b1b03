"""Decision rows W12, W14, W16, W17, W19, W20: what a bill of real products holds, and the questions it leaves."""

from fractions import Fraction
from typing import Any

import pytest

from tests.calculations.engine.sample_cases import (
    assembly,
    judge,
    lower,
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
ORIGIN = "ce-cfp.4.1.2:P"


def problems(case: dict[str, Any]) -> set[str]:
    """The codes of what is wrong with the bill."""
    found = [o for o in judge(case)["outcomes"] if o["rule"].endswith(".input")]
    places = ("judged.bill_of_materials", "judged.declared_mass")
    return {o["id"].rpartition(":")[2] for o in found if o["figures"]["path"].startswith(places)}


def _percentages(*shares: str, declared: str | None = "200") -> dict[str, Any]:
    parts = [
        part(f"N{n}", "1", mass=None, mass_share=share, portions=[portion(f"V{n}") if n else recycled("P")])
        for n, share in enumerate(shares)
    ]
    case = with_bom(*parts)
    if declared:
        case["judged"]["declared_mass"] = {"amount": declared, "unit": "g"}
    return case


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        (("0.2", "0.8"), "pass"),
        (("0.199", "0.801"), "fail"),
        (("0.2", "0.799"), "invalid"),
        (("0.3", "0.701"), "invalid"),
    ],
)
def test_w12_a_bill_in_percentages_adds_to_one_hundred(shares: tuple[str, ...], expected: str) -> None:
    case = _percentages(*shares)
    assert verdict(case, SHARE) == expected
    assert ("bom_shares_sum" in problems(case)) == (expected == "invalid")


def test_w12_percentages_are_of_the_declared_mass() -> None:
    case = _percentages("0.2", "0.8")
    case["judged"]["bill_of_materials"][0]["count"] = "4"
    assert judge(case)["shares"]["product_mass_kg"] == "0.2"
    assert lower(judge(case)) == "1/5"
    assert problems(_percentages("0.2", "0.8", declared=None)) >= {"bom_share_without_mass"}
    assert verdict(_percentages("0.2", "0.8", declared=None), SHARE) == "invalid"


def test_w12_percentages_and_masses_do_not_mix() -> None:
    case = _percentages("0.2", "0.8")
    case["judged"]["bill_of_materials"].append(part("M", "900"))
    assert problems(case) == {"bom_shares_mixed"}
    case["judged"]["bill_of_materials"][-1]["role"] = "packaging"
    assert problems(case) == set()
    case["judged"]["bill_of_materials"][-1] |= {"mass": None, "mass_share": "0.1"}
    assert problems(case) == {"bom_share_of_packaging", "bom_shares_sum"}
    case["judged"]["bill_of_materials"][0]["mass"] = {"amount": "40", "unit": "g"}
    assert "bom_mass_unclear" in problems(case)


BANDS = [{"category": "plastic-packaging", "low_kg": "0.001", "high_kg": "0.1", "source": "example"}]
PLAUSIBLE = f"{SHARE}.plausible_mass"


@pytest.mark.parametrize(
    ("grams", "expected"), [("100", "pass"), ("100.001", "review"), ("1", "pass"), ("0.999", "review")]
)
def test_w14_mass_outside_the_band_of_its_category_is_asked_about(grams: str, expected: str) -> None:
    case = with_bom(part("A", grams, portions=[recycled("P")]))
    found = outcome(judge(case, mass_bands=BANDS), PLAUSIBLE)
    assert (found["outcome"], found["rows"]) == (expected, ["W14"])


def test_w14_a_slip_of_a_thousand_and_its_ruling() -> None:
    case = with_bom(part("A", "200", "kg", portions=[recycled("P")]))
    found = outcome(judge(case, mass_bands=BANDS), PLAUSIBLE)
    assert "200,000 g" in found["message"]["en"] and "200,000 กรัม" in found["message"]["th"]
    for accepted, expected in ((True, "pass"), (False, "fail")):
        ruled = judge(case, ruling(PLAUSIBLE, accepted=accepted), mass_bands=BANDS)
        assert outcome(ruled, PLAUSIBLE)["outcome"] == expected


def test_w14_no_band_no_question() -> None:
    case = two_materials("20", "80")
    assert PLAUSIBLE not in [o["id"] for o in judge(case)["outcomes"]]
    other = [{**BANDS[0], "category": "steel"}]
    assert PLAUSIBLE not in [o["id"] for o in judge(case, mass_bands=other)["outcomes"]]


@pytest.mark.parametrize("band", [{}, {"category": "x", "low_kg": "2", "high_kg": "1"}, {"category": "x", "low_kg": 1}])
def test_a_malformed_band_is_the_callers_fault(band: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="mass band"):
        judge(two_materials("20", "80"), mass_bands=[band])


DAMP = f"{SHARE}.moisture"


def _pulp(pulp: str | None, rest: str | None) -> dict[str, Any]:
    return with_bom(
        part("pulp", "18", "kg", moisture_share=pulp, portions=[recycled("P")]),
        part("rest", "49.2", "kg", moisture_share=rest),
    )


@pytest.mark.parametrize(("pulp", "rest"), [("0.4", None), (None, "0.1")])
def test_w16_an_unknown_moisture_leaves_the_share_open(pulp: str | None, rest: str | None) -> None:
    report = judge(_pulp(pulp, rest))
    assert outcome(report, DAMP)["outcome"] == outcome(report, SHARE)["outcome"] == "review"
    assert outcome(report, SHARE)["depends_on"] == [DAMP]
    if pulp is None:
        assert lower(report) == "0"


@pytest.mark.parametrize(
    ("pulp", "rest", "accepted", "share", "expected"),
    [
        ("0.4", None, True, Fraction(18, 100), "fail"),
        ("0.4", None, False, Fraction(18, 100), "fail"),
        (None, "0.1", True, Fraction(18) / (18 + Fraction("44.28")), "pass"),
        (None, "0.1", False, Fraction(0), "fail"),
    ],
)
def test_w16_the_share_follows_the_ruling(
    pulp: str | None, rest: str | None, accepted: bool, share: Fraction, expected: str
) -> None:
    report = judge(_pulp(pulp, rest), ruling(DAMP, accepted=accepted))
    assert Fraction(lower(report)) == share
    assert outcome(report, SHARE)["outcome"] == expected
    assert outcome(report, DAMP)["outcome"] == ("pass" if accepted else "fail")


def test_w16_moisture_of_packaging_left_out_is_not_asked() -> None:
    case = _boxed_pulp()
    assert verdict(case, DAMP) == "pass"


def _boxed_pulp() -> dict[str, Any]:
    box = part("box", "1", "kg", role="packaging")
    pulp, rest = _pulp("0.1", "0.1")["judged"]["bill_of_materials"]
    return with_bom(pulp, rest, box, kind="finished")


def fed(line_id: str, grams: str, kept: str | None, **more: Any) -> dict[str, Any]:
    return part(
        line_id, "1", **{"mass": None, "input_mass": {"amount": grams, "unit": "g"}, "yield_share": kept, **more}
    )


def test_w17_counted_is_what_is_in_the_product() -> None:
    case = with_bom(fed("V", "80", "0.9"), fed("R", "20", "0.9", portions=[recycled("P")]))
    report = judge(case)
    assert (report["shares"]["product_mass_kg"], lower(report)) == ("0.09", "1/5")
    found = outcome(report, f"{SHARE}.loss")
    assert (found["outcome"], found["figures"]["input_kg"], found["rows"]) == ("pass", "0.1", ["W17"])


def test_w17_a_loss_of_virgin_lines_alone_is_asked_about_where_it_decides() -> None:
    """18 of 100 g put in are recycled; were the virgin lines to lose a fifth alone, the product would hold 21.5 %."""
    case = with_bom(fed("V", "82", "0.8"), fed("R", "18", "1", portions=[recycled("P")]))
    assert verdict(case, SHARE) == "pass"
    assert verdict(case, f"{SHARE}.loss") == "review"
    assert verdict(case, f"{SHARE}.loss", ruling(f"{SHARE}.loss", accepted=True)) == "pass"
    assert verdict(case, f"{SHARE}.loss", ruling(f"{SHARE}.loss", accepted=False)) == "fail"
    still = with_bom(fed("V", "70", "0.8"), fed("R", "30", "1", portions=[recycled("P")]))
    assert verdict(still, f"{SHARE}.loss") == "pass"


def _mixed(recycled_kept: str | None, virgin_kept: str | None, share: str = "0.19") -> dict[str, Any]:
    mixed = [
        recycled("P", share, yield_share=recycled_kept),
        portion("V", str(1 - Fraction(share)), yield_share=virgin_kept),
    ]
    return with_bom(part("A", "100", portions=mixed))


LOSS = f"{SHARE}.loss:A"


def test_w17_portions_that_lose_differently_are_ruled_on_and_the_share_follows() -> None:
    case = _mixed("1", "0.9")
    by_loss = Fraction(19, 100) / (Fraction(19, 100) + Fraction(81, 100) * Fraction(9, 10))
    report = judge(case)
    assert (lower(report), report["shares"]["recycled_upper"]["fraction"]) == ("19/100", str(by_loss))
    assert outcome(report, SHARE)["outcome"] == outcome(report, LOSS)["outcome"] == "review"
    accepted = judge(case, ruling(LOSS, accepted=True))
    assert (lower(accepted), outcome(accepted, SHARE)["outcome"]) == (str(by_loss), "pass")
    refused = judge(case, ruling(LOSS, accepted=False))
    assert (lower(refused), outcome(refused, LOSS)["outcome"]) == ("19/100", "fail")
    assert verdict(_mixed("1", "0.9", "0.5"), LOSS) == "review"
    assert LOSS not in [o["id"] for o in judge(_mixed("0.9", "0.9"))["outcomes"]]


def test_w17_a_loss_of_the_recycled_material_counts_against_it() -> None:
    report = judge(_mixed("0.5", "1", "0.2"))
    assert outcome(report, SHARE)["outcome"] == "review"
    assert Fraction(lower(report)) == Fraction(1, 9)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (fed("A", "100", None), {"bom_yield_missing"}),
        (part("A", "90", yield_share="0.9"), {"bom_input_missing"}),
        (fed("A", "100", "0.9", mass={"amount": "91", "unit": "g"}), {"bom_yield_differs"}),
        (fed("A", "100", None, mass={"amount": "101", "unit": "g"}), {"bom_yield_above_input"}),
        (fed("A", "100", "0"), {"number_not_positive", "bom_yield_missing"}),
        (fed("A", "100", "1.01"), {"share_out_of_range", "bom_yield_missing"}),
        (fed("A", "100", "0.9", mass={"amount": "90", "unit": "g"}), set()),
        (fed("A", "0", "0.9"), {"number_not_positive", "bom_mass_missing", "bom_input_missing"}),
        (part("A", "1", mass=None, mass_share="0"), {"number_not_positive", "bom_mass_missing"}),
    ],
)
def test_w17_input_mass_and_yield_belong_together(node: dict[str, Any], expected: set[str]) -> None:
    assert problems(with_bom(node, part("R", "90", portions=[recycled("P")]))) == expected


def test_w17_yields_of_portions_are_for_all_and_for_no_range() -> None:
    assert problems(_mixed("0.9", None)) == {"bom_portion_yield_missing"}
    case = _mixed("0.9", "0.8")
    case["judged"]["bill_of_materials"][0]["portions"][0]["share_high"] = "0.3"
    assert problems(case) == {"bom_portion_yield_range"}


def test_w17_an_input_belongs_to_a_part_and_not_to_an_assembly() -> None:
    case = with_bom(fed("top", "100", "0.9", portions=[]), part("A", "90", parent="top", portions=[recycled("P")]))
    assert problems(case) == {"bom_assembly_input"}


def _ranged(low: str, high: str, **more: Any) -> dict[str, Any]:
    rest = {**portion("V", str(1 - Fraction(high))), "share_high": str(1 - Fraction(low))}
    mixed = [{**recycled("P", low, **more), "share_high": high}, rest]
    return with_bom(part("pellet", "50", portions=mixed), part("rest", "50"))


RANGE = f"{SHARE}.range:P"


@pytest.mark.parametrize(
    ("accepted", "share", "expected"), [(True, "3/10", ("pass", "pass")), (False, "3/20", ("fail", "fail"))]
)
def test_w19_the_share_follows_the_ruling_on_a_range(accepted: bool, share: str, expected: tuple[str, str]) -> None:
    case = _ranged("0.3", "0.6")
    assert outcome(judge(case), SHARE)["depends_on"] == [RANGE]
    report = judge(case, ruling(RANGE, accepted=accepted))
    assert lower(report) == report["shares"]["recycled_upper"]["fraction"] == share
    assert (outcome(report, SHARE)["outcome"], outcome(report, RANGE)["outcome"]) == expected


def test_w19_a_ruling_on_the_share_itself_settles_nothing() -> None:
    """An accepted share without a counted mass would be printed at its evidenced 15 %."""
    report = judge(_ranged("0.3", "0.6"), ruling(SHARE, accepted=True))
    assert outcome(report, SHARE)["outcome"] == "review"
    assert report["unused_rulings"] == [SHARE]


def test_w19_a_range_asks_nothing_where_it_does_not_decide() -> None:
    assert verdict(_ranged("0.4", "0.6"), RANGE) == "pass"
    assert verdict(_ranged("0.3", "0.39"), RANGE) == "pass"


def test_w19_what_the_other_materials_need_bounds_the_upper_end() -> None:
    """60 % virgin at least leaves 40 % for two recycled materials that reach 35 % each."""
    mixed = [
        {**recycled("P", "0.1"), "share_high": "0.35"},
        {**recycled("Q", "0.1"), "share_high": "0.35"},
        {**portion("V", "0.6"), "share_high": "0.8"},
    ]
    report = judge(with_bom(part("A", "50", portions=mixed), part("rest", "60")))
    assert report["shares"]["recycled_upper"]["fraction"] == "2/11"
    assert outcome(report, SHARE)["outcome"] == "fail"
    both = (ruling(f"{SHARE}.range:P", accepted=True), ruling(f"{SHARE}.range:Q", accepted=True))
    assert lower(judge(with_bom(part("A", "50", portions=mixed)), *both)) == "2/5"


def test_w20_a_range_of_a_mass_balance_claim_needs_both_rulings() -> None:
    case = _ranged("0.3", "0.6", claim_method="mass_balance")
    assert set(outcome(judge(case), SHARE)["depends_on"]) == {ORIGIN, RANGE}
    assert verdict(case, SHARE, ruling(RANGE, accepted=True)) == "review"
    assert verdict(case, SHARE, ruling(RANGE, accepted=True), ruling(ORIGIN, accepted=True)) == "pass"
    assert verdict(case, SHARE, ruling(ORIGIN, accepted=False)) == "fail"


@pytest.mark.parametrize(("accepted", "expected"), [(True, "pass"), (False, "fail")])
def test_w20_the_share_follows_the_ruling(accepted: bool, expected: str) -> None:
    case = two_materials("20", "80", claim_method="mass_balance")
    report = judge(case, ruling(ORIGIN, accepted=accepted))
    assert lower(report) == ("1/5" if accepted else "0")
    assert outcome(report, SHARE)["outcome"] == outcome(report, ORIGIN)["outcome"] == expected


def test_w13_volume_is_never_a_mass() -> None:
    case = with_bom(part("A", "1", "L", portions=[recycled("P")]))
    assert problems(case) == {"unit_dimension", "bom_mass_missing"}
    assert problems(with_bom(fed("A", "1", "0.9", input_mass={"amount": "1", "unit": "m3"}))) >= {"unit_dimension"}


def test_w22_w23_all_structural_problems_are_named_at_once() -> None:
    case = with_bom(
        part("top", "10", portions=[]),
        part("A", "4", parent="top", count="2", portions=[recycled("P")]),
        part("B", "1", parent="C", portions=[]),
        part("C", "1", parent="B", portions=[]),
        part("D", "1", parent="gone", portions=[recycled("Q")]),
        part("E", "1", mass=None, portions=[]),
    )
    assert problems(case) == {
        "bom_mass_differs", "bom_cycle", "reference_unknown", "bom_mass_missing", "bom_portions_missing",
    }  # fmt: skip


def test_w23_a_part_below_a_circle_it_is_not_in_is_told_of_the_circle() -> None:
    case = with_bom(
        part("A", "1", parent="B", portions=[recycled("P")]),
        part("B", "1", parent="C", portions=[]),
        part("C", "1", parent="B", portions=[]),
    )
    assert problems(case) == {"bom_cycle"}


def test_w21_input_masses_multiply_with_counts() -> None:
    case = with_bom(
        assembly("top", "pair", count="2"), fed("A", "10", "0.5", parent="top", count="3", portions=[recycled("P")])
    )
    assert judge(case)["shares"]["product_mass_kg"] == "0.03"
    case["judged"]["bill_of_materials"][0]["mass"] = {"amount": "16", "unit": "g"}
    assert problems(case) == {"bom_mass_differs"}
