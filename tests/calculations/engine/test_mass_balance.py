"""What goes in comes out: rows O13 and W17 from the inventory's side, processes, co-products, cut-offs, stages."""

from typing import Any

import pytest

from tests.calculations.engine.sample_cases import example, judge, outcome, ruling, verdict
from tests.calculations.engine.sample_inventory import by_rule, line_of, new_line, with_factor, with_line

INPUT, BALANCE, SHARES = "ce-cfp.5.1.material_input", "ce-cfp.5.1.process_balance", "ce-cfp.5.1.co_products"
CUT = "ce-cfp.5.1.cut_off"


@pytest.mark.parametrize(("tonnes", "expected"), [("20", "pass"), ("19.8", "pass"), ("19.7999", "fail"), ("0", "fail")])
def test_o13_recycled_material_in_the_inventory_covers_the_claim(tonnes: str, expected: str) -> None:
    """20 t of recycled material stand in a million pieces; within the tolerance of 1 % weighing explains it."""
    case = example()
    line_of(case, "INV-2")["period_total"]["amount"] = tonnes
    found = outcome(judge(case), f"{INPUT}:POR-2")
    assert (found["outcome"], found["rows"]) == (expected, ["O13"])


@pytest.mark.parametrize(("share", "expected"), [("0.99", "pass"), ("0.98", "fail"), ("0", "fail"), ("1", "pass")])
def test_o13_respects_the_yield(share: str, expected: str) -> None:
    case = example()
    line_of(case, "INV-2")["yield_share"] = share
    assert verdict(case, f"{INPUT}:POR-2") == expected


def test_o13_allocation_to_other_products_does_not_reach_this_one() -> None:
    case = example()
    line_of(case, "INV-2").update({"allocation_share": "0.5", "allocation_basis": "mass"})
    assert verdict(case, f"{INPUT}:POR-2") == "fail"


def test_o13_a_line_of_zero_does_not_stand_for_the_material() -> None:
    case = example()
    line_of(case, "INV-2")["period_total"]["amount"] = "0"
    waste = {"line_id": "X", "kind": "waste", "period_total": {"amount": "20", "unit": "t"}}
    case["judged"]["inventory"].append({**line_of(case, "INV-2"), **waste})
    assert verdict(case, f"{INPUT}:POR-2") == "fail"


def test_o13_a_line_that_is_not_weighed_is_ruled_on() -> None:
    case = example()
    line_of(case, "INV-2")["period_total"] = {"amount": "5", "unit": "piece"}
    assert verdict(case, f"{INPUT}:POR-2") == "review"


@pytest.mark.parametrize(("tonnes", "expected"), [("79.2", "pass"), ("79.1999", "review")])
def test_w17_less_virgin_material_than_the_product_holds_is_ruled_on(tonnes: str, expected: str) -> None:
    case = example()
    line_of(case, "INV-1")["period_total"]["amount"] = tonnes
    assert verdict(case, f"{INPUT}:POR-1") == expected


def test_w17_a_main_material_without_any_line_is_ruled_on() -> None:
    case = example()
    line_of(case, "INV-1")["portion"] = ""
    report = judge(case)
    assert outcome(report, f"{INPUT}:POR-1")["outcome"] == "review"
    assert outcome(report, INPUT)["outcome"] == "pass"
    case["judged"]["inventory"].remove(line_of(case, "INV-1"))
    assert verdict(case, INPUT) == "review"


def moulding(product_kg: str = "98", waste_kg: str = "2", **waste: Any) -> dict[str, Any]:
    """One process: 100 kg in, product and waste out."""
    case = with_line(
        {"line_id": "IN", "kind": "raw_material", "process": "Moulding", "total": "100"},
        {"line_id": "OUT", "kind": "product", "process": "moulding", "total": product_kg, "factor": ""},
        {"line_id": "WASTE", "kind": "waste", "process": "moulding", "total": waste_kg, **waste},
    )
    with_factor(case)
    return case


BALANCED = f"{BALANCE}:OUT"


@pytest.mark.parametrize(
    ("product_kg", "expected"),
    [("98", "pass"), ("93", "pass"), ("92.9999", "review"), ("103", "pass"), ("103.0001", "review")],
)
def test_process_balance_within_its_tolerance(product_kg: str, expected: str) -> None:
    report = judge(moulding(product_kg))
    assert outcome(report, BALANCED)["outcome"] == expected
    assert report["overall"] == expected


def test_process_balance_tolerance_is_a_setting() -> None:
    report = judge(moulding("90"), edition_settings={"process_balance_tolerance_share": "0.08"})
    assert outcome(report, BALANCED)["outcome"] == "pass"


def test_process_balance_that_cannot_be_drawn_is_ruled_on() -> None:
    case = moulding()
    line_of(case, "OUT")["period_total"] = {"amount": "98", "unit": "piece"}
    assert verdict(case, BALANCED) == "review"
    case = moulding()
    case["judged"]["inventory"].remove(line_of(case, "IN"))
    assert verdict(case, BALANCED) == "review"


def test_process_without_outputs_listed_has_no_balance() -> None:
    assert by_rule(judge(example()), BALANCE) == {}


def shared(product: str | None, co_product: str, burden: str) -> dict[str, Any]:
    case = moulding("90", "2")
    case["judged"]["inventory"].append(
        new_line("CO", "8", kind="co_product", process="Moulding", factor="", allocation_share=co_product)
    )
    line_of(case, "OUT")["allocation_share"] = product or "1"
    if product is None:
        line_of(case, "OUT")["kind"] = "waste"
        line_of(case, "OUT")["factor"] = "one"
    for line_id in ("IN", "WASTE"):
        line_of(case, line_id).update({"allocation_share": burden, "allocation_basis": "mass"})
    return case


