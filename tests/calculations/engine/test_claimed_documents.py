"""Decision row O12: the same delivery document in two cases, or twice in one."""

from typing import Any

import pytest

from tests.calculations.engine.sample_cases import judge, outcome, ruling
from tests.calculations.engine.test_stock import document, kg, stocked

DOCUMENT = "ce-cfp.4.1.2.document:EVI-2"


def claim(**more: Any) -> dict[str, Any]:
    return {"number": "EX-2", "sha256": "", "cases": 1, "claimed_kg": "1000", **more}


def judged(case: dict[str, Any], *claims: dict[str, Any], rulings: tuple[dict[str, Any], ...] = ()) -> str | None:
    report = judge(case, *rulings, claims=list(claims))
    found = [o["outcome"] for o in report["outcomes"] if o["id"] == DOCUMENT]
    return str(found[0]) if found else None


def roomy() -> dict[str, Any]:
    """The example with a document of 21 t, of which 20 t are claimed here."""
    case = stocked()
    document(case)["mass"] = kg("21000")
    return case


def test_o12_no_other_claim_is_no_question() -> None:
    assert judged(stocked()) is None


def test_o12_the_whole_document_and_one_gram_more() -> None:
    assert judged(stocked({"mass": kg("20000")})) is None
    found = outcome(judge(stocked({"mass": kg("20000.001")}, closing=kg("2000.001"))), DOCUMENT)
    assert (found["outcome"], found["figures"]["excess_kg"], found["rows"]) == ("fail", "0.001", ["O12"])


def test_o12_claimed_in_another_case_too_is_ruled_on() -> None:
    assert judged(roomy(), claim()) == "review"
    assert judged(roomy(), claim(), rulings=(ruling(DOCUMENT, accepted=True),)) == "pass"
    assert judged(roomy(), claim(), rulings=(ruling(DOCUMENT, accepted=False),)) == "fail"


def test_o12_all_claims_together_exceed_the_document() -> None:
    assert judged(roomy(), claim(claimed_kg="1000")) == "review"
    assert judged(roomy(), claim(claimed_kg="1000.001")) == "fail"
    assert judged(roomy(), claim(claimed_kg="1000.001"), rulings=(ruling(DOCUMENT, accepted=True),)) == "fail"


@pytest.mark.parametrize("number", ["ex 2", "EX/๐๐๒", " Ex–2 ", "EX2"])
def test_o12_the_number_in_any_spelling(number: str) -> None:
    assert judged(roomy(), claim(number=number)) == "review"


def test_o12_another_number_is_another_document() -> None:
    assert judged(roomy(), claim(number="EX-3")) is None
    assert judged(roomy(), claim(number="EX-20")) is None


def test_o12_the_same_file_under_another_number() -> None:
    case = roomy()
    document(case)["sha256"] = "ab" * 32
    assert judged(case, claim(number="other", sha256="AB" * 32)) == "review"
    assert judged(case, claim(number="other", sha256="ac" * 32)) is None


def test_o12_the_least_mass_stated_by_anyone_counts() -> None:
    assert judged(roomy(), claim(claimed_kg="0", least_mass_kg="20000")) == "review"
    assert judged(roomy(), claim(claimed_kg="0", least_mass_kg="19999.999")) == "fail"


def test_o12_a_namesake_of_another_seller_is_asked_about_and_not_added() -> None:
    assert judged(roomy(), claim(cases=0, claimed_kg="0", other_seller_cases=1)) == "review"


def test_o12_the_same_document_attached_twice_in_one_case() -> None:
    case = stocked()
    case["judged"]["evidence"].append({**document(case), "line_id": "EVI-9", "number": "ex/2"})
    balance = case["judged"]["stock_balances"][0]
    balance["deliveries"].append({**balance["deliveries"][0], "line_id": "DEL-2", "document": "EVI-9"})
    balance["closing"] = kg("22000")
    assert judged(case) == "fail"
    for delivery in balance["deliveries"]:
        delivery["mass"] = kg("10000")
    assert judged(case) == "review"


def test_o12_two_deliveries_share_one_document() -> None:
    case = stocked({"mass": kg("12000")})
    balance = case["judged"]["stock_balances"][0]
    balance["deliveries"].append({**balance["deliveries"][0], "line_id": "DEL-2", "mass": kg("8000")})
    assert judged(case) is None
    balance["deliveries"][1]["mass"] = kg("8000.001")
    assert judged(case) == "fail"


def test_o12_without_mass_or_name_nothing_can_be_checked() -> None:
    case = stocked()
    del document(case)["mass"]
    assert judged(case) == "review"
    case = stocked()
    document(case).update(number="", sha256="")
    assert judged(case) == "review"


def test_o12_a_malformed_claim_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="claims"):
        judge(roomy(), claims=[claim(claimed_kg="much")])
