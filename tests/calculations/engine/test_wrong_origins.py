"""Ways to a pass the criteria do not give, by origins, documents and data that are not what they are said to be."""

from typing import Any

import pytest

from calculations.engine.case.licences import licences_alike
from calculations.engine.document_names import document_number
from tests.calculations.engine.sample_cases import (
    OTHER_LICENCE,
    OWN_LICENCE,
    example,
    judge,
    outcome,
    verdict,
)
from tests.calculations.engine.sample_inventory import line_of, with_factor
from tests.calculations.engine.test_stock import document, kg


def portions(case: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = case["judged"]["bill_of_materials"][0]["portions"]
    return found


@pytest.mark.parametrize(("on", "expected"), [("2025-12-31", "pass"), ("2025-12-30", "invalid")])
def test_d9_a_year_that_has_not_ended_is_not_measured(on: str, expected: str) -> None:
    assert outcome(judge(example(), on=on), "ce-cfp.5.1.data_period")["outcome"] == expected


@pytest.mark.parametrize("reason", ["-", "…", " . "])
def test_d6_a_dash_is_no_reason(reason: str) -> None:
    case = example()
    portions(case)[1].update(data_route="national_database", reason=reason)
    line_of(case, "INV-2")["factor"] = "national"
    with_factor(case, "national", origin="recycled")
    assert verdict(case, "ce-cfp.5.2:POR-2") == "invalid"
    portions(case)[1]["reason"] = "the recycler refused"
    assert verdict(case, "ce-cfp.5.2:POR-2") == "pass"


def test_d7_no_licence_in_words_is_no_licence() -> None:
    case = example()
    portions(case)[1].update(data_route="national_database", reason="the recycler refused")
    portions(case)[1]["reprocessor"]["licence"] = "n/a"
    line_of(case, "INV-2")["factor"] = "national"
    with_factor(case, "national", origin="recycled")
    assert verdict(case, "ce-cfp.5.2:POR-2") == "review"


@pytest.mark.parametrize("more", [{"allocation_share": "0"}, {"factor": "nothing"}])
def test_d8_a_meter_that_counts_for_nothing_is_asked_about(more: dict[str, Any]) -> None:
    case = example()
    with_factor(case, "nothing", "0", "kWh", category="electricity")
    own = case["judged"]["own_factors"][0]
    own["meters"][0].update(more)
    del own["value_kgco2e"]
    assert verdict(case, "ce-cfp.5.2.own_factor.zero:rpet") == "review"


SAME_PLANT = (
    "รง.4 3-53-1/50รย",
    "เลขที่ 3-53-1/50รย",
    "03-53-01/50รย",
    "3-53-1/2550รย",
    "3-53-1/50 ระยอง",
    "3-53-1/50",
    "３-53-1/50รย.",
    "3-53-l/50รย",
    "З-53-1/5Oรย",
)


@pytest.mark.parametrize("licence", SAME_PLANT)
def test_o3_the_own_licence_in_other_words_is_asked_about(licence: str) -> None:
    case = example()
    portions(case)[1].update(
        origin="pre_consumer",
        waste_origin={"kind": "factory", "licence": licence},
        otherwise_fate="disposal",
        is_returnable_to_process=False,
    )
    case["judged"]["stock_balances"][0]["deliveries"][0]["origin"] = "pre_consumer"
    assert verdict(case, "ce-cfp.4.1.2:POR-2") == "review"


@pytest.mark.parametrize("licence", [OTHER_LICENCE, "3-53-1/51รย", "3-53-11/50รย", "13-53-1/50รย", "3-53-1/50สป"])
def test_o3_another_licence_is_not_taken_for_the_own(licence: str) -> None:
    assert not licences_alike(licence, OWN_LICENCE)


def test_o3_a_dash_for_a_permit_is_no_plant_elsewhere() -> None:
    case = example()
    portions(case)[1].update(
        origin="pre_consumer",
        waste_origin={"kind": "factory", "licence": OWN_LICENCE},
        reprocessor={"name": "x", "permit": "-"},
    )
    assert verdict(case, "ce-cfp.4.1.2:POR-2") == "fail"


def test_o13_what_came_of_one_origin_covers_no_other() -> None:
    """20 t are claimed as post-consumer; what came is 20 t of pre-consumer scrap, of which a trace is claimed too."""
    case = example()
    new, old = portions(case)
    new["share_low"] = "0.79"
    trace = {**old, "line_id": "POR-3", "origin": "pre_consumer", "share_low": "0.01"}
    portions(case).append({**trace, "waste_origin": {"kind": "factory", "licence": OWN_LICENCE}})
    balance = case["judged"]["stock_balances"][0]
    balance.update(portions=["POR-2", "POR-3"], used_here=kg("21000"))
    came = balance["deliveries"][0]
    came.update(origin="pre_consumer", mass=kg("21000"))
    document(case)["mass"] = kg("30000")
    assert verdict(case, "ce-cfp.4.1.1.stock:STK-1") == "fail"
    came.update(origin="post_consumer", mass=kg("20000"))
    balance["deliveries"].append({**came, "line_id": "DEL-2", "origin": "pre_consumer", "mass": kg("1000")})
    assert verdict(case, "ce-cfp.4.1.1.stock:STK-1") == "pass"


def test_o12_letters_written_apart_are_the_same_number() -> None:
    assert document_number("D.N. 12-2568") == document_number("dn12/2568") != document_number("dn 122568")


def test_o12_two_sellers_with_one_number_are_asked_about_and_not_added() -> None:
    case = example()
    document(case)["mass"] = kg("12000")
    other = {**document(case), "line_id": "EVI-9", "seller": "Other", "mass": kg("8000")}
    case["judged"]["evidence"].append(other)
    deliveries = case["judged"]["stock_balances"][0]["deliveries"]
    deliveries[0]["mass"] = kg("12000")
    deliveries.append({**deliveries[0], "line_id": "DEL-2", "document": "EVI-9", "mass": kg("8000")})
    rule = "ce-cfp.4.1.2.document"
    assert {verdict(case, f"{rule}:{name}") for name in ("EVI-2", "EVI-9")} == {"review"}
    other["seller"] = ""
    assert verdict(case, f"{rule}:EVI-2") == "fail"


def claim(**more: Any) -> dict[str, Any]:
    return {"number": "EX-2", "sha256": "", "cases": 1, "claimed_kg": "1000", **more}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (claim(), "fail"),
        (claim(earlier_kg="1000"), "fail"),
        (claim(earlier_kg="0.001"), "fail"),
        (claim(earlier_kg="0"), "review"),
        (claim(earlier_kg="0", least_mass_kg="1"), "review"),
        (claim(earlier_kg="0", least_mass_kg="1", earlier_least_mass_kg="19999.999"), "fail"),
    ],
)
def test_o12_the_earlier_claim_stands_first(claims: dict[str, Any], expected: str) -> None:
    """All 20 t of the document are claimed here; what others claim is an excess."""
    assert outcome(judge(example(), claims=[claims]), "ce-cfp.4.1.2.document:EVI-2")["outcome"] == expected


def test_d9_blank_evidence_is_none() -> None:
    case = example()
    case["judged"]["own_factors"][0]["evidence"] = ["", " "]
    assert verdict(case, "ce-cfp.5.2.own_factor.evidence:rpet") == "review"


def test_d9_what_is_dated_after_the_day_judged_is_asked_about() -> None:
    case = example()
    case["judged"]["own_factors"][0]["period"]["end"] = "2026-11-25"
    assert verdict(case, "ce-cfp.5.2.own_factor.period:rpet") == "review"
    case["judged"]["own_factors"][0]["period"]["end"] = "2026-11-24"
    document(case, "EVI-3")["issued_on"] = "2026-11-24"
    assert judge(case)["overall"] == "pass"
    document(case, "EVI-3")["issued_on"] = "2026-11-25"
    assert verdict(case, "ce-cfp.4.1.2.declaration:POR-2") == "review"
