"""Decision row O13: where the recycled material of a year came from, and whether there was enough of it."""

from typing import Any

import pytest

from tests.calculations.engine.sample_cases import example, judge, outcome, part, recycled, ruling, with_bom

STOCK, DELIVERY = "ce-cfp.4.1.1.stock", "ce-cfp.4.1.1.stock.delivery:DEL-1"
COVERS, CLOSING = f"{STOCK}:STK-1", f"{STOCK}.closing:STK-1"
OPENING, INVENTORY = f"{STOCK}.opening:STK-1", f"{STOCK}.inventory:STK-1"


def kg(amount: str) -> dict[str, str]:
    return {"amount": amount, "unit": "kg"}


def stocked(delivery: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """The documented example, 20 t of R-PET needed and there, with its stock balance or its delivery changed."""
    case = example()
    balance = case["judged"]["stock_balances"][0]
    balance.update(more)
    if delivery is not None:
        balance["deliveries"][0].update(delivery)
    return case


def document(case: dict[str, Any], line_id: str = "EVI-2") -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in case["judged"]["evidence"] if row["line_id"] == line_id)
    return found


def result(case: dict[str, Any], outcome_id: str, *rulings: dict[str, Any]) -> str:
    text: str = outcome(judge(case, *rulings), outcome_id)["outcome"]
    return text


def ids(case: dict[str, Any], *rulings: dict[str, Any]) -> set[str]:
    """What of the stock is not a pass."""
    report = judge(case, *rulings)
    return {o["id"] for o in report["outcomes"] if o["id"].startswith(STOCK) and o["outcome"] != "pass"}


def test_o13_just_enough_passes_with_the_inequality() -> None:
    found = outcome(judge(stocked()), COVERS)
    assert (found["outcome"], found["margin"], found["rows"]) == ("pass", "0", ["O13"])
    assert found["inequality"] == "20000 kg <= 20000 kg x 100.00 % = 20000 kg ? yes"
    assert judge(stocked())["overall"] == "pass"


def test_o13_one_gram_short_fails_and_tells_the_excess() -> None:
    found = outcome(judge(stocked(used_here=kg("19999.999"), closing=kg("2000.001"))), COVERS)
    assert (found["outcome"], found["margin"]) == ("fail", "-0.001")
    assert "0.001 kg short" in found["message"]["en"]
    assert "19.999999 g" in found["next_step"]["en"]


def test_o13_what_is_typed_as_used_cannot_exceed_what_was_there() -> None:
    """Used here may say 20 t; if the rest went elsewhere there were only 19.9 t, within any tolerance of closing."""
    assert result(stocked(used_elsewhere=kg("100")), COVERS) == "fail"
    assert result(stocked(used_elsewhere=kg("100")), CLOSING) == "pass"


def test_o13_share_is_that_of_opening_and_receipts_mixed() -> None:
    case = stocked({"recycled_share": "0.99"})
    assert outcome(judge(case), COVERS)["figures"]["recycled_share_of_stock"] == "109/110"
    assert result(case, COVERS) == "fail"


def test_o13_yield_and_moisture_lessen_what_was_used() -> None:
    assert result(stocked(yield_share="1"), COVERS) == "pass"
    assert result(stocked(yield_share="0.9999"), COVERS) == "fail"
    assert result(stocked(moisture_share="0.0001"), COVERS) == "fail"


def test_o13_a_part_weighed_dry_asks_for_the_moisture_of_the_stock() -> None:
    case = stocked()
    case["judged"]["bill_of_materials"][0]["moisture_share"] = "0.1"
    assert result(case, COVERS) == "review"
    case["judged"]["stock_balances"][0]["moisture_share"] = "0.1"
    assert result(case, COVERS) == "pass"


