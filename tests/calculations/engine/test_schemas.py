"""The JSON Schemas hold every example and every report, refuse floats, and ask for what the readers ask for."""

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from calculations.engine import evaluate
from calculations.engine.inventories import evaluate_inventories
from tests.calculations.engine.sample_cases import DATA, ROOT, documented_example, example, judge, ruling, two_materials
from tests.drill.bills import random_bill
from tests.drill.pairs import random_pair

FOLDER = ROOT / "calculations" / "engine" / "schemas"
SCHEMAS = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))}
INVENTORIES = [
    json.loads(file.read_text(encoding="utf-8"))["case"] for file in sorted((DATA / "inventories").glob("*.json"))
]


def errors(schema: str, value: Any) -> list[str]:
    found = Draft202012Validator(SCHEMAS[schema]).iter_errors(value)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"{name}.json"


def test_documented_and_drawn_cases_and_their_reports_are_valid() -> None:
    cases = [documented_example(), two_materials("20", "80")]
    cases += [draw(Random(number))[0] for number in range(20) for draw in (random_bill, random_pair)]
    for case in cases:
        assert errors("cecfp-case-1", case) == []
        assert errors("cecfp-report-1", json.loads(json.dumps(judge(case)))) == []
    broken: dict[str, Any] = {"judged": {"inventory": [{}, {"line_id": "x"}]}}
    assert errors("cecfp-report-1", judge(broken)) == []


def test_published_inventories_and_their_reports_are_valid() -> None:
    assert len(INVENTORIES) >= 7
    for given in [*INVENTORIES, {"schema": "inventory/1", "lines": [{}]}]:
        assert errors("inventory-report-1", evaluate_inventories(given)) == []
    assert [errors("inventory-1", given) for given in INVENTORIES] == [[] for _ in INVENTORIES]


def test_rulings_and_context_are_valid() -> None:
    assert errors("rulings-1", [ruling("ce-cfp.4.1.1", accepted=True)]) == []
    assert errors("rulings-1", [{"outcome_id": "x", "accepted": "yes"}])
    assert errors("context-1", {"on": "2026-11-24", "edition_settings": {"cut_off_sum_share": "0.05"}}) == []
    assert errors("context-1", {"on": 5})


def _figures(value: Any) -> Iterator[tuple[Any, Any]]:
    """Holders and keys of everything that is typed as a number in text."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        if isinstance(value[key], str) and value[key].replace(",", "").replace(".", "").isdigit():
            if key in ("amount", "allocation_share", "value_kgco2e", "share_low", "count", "factor", "output_share"):
                yield value, key
        else:
            yield from _figures(value[key])


@pytest.mark.parametrize(("schema", "given"), [("cecfp-case-1", example()), ("inventory-1", INVENTORIES[3])])
def test_a_float_is_refused_for_every_figure(schema: str, given: dict[str, Any]) -> None:
    given = copy.deepcopy(given)
    figures = list(_figures(given))
    assert len(figures) >= 6
    for holder, key in figures:
        kept, holder[key] = holder[key], 0.5
        assert errors(schema, given)
        holder[key] = kept


def test_an_unknown_field_is_seen() -> None:
    case = example()
    case["judged"]["inventory"][0]["alocation_share"] = "1"
    assert errors("cecfp-case-1", case)
    assert errors("inventory-1", {"schema": "inventory/1", "lines": [{"amount": "1", "unit": "kg", "faktor": "1"}]})


def _required(schema: dict[str, Any], value: Any) -> Iterator[tuple[Any, str]]:
    """Objects of an example with each key the schema requires of them."""
    schema = schema.get("anyOf", [schema])[0] if "properties" not in schema else schema
    if isinstance(value, list):
        for item in value:
            yield from _required(schema.get("items", {}), item)
    elif isinstance(value, dict):
        yield from ((value, key) for key in schema.get("required", ()))
        for key, inner in schema.get("properties", {}).items():
            if key in value:
                yield from _required(inner, value[key])


def test_what_the_schema_of_a_case_requires_the_engine_misses() -> None:
    case = example()
    required = list(_required(SCHEMAS["cecfp-case-1"], case))
    assert len(required) > 60
    for holder, key in required:
        kept = holder.pop(key)
        assert evaluate(case)["overall"] == "invalid", key
        assert errors("cecfp-case-1", case), key
        holder[key] = kept


def test_what_the_schema_of_an_inventory_requires_the_reader_misses() -> None:
    line = {"amount": "1", "unit": "kg", "factor": "1"}
    for key in line:
        given = {"schema": "inventory/1", "lines": [{k: v for k, v in line.items() if k != key}]}
        assert errors("inventory-1", given)
        assert evaluate_inventories(given)["overall"] == "invalid"
    for bad in ({"lines": []}, {}, {"lines": [line], "comparisons": [{"product": "inventory"}]}):
        assert evaluate_inventories({"schema": "inventory/1", **bad})["overall"] == "invalid"
    assert errors("inventory-1", {"schema": "inventory/1"})


def test_the_documented_inventory_is_valid_and_passes() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    given = json.loads(page.partition("```json\n")[2].partition("```")[0])
    assert errors("inventory-1", given) == []
    assert evaluate_inventories(given)["overall"] == "pass"
