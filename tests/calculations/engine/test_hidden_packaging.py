"""Decision row W8: packaging that stands in the bill as a part of the product."""

from typing import Any

import pytest

from calculations.engine.packaging_words import looks_like_packaging
from tests.calculations.engine.sample_cases import (
    assembly,
    judge,
    lower,
    outcome,
    part,
    portion,
    recycled,
    ruling,
    verdict,
    with_bom,
)

SHARE = "ce-cfp.4.1.1"
ORIGIN = "ce-cfp.4.1.2:P"


def _with_tray(name: str = "Tray", kind: str = "finished", **tray: Any) -> dict[str, Any]:
    """80 g of goods at 18.75 % and 20 g all recycled that is counted as product."""
    goods = part("goods", "80", portions=[recycled("P", "0.1875"), portion("V", "0.8125")])
    return with_bom(goods, part("tray", "20", name=name, portions=[recycled("B")], **tray), kind=kind)


TRAY = f"{SHARE}.packaging:tray"


@pytest.mark.parametrize("name", ["Tray", "ถาดรองสินค้า", "t r a y", "TRAYS", "Tr\u200bay 2", "inner-box", "ถุง PE", "ลัง"])
def test_w8_a_part_named_like_packaging_is_asked_about(name: str) -> None:
    report = judge(_with_tray(name))
    assert (outcome(report, SHARE)["outcome"], outcome(report, SHARE)["rows"]) == ("review", ["W8"])
    assert outcome(report, TRAY)["outcome"] == "review"
    assert outcome(report, SHARE)["depends_on"] == [TRAY]


@pytest.mark.parametrize("name", ["base", "Gearbox", "ฝาหลัง", "กำลังไฟฟ้า", "Baggage handle", ""])
def test_w8_other_names_are_not_asked_about(name: str) -> None:
    assert verdict(_with_tray(name), SHARE) == "pass"
    assert not looks_like_packaging(name)


def test_w8_an_assembly_hides_nothing() -> None:
    case = _with_tray("sheet", parent="asm")
    bill = case["judged"]["bill_of_materials"]
    bill += [assembly("asm", "Packaging set", parent="all"), assembly("all", "whole")]
    bill[0]["parent"] = "all"
    question = f"{SHARE}.packaging:asm"
    assert verdict(case, SHARE) == verdict(case, question) == "review"
    bill[1]["name"] = "tray"
    assert verdict(case, TRAY) == "review"
    bill[2]["name"] = "neutral"
    assert verdict(case, TRAY) == "review"


def test_w8_goods_in_the_same_assembly_do_not_shield_the_tray() -> None:
    """Together they hold 35 % like the whole; the tray alone decides."""
    case = _with_tray("sheet", parent="asm")
    bill = case["judged"]["bill_of_materials"]
    bill[0]["parent"] = "asm"
    bill += [assembly("asm", "Gift pack"), part("rest", "100", portions=[recycled("Q", "0.1"), portion("W", "0.9")])]
    assert verdict(case, f"{SHARE}.packaging:asm") == "review"


def test_w8_the_name_of_the_whole_product_says_nothing() -> None:
    case = _with_tray("divider", parent="all")
    case["judged"]["bill_of_materials"][0]["parent"] = "all"
    case["judged"]["bill_of_materials"].append(assembly("all", "Storage box"))
    assert verdict(case, SHARE) == "pass"


def test_w8_asks_nothing_where_it_does_not_decide_or_the_product_is_packaging() -> None:
    case = _with_tray()
    case["judged"]["bill_of_materials"][0]["portions"] = [recycled("P", "0.2"), portion("V", "0.8")]
    report = judge(case)
    assert outcome(report, SHARE)["outcome"] == "pass"
    assert TRAY not in [o["id"] for o in report["outcomes"]]
    assert verdict(_with_tray(kind="packaging"), SHARE) == "pass"


@pytest.mark.parametrize(
    ("accepted", "share", "verdicts"), [(True, "7/20", ("pass", "pass")), (False, "3/16", ("fail", "fail"))]
)
def test_w8_the_share_follows_the_ruling(accepted: bool, share: str, verdicts: tuple[str, str]) -> None:
    report = judge(_with_tray(), ruling(TRAY, accepted=accepted))
    assert lower(report) == share
    assert (outcome(report, SHARE)["outcome"], outcome(report, TRAY)["outcome"]) == verdicts
    assert report["unused_rulings"] == []