@pytest.mark.parametrize("name", ["opening", "used_here", "used_elsewhere", "losses", "closing", "deliveries"])
def test_o13_missing_stock_data_is_a_question(name: str) -> None:
    found = outcome(judge(stocked(**{name: None})), COVERS)
    assert found["outcome"] == "review"
    assert result(stocked(**{name: None}), COVERS, ruling(COVERS, accepted=True)) == "pass"
    assert result(stocked(**{name: None}), COVERS, ruling(COVERS, accepted=False)) == "fail"


def test_o13_opening_stock_without_its_recycled_share_is_a_question() -> None:
    assert result(stocked(opening_recycled_share=None), COVERS) == "review"


def test_o13_without_any_balance_every_recycled_portion_is_asked_about() -> None:
    case = example()
    case["judged"]["stock_balances"] = []
    report = judge(case)
    assert outcome(report, f"{STOCK}:POR-2")["outcome"] == "review"
    assert report["overall"] == "review"


def test_o13_a_balance_that_leads_nowhere_is_invalid_and_shields_nothing() -> None:
    case = stocked(portions=[])
    assert result(case, COVERS) == "invalid"
    assert result(case, f"{STOCK}:POR-2") == "review"


def test_o13_one_portion_in_two_balances_is_invalid() -> None:
    case = stocked()
    twin = {**case["judged"]["stock_balances"][0], "line_id": "STK-2", "deliveries": []}
    case["judged"]["stock_balances"].append(twin)
    assert result(case, f"{STOCK}:POR-2") == "invalid"


def test_o13_two_portions_share_one_stock() -> None:
    case = with_bom(
        part("V", "60"), part("R", "20", portions=[recycled("P")]), part("S", "20", portions=[recycled("Q")])
    )
    balance = {**example()["judged"]["stock_balances"][0], "portions": ["P", "Q"]}
    case["judged"]["stock_balances"] = [balance]
    found = outcome(judge(case), COVERS)
    assert (found["outcome"], found["figures"]["claimed_kg"]) == ("fail", "40000")


def test_o13_material_that_does_not_count_needs_no_stock() -> None:
    case = with_bom(part("V", "80"), part("R", "20", portions=[recycled("P", origin="in_process")]))
    assert f"{STOCK}:P" not in {o["id"] for o in judge(case)["outcomes"]}


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("2000", "pass"),
        ("1780", "pass"),
        ("1779.999", "review"),
        ("2220.001", "review"),
        ("4200", "review"),
        ("4200.001", "invalid"),
    ],
)
def test_o13_balance_closes_within_the_tolerance(closing: str, expected: str) -> None:
    assert result(stocked(closing=kg(closing)), CLOSING) == expected


def test_o13_the_tolerance_is_a_setting() -> None:
    report = judge(stocked(closing=kg("1999")), edition_settings={"stock_tolerance_share": "0"})
    assert outcome(report, CLOSING)["outcome"] == "review"


def test_o13_opening_stock_above_the_receipts_is_a_question() -> None:
    even = stocked({"mass": kg("11000")}, opening=kg("11000"))
    assert OPENING not in {o["id"] for o in judge(even)["outcomes"]}
    above = stocked({"mass": kg("10999.999")}, opening=kg("11000.001"))
    assert result(above, OPENING) == "review"
    assert result(above, OPENING, ruling(OPENING, accepted=True)) == "pass"


def test_o13_opening_stock_that_brings_the_recycled_material_is_a_question() -> None:
    assert result(stocked({"recycled_share": "0.01"}), OPENING) == "review"


@pytest.mark.parametrize(
    ("grams", "is_asked"), [("19.8", False), ("19.7999", True), ("20.2", False), ("20.2001", True)]
)
def test_o13_inventory_and_stock_agree(grams: str, is_asked: bool) -> None:
    case = stocked()
    case["judged"]["inventory"][1]["period_total"] = {"amount": grams, "unit": "t"}
    assert (INVENTORY in {o["id"] for o in judge(case)["outcomes"]}) == is_asked


