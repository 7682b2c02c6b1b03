"""Published inventories as ``inventory/1``: each data file names its source, what was expected and how closely."""

import json
from fractions import Fraction
from typing import Any

import pytest

from calculations.engine.inventories import evaluate_inventories
from tests.calculations.engine.sample_cases import DATA

FILES = sorted((DATA / "inventories").glob("*.json"))


def _differences(found: dict[str, Any], expected: dict[str, str]) -> list[Fraction]:
    return [abs(Fraction(found[key]) - Fraction(value)) for key, value in expected.items()]


def _exact(figures: dict[str, Any]) -> dict[str, str]:
    return {key: figure["exact"] for key, figure in figures.items()}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_published_inventory(file: Any) -> None:
    given = json.loads(file.read_text(encoding="utf-8"))
    assert given["source"]["title"]
    expected, tolerance = given["expected"], Fraction(given["tolerance"]["absolute"])
    report = evaluate_inventories(given["case"])
    assert report["problems"] == []
    found = {result["id"]: result for result in report["inventories"]}
    differences: list[Fraction] = []
    for name, totals in expected.get("totals", {}).items():
        differences += _differences(_exact(found[name]["totals"]["impacts"]), totals)
    for name, flows in expected.get("flows", {}).items():
        differences += _differences(_exact(found[name]["totals"]["flows"]), flows)
    for name, runs in expected.get("runs", {}).items():
        differences += _differences({row["id"]: row["runs"] for row in found[name]["by_process"]}, runs)
    for name, stages in expected.get("stages", {}).items():
        by_stage = {row["stage"]: row["impacts"]["climate"]["exact"] for row in found[name]["by_stage"]}
        differences += _differences(by_stage, stages)
    compared = {row["id"]: row for row in report["comparisons"]}
    for name, comparison in expected.get("comparisons", {}).items():
        assert {key: compared[name][key] for key in comparison} == comparison
    assert differences or expected.get("comparisons")
    assert max(differences, default=Fraction(0)) <= tolerance


def test_there_are_the_collected_cases_and_further_ones() -> None:
    assert {file.stem[:2] for file in FILES} >= {"01", "02", "08", "11", "20", "21", "22"}
