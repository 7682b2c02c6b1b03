"""What must hold for every open question of clause 4.1.1: the bounds are true, and rulings always lead to an end."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calculations.engine.sample_cases import judge, part, portion, recycled, ruling, with_bom

SHARE = "ce-cfp.4.1.1"
KINDS = ("finished", "component", "material", "packaging")
some = settings(max_examples=80, deadline=None)
tenths = st.integers(0, 10).map(lambda n: Fraction(n, 10))


@st.composite
def open_bills(draw: st.DrawFn) -> dict[str, Any]:
    """Bills with ranges, unequal losses, missing moisture, mass balance, packaging and parts named like it."""
    parts = []
    for index in range(draw(st.integers(1, 5))):
        low, high = sorted((draw(tenths), draw(tenths)))
        kept = draw(st.sampled_from([None, None, ("0.5", "1"), ("1", "0.5")]))
        high = low if kept else high
        claim = draw(st.sampled_from(["", "", "mass_balance"]))
        own = {"share_high": str(high), "claim_method": claim, "yield_share": kept[0] if kept else None}
        rest = {"share_high": str(1 - low), "yield_share": kept[1] if kept else None}
        portions = [recycled(f"R{index}", str(low), **own), portion(f"V{index}", str(1 - high), **rest)]
        more = {
            "name": draw(st.sampled_from(["body", "Tray", "ถุง", "lid"])),
            "role": draw(st.sampled_from(["product", "product", "packaging"])),
            "moisture_share": draw(st.sampled_from([None, None, "0.3"])),
        }
        parts.append(part(f"N{index}", str(draw(st.integers(1, 50))), portions=portions, **more))
    return with_bom(*parts, kind=draw(st.sampled_from(KINDS)))


def of_share(report: dict[str, Any]) -> dict[str, str]:
    """Outcomes of the share and its questions, by id."""
    kinds = (SHARE, "ce-cfp.4.1.2")
    return {o["id"]: o["outcome"] for o in report["outcomes"] if o["rule"].startswith(kinds)}


def bounds(report: dict[str, Any]) -> tuple[Fraction, Fraction]:
    shares = report["shares"]
    return Fraction(shares["recycled_lower"]["exact"]), Fraction(shares["recycled_upper"]["exact"])


def answered(case: dict[str, Any], answers: st.DataObject) -> tuple[dict[str, Any], int]:
    """The report after every question was ruled on as it came up, and how many rounds that took."""
    rulings: list[dict[str, Any]] = []
    for round_number in range(20):
        report = judge(case, *rulings)
        open_ones = [o for o in report["outcomes"] if o["outcome"] == "review" and o["id"] in of_share(report)]
        to_rule = [o["id"] for o in open_ones if not o["depends_on"]]
        if not open_ones:
            return report, round_number
        assert to_rule, open_ones
        rulings += [ruling(each, accepted=answers.draw(st.booleans(), label=each)) for each in to_rule]
    raise AssertionError(to_rule)


@some
@given(open_bills(), st.data())
def test_every_ruling_leads_to_a_pass_or_a_fail_within_the_bounds(case: dict[str, Any], answers: st.DataObject) -> None:
    before = judge(case)
    after, _rounds = answered(case, answers)
    if before["shares"] is None or after["shares"] is None:
        assert of_share(after)[SHARE] == "invalid"
        return
    lower, upper = bounds(before)
    share, same = bounds(after)
    first, last = of_share(before)[SHARE], of_share(after)[SHARE]
    assert lower <= upper and share <= same
    assert last in ("pass", "fail")
    assert (last == "pass") == (share >= Fraction(1, 5))
    if first == "review":
        assert lower <= share <= upper
    else:
        assert last == first


@some
@given(open_bills())
def test_a_review_of_the_share_always_names_its_questions(case: dict[str, Any]) -> None:
    report = judge(case)
    found = of_share(report)
    share = next(o for o in report["outcomes"] if o["id"] == SHARE)
    assert bool(share["depends_on"]) == (share["outcome"] == "review")
    assert all(found[question] == "review" for question in share["depends_on"])


@some
@given(open_bills())
def test_leaving_out_what_is_known_never_passes_more(case: dict[str, Any]) -> None:
    """Without a moisture where others have one, or with a range opened downwards, a share is never more certain."""
    order = ["pass", "review", "fail", "invalid"]
    before = of_share(judge(case))[SHARE]
    recycled_portion = case["judged"]["bill_of_materials"][0]["portions"][0]
    rest = case["judged"]["bill_of_materials"][0]["portions"][1]
    if recycled_portion["yield_share"] is None:
        recycled_portion["share_low"], rest["share_high"] = "0", "1"
        assert order.index(of_share(judge(case))[SHARE]) >= order.index(before) or before == "fail"