@pytest.mark.parametrize(
    ("change", "ground"),
    [
        ({"received_on": None}, "no_date"),
        ({"document": ""}, "no_document"),
        ({"document": "EVI-1"}, "other_kind"),
        ({"recycled_share": None}, "no_share"),
        ({"origin": "pre_consumer"}, "other_origin"),
        ({"origin": None}, "other_origin"),
    ],
)
def test_o13_a_delivery_that_shows_nothing_is_a_question_and_not_counted(change: dict[str, Any], ground: str) -> None:
    case = stocked(change)
    asked = outcome(judge(case), DELIVERY)
    assert (asked["outcome"], asked["figures"]["ground"]) == ("review", ground)
    if ground != "no_share":
        covers = outcome(judge(case), COVERS)
        assert (covers["outcome"], covers["depends_on"]) == ("review", [DELIVERY])
        assert ids(case, ruling(DELIVERY, accepted=True)) == set()
        assert ids(case, ruling(DELIVERY, accepted=False)) == {COVERS, DELIVERY, OPENING}
        assert result(case, COVERS, ruling(DELIVERY, accepted=False)) == "fail"


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-01-01", None), ("2024-12-31", "invalid"), ("2025-12-31", None), ("2026-01-01", "invalid")],
)
def test_o13_a_receipt_outside_the_period_is_none_of_it(day: str, expected: str | None) -> None:
    report = judge(stocked({"received_on": day}))
    found = [o["outcome"] for o in report["outcomes"] if o["id"] == DELIVERY]
    assert found == ([expected] if expected else [])
    assert outcome(report, COVERS)["outcome"] == ("fail" if expected else "pass")


def test_o13_a_document_of_another_material_is_a_question() -> None:
    case = stocked()
    portions = case["judged"]["bill_of_materials"][0]["portions"]
    portions[0]["evidence"], portions[1]["evidence"] = ["EVI-2"], ["EVI-1", "EVI-3"]
    assert outcome(judge(case), DELIVERY)["figures"]["ground"] == "other_material"
    portions[1]["evidence"].append("EVI-2")
    assert DELIVERY not in {o["id"] for o in judge(case)["outcomes"]}


def test_o13_a_zero_delivery_shields_nothing() -> None:
    case = stocked({"mass": kg("0")})
    assert judge(case)["overall"] == "invalid"
    assert result(case, COVERS) == "review" or result(case, COVERS) == "fail"


def test_o13_negative_and_foreign_units_are_named() -> None:
    for wrong in ({"losses": kg("-1")}, {"losses": {"amount": "1", "unit": "L"}}):
        assert judge(stocked(**wrong))["overall"] == "invalid"


def test_o13_a_reference_that_leads_nowhere_is_named() -> None:
    report = judge(stocked({"document": "EVI-9"}, portions=["POR-2", "POR-9"]))
    typed = {o["figures"]["typed"] for o in report["outcomes"] if o["rule"] == "case.input"}
    assert typed == {"EVI-9", "POR-9"}


def test_o13_supplier_declaration_is_asked_for() -> None:
    declared = "ce-cfp.4.1.2.declaration:POR-2"
    case = stocked()
    assert declared not in {o["id"] for o in judge(case)["outcomes"]}
    document(case, "EVI-3")["expires_on"] = "2025-01-01"
    assert declared not in {o["id"] for o in judge(case)["outcomes"]}
    document(case, "EVI-3")["expires_on"] = "2024-12-31"
    assert result(case, declared) == "review"
    document(case, "EVI-3").update(expires_on=None, issued_on=None)
    assert result(case, declared) == "review"
    case["judged"]["bill_of_materials"][0]["portions"][1]["evidence"] = ["EVI-1", "EVI-2"]
    assert result(case, declared, ruling(declared, accepted=False)) == "fail"
    assert result(case, declared, ruling(declared, accepted=True)) == "pass"


def test_o13_type_42_has_no_stock_to_show() -> None:
    case = stocked()
    case["judged"]["route"] = "4.2"
    assert not [o for o in judge(case)["outcomes"] if o["id"].startswith(STOCK)]
