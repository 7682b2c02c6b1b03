"""Cases that others published or other implementations computed; each data file names its source."""

from fractions import Fraction
from typing import Any

from calculations.engine.display import decimal_text
from tests.calculations.engine.sample_cases import example, judge, outcome, part, published, recycled, with_bom

STAGES = {"raw": "raw_material", "prod": "production", "dist": "distribution", "use": "use", "eol": "end_of_life"}


def test_tgo_annex_product_a() -> None:
    """Criteria, annex: 80 % V-PET and 20 % R-PET; 5 against 6 kgCO2e."""
    source = published("01-tgo-appendix-product-a.json")
    virgin, r_pet = source["inputs"]["bom"]
    case = with_bom(
        part("V", virgin["mass"], virgin["unit"]),
        part("R", r_pet["mass"], r_pet["unit"], portions=[recycled("P")]),
    )
    judged = case["judged"]
    judged["period_output"] = {"amount": "1", "unit": "piece"}
    judged["inventory"] = [
        _line("raw", "V-PET", "4", "kg", "one"),
        {**_line("raw", "R-PET", "0.5", "kg", "one"), "portion": "P"},
        _line("prod", "power", "0.5", "kg", "one"),
    ]
    judged["own_factors"] = [_factor("one", "1", "kg")]
    judged["comparator"] = {
        "method": "declared",
        "declared_total_kgco2e": source["inputs"]["virgin_footprint"],
        "functional_unit": judged["functional_unit"],
        "boundary": judged["boundary"],
        "gwp_set": "AR5",
        "reasons": "annex of the criteria",
    }
    report = judge(case)
    expected = source["expected"]
    assert report["footprints"]["product"]["exact"] == source["inputs"]["ce_footprint"]
    assert report["shares"]["recycled_lower"]["fraction"] == expected["recycled_share"]
    assert outcome(report, "ce-cfp.4.1.1")["outcome"] == expected["rule_4_1_1"]
    assert outcome(report, "ce-cfp.5.3")["outcome"] == expected["rule_5_3"]
    assert outcome(report, "ce-cfp.5.3")["margin"] == expected["margin_5_3"]


def _line(stage: str, name: str, amount: str, unit: str, factor: str, side: str = "product") -> dict[str, Any]:
    return {
        "line_id": f"{side}-{stage}-{name}",
        "side": side,
        "stage": STAGES[stage],
        "kind": "auxiliary",
        "name": name,
        "period_total": {"amount": amount, "unit": unit},
        "allocation_share": "1",
        "factor": factor,
    }


def _factor(factor_id: str, value: str, unit: str) -> dict[str, Any]:
    return {"id": factor_id, "value_kgco2e": value, "per_unit": unit, "gwp_set": "AR5", "source": "published case"}


def _bottle(source: dict[str, Any]) -> dict[str, Any]:
    case = with_bom(part("V", "16"), part("R", "4", portions=[recycled("P")]), part("cap", "2"), part("label", "0.4"))
    judged = case["judged"]
    judged["product"]["market"], judged["boundary"] = "b2c", "cradle_to_grave"
    judged["period_output"] = {"amount": "1", "unit": "piece"}
    rows = source["inputs"]["lines"]
    judged["own_factors"] = [_factor(row["name"], row["ef"], row["unit"]) for row in rows]
    judged["inventory"] = []
    for side in ("product", "comparator"):
        for row in rows:
            line = _line(row["stage"], row["name"], row["amount"], row["unit"], row["name"], side)
            if row["name"] == "R-PET pellet":
                line["portion"] = "P"
                line["factor"] = row["name"] if side == "product" else "V-PET resin"
            judged["inventory"].append(line)
    return case


def test_pet_bottle_agrees_with_other_implementations() -> None:
    """PET bottle 80/20 against its virgin twin, computed with Decimal, Fraction and brightway."""
    source = published("11-brightway-pet-bottle.json")
    expected = source["expected"]
    report = judge(_bottle(source))
    product, comparator = report["footprints"]["product"], report["footprints"]["comparator"]
    assert Fraction(product["exact"]) == Fraction(expected["ce"])
    assert Fraction(comparator["exact"]) == Fraction(expected["virgin"])
    for short, stage in STAGES.items():
        found = next(row for row in product["by_stage"] if row["stage"] == stage)
        assert Fraction(found["exact"]) == Fraction(expected["stage_ce"][short])
        share = Fraction(found["exact"]) / Fraction(product["exact"])
        assert decimal_text(share * 100, 2) == expected["stage_share_percent"][short]
    for ours, theirs in ((product, "ce"), (comparator, "virgin")):
        reference = Fraction(repr(expected["brightway"][theirs]))
        assert (
            abs(Fraction(ours["exact"]) - reference) <= Fraction(source["tolerance"]["brightway_relative"]) * reference
        )
    assert product["text"] == "0.0923"
    assert outcome(report, "ce-cfp.5.3")["outcome"] == expected["verdict_5_3"]
    assert outcome(report, "ce-cfp.5.3")["margin"] == expected["margin"]
    assert outcome(report, "ce-cfp.4.1.1")["outcome"] == expected["verdict_4_1_1_whole_product"]
    assert report["shares"]["recycled_lower"]["fraction"] == expected["share_of_whole_product"]
    assert outcome(report, "ce-cfp.4.1.1")["figures"]["swap_kg"] == "0.00048"
    assert outcome(report, "ce-cfp.4.1.1")["figures"]["add_kg"] == "0.0006"


def test_pet_bottle_names_the_lines_that_would_turn_the_result() -> None:
    """The distances published with the case; printed towards the nearer side."""
    report = judge(_bottle(published("11-brightway-pet-bottle.json")))
    found = [line["percent_text"] for line in report["explanation"]["flips"]["lines"]]
    assert [text[:4] for text in found] == ["17.1", "51.3", "68.2"]
    stages = [row["percent_text"] for row in report["footprints"]["product"]["by_stage"]]
    assert sum(Fraction(text) for text in stages) == 100


def test_documented_example_passes_as_the_page_says() -> None:
    report = judge(example())
    assert report["overall"] == "pass"
    assert report["shares"]["recycled_lower"] == {"exact": "0.2", "fraction": "1/5", "percent_text": "20.00"}
    assert report["footprints"]["product"]["exact"] == "0.396162"
    assert report["footprints"]["product"]["text"] == "0.396"
    assert report["footprints"]["comparator"]["exact"] == "0.43294"