@pytest.mark.parametrize(
    ("product", "co_product", "burden", "expected"),
    [
        ("0.9", "0.1", "0.9", "pass"),
        ("0.9", "0.0999", "0.9", "invalid"),
        ("0.9", "0.2", "0.9", "invalid"),
        ("0", "1", "0", "invalid"),
        ("0.9", "0.1", "0.8999", "review"),
        ("1/3", "2/3", "1/3", "pass"),
    ],
)
def test_co_product_shares_make_a_hundred_per_cent(product: str, co_product: str, burden: str, expected: str) -> None:
    assert verdict(shared(product, co_product, burden), f"{SHARES}:OUT") == expected


def test_co_product_alone_leaves_the_rest_to_the_product() -> None:
    assert verdict(shared(None, "0.1", "0.8999"), f"{SHARES}:CO") == "review"
    case = shared(None, "0.1", "0.9")
    line_of(case, "OUT").update({"allocation_share": "0.9", "allocation_basis": "mass"})
    assert verdict(case, f"{SHARES}:CO") == "pass"


def cut(**more: Any) -> dict[str, Any]:
    case = with_line({"line_id": "CUT", "is_cut_off": True, "cut_off_reason": "small", **more})
    with_factor(case)
    return case


# The product comes to 0.396162 kgCO2e apiece: 4,001.6 kgCO2e of the year are one per cent of it with the line.
@pytest.mark.parametrize(("total", "expected"), [("4001", "pass"), ("4002", "review"), ("0", "review")])
def test_cut_off_line_within_the_share_of_one_line(total: str, expected: str) -> None:
    assert judge(cut(total=total))["overall"] == expected


@pytest.mark.parametrize(
    ("share", "expected"), [("0.005", "pass"), ("0.02", "review"), ("0", "review"), (None, "review")]
)
def test_cut_off_estimate_may_be_stated(share: str | None, expected: str) -> None:
    assert judge(cut(period_total=None, factor="", cut_off_estimate_share=share))["overall"] == expected


def test_cut_off_without_an_estimate_is_settled_by_a_ruling() -> None:
    case = cut(period_total=None, factor="")
    assert judge(case, ruling(f"{CUT}:CUT", accepted=True))["overall"] == "pass"
    assert judge(case, ruling(f"{CUT}:CUT", accepted=False))["overall"] == "fail"


def test_cut_offs_are_summed() -> None:
    # Six of 0.9 %, measured against the footprint, pass one by one and not together.
    small = {"is_cut_off": True, "cut_off_reason": "small", "total": "3600"}
    case = with_line(*({**small, "line_id": f"C{n}"} for n in range(6)))
    with_factor(case)
    report = judge(case)
    assert [o["outcome"] for o in report["outcomes"] if o["rule"] == CUT] == ["review"]
    assert outcome(report, CUT)["margin"].startswith("-")


def test_recycled_and_main_materials_cannot_be_cut_off() -> None:
    case = cut(portion="POR-2")
    assert verdict(case, f"{CUT}:CUT") == "invalid"
    case = cut(kind="raw_material", total="6", unit="t")  # of 106 t of raw material
    assert verdict(case, f"{CUT}:CUT") == "invalid"
    case = cut(kind="raw_material", total="0.1", unit="t")
    assert judge(case)["overall"] == "pass"


@pytest.mark.parametrize("reason", ["", None])
def test_cut_off_needs_a_reason(reason: str | None) -> None:
    assert judge(cut(total="10", cut_off_reason=reason))["overall"] == "invalid"


def grave(**zero: Any) -> dict[str, Any]:
    """The example for consumers, each further stage with a line of 1 kg on both sides."""
    case = example()
    case["judged"]["product"]["market"], case["judged"]["boundary"] = "b2c", "cradle_to_grave"
    for stage in ("distribution", "use", "end_of_life"):
        for side in ("product", "comparator"):
            case["judged"]["inventory"].append(new_line(f"{side}-{stage}", "1", stage=stage, side=side, name=stage))
    with_factor(case)
    line_of(case, "product-use").update(zero)
    return case


def test_s5_each_stage_has_a_line_that_counts() -> None:
    assert judge(grave())["overall"] == "pass"


@pytest.mark.parametrize(
    "zero",
    [
        {"period_total": {"amount": "0", "unit": "kg"}},
        {"allocation_share": "0", "allocation_basis": "mass"},
    ],
)
def test_s5_c9_a_stage_of_zeros_alone_is_ruled_on(zero: dict[str, Any]) -> None:
    rule = "ce-cfp.5.1.stages.zero:use"
    assert outcome(judge(grave(**zero)), rule)["outcome"] == "review"
    assert judge(grave(**zero), ruling(rule, accepted=True))["overall"] == "pass"


@pytest.mark.parametrize("zero", [{"is_cut_off": True, "cut_off_reason": "small"}, {"kind": "product", "factor": ""}])
def test_s5_c9_cut_off_and_output_make_no_stage_present(zero: dict[str, Any]) -> None:
    assert verdict(grave(**zero), "ce-cfp.5.1.stages") == "invalid"


def test_s4_gate_needs_two_stages_and_s6_consumers_need_five() -> None:
    assert verdict(example(), "ce-cfp.5.1.stages") == "pass"
    case = example()
    case["judged"]["product"]["market"] = "b2c"
    assert verdict(case, "ce-cfp.5.1.boundary") == "fail"
