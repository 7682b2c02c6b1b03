"""``evaluate_inventories``: one ``inventory/1`` file in, totals and comparisons out, from the file and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from calculations.engine.canonical import NotCanonicalError, sha256_of
from calculations.engine.display import exact_text, percents_to_hundred, significant_text
from calculations.engine.inventories.comparison import Compared, compare
from calculations.engine.inventories.reading import document_from_json
from calculations.engine.inventories.results import Effects, Key, Result, add, result_of
from calculations.engine.inventories.values import Document, OwnUnit
from calculations.engine.outcomes import INVALID, worst
from calculations.engine.problems import Problem
from calculations.engine.versions import ENGINE

REPORT_SCHEMA = "inventory-report/1"
COMPUTED = "computed"


def evaluate_inventories(given: Mapping[str, Any]) -> dict[str, Any]:
    """Add every inventory up and judge every comparison.

    Args:
        given: ``inventory/1`` (docs/formats.md).

    Returns:
        ``inventory-report/1``: plain JSON data without any float. ``overall`` is the worst of the comparisons,
        ``invalid`` where anything could not be read, ``computed`` where nothing is compared. Never raises for bad data.
    """
    document, problems = document_from_json(given)
    units: dict[str, OwnUnit] = {}
    results: dict[str, Result] = {}
    broken: set[str] = set()
    is_readable = not problems
    for inventory in document.inventories:
        results[inventory.id], found = result_of(document, inventory, units)
        problems += found
        if found or not is_readable:
            broken.add(inventory.id)
    for comparison in document.comparisons:
        for name in (comparison.product, comparison.comparator):
            if name and name not in results:
                problems.append(Problem("reference_unknown", name, comparison.path, comparison.id))
    compared = [compare(comparison, results, frozenset(broken)) for comparison in document.comparisons]
    overall = worst([c.outcome for c in compared]) if compared else COMPUTED
    return {
        "schema": REPORT_SCHEMA,
        "engine": ENGINE,
        "overall": INVALID if problems else overall,
        "problems": [_problem_json(problem) for problem in problems],
        "inventories": [
            _result_json(document, result, units, is_broken=name in broken) for name, result in results.items()
        ],
        "comparisons": [_compared_json(found) for found in compared],
        "inputs": {"inventory_sha256": _hash(given)},
    }


def _hash(given: Mapping[str, Any]) -> str | None:
    try:
        return sha256_of(given)
    except NotCanonicalError:
        return None


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "path": problem.path,
        "line_id": problem.line_id,
        "typed": problem.typed,
        "message": {"th": problem.message_th, "en": problem.message_en},
    }


def _figure(value: Fraction, unit: str) -> dict[str, str]:
    return {"exact": exact_text(value), "text": significant_text(value), "unit": unit}


def _effects_json(document: Document, effects: Effects, units: Mapping[str, OwnUnit]) -> dict[str, Any]:
    return {
        "impacts": {k[1]: _figure(v, document.impacts[k[1]]) for k, v in effects.items() if k[0] == "impact"},
        "flows": {k[1]: _figure(v, units[k[1]].text) for k, v in effects.items() if k[0] == "flow"},
    }


def _result_json(
    document: Document, result: Result, units: Mapping[str, OwnUnit], *, is_broken: bool
) -> dict[str, Any]:
    inventory = result.inventory
    about: dict[str, Any] = {"id": inventory.id, "name": inventory.name, "is_declared": result.is_declared}
    if is_broken:
        return {**about, "totals": None, "uncharacterised": [], "by_stage": [], "by_line": [], "by_process": []}
    stages: dict[str, Effects] = {}
    for found in result.lines:
        add(stages.setdefault(found.line.stage, {}), found.effects, Fraction(1))
    return {
        **about,
        "totals": _effects_json(document, result.totals, units),
        "uncharacterised": [{"line_id": name, "impact": key[1]} for name, key in result.unjudged],
        "by_stage": [
            {"stage": stage, **_effects_json(document, effects, units)} for stage, effects in stages.items() if stage
        ],
        "by_line": _lines_json(document, result, units),
        "by_process": [
            {"id": found.id, "runs": exact_text(found.runs), **_effects_json(document, found.effects, units)}
            for found in result.processes
        ],
    }


def _lines_json(document: Document, result: Result, units: Mapping[str, OwnUnit]) -> list[dict[str, Any]]:
    main: Key = ("impact", next(iter(document.impacts)))
    values = [found.effects.get(main, Fraction(0)) for found in result.lines]
    # Shares of a total that credits were taken from would mislead.
    percents = percents_to_hundred(values) if all(value >= 0 for value in values) else [""] * len(values)
    return [
        {
            "id": found.line.id,
            "name": found.line.name,
            "stage": found.line.stage,
            "percent_text": percent,
            **_effects_json(document, found.effects, units),
        }
        for found, percent in zip(result.lines, percents, strict=True)
    ]


def _compared_json(found: Compared) -> dict[str, Any]:
    is_known = found.product is not None and found.comparator is not None
    margin = found.comparator - found.product if is_known else None  # type: ignore[operator]
    return {
        "id": found.comparison.id,
        "product": found.comparison.product,
        "comparator": found.comparison.comparator,
        "impact": found.comparison.impact or None,
        "flow": found.comparison.flow or None,
        "outcome": found.outcome,
        "product_value": exact_text(found.product) if found.product is not None else None,
        "comparator_value": exact_text(found.comparator) if found.comparator is not None else None,
        "margin": exact_text(margin) if margin is not None else None,
        "inequality": found.inequality,
        "message": found.message.as_json(),
        "questions": [question.as_json() for question in found.questions],
    }
