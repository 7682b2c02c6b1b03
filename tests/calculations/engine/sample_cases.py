"""Cases for the engine's tests, built from the documented example by changing what a test is about."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

from tests.calculations.engine.pinned_reports import evaluated

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(__file__).parent / "data"
OWN_LICENCE = "3-53-1/50รย"
OTHER_LICENCE = "3-106-33/50รย"


def documented_examples() -> list[dict[str, Any]]:
    """The case of the page, then its context."""
    text = (ROOT / "docs" / "case-format.md").read_text(encoding="utf-8")
    return [json.loads(found) for found in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]


_EXAMPLE, _CONTEXT = documented_examples()


def documented_example() -> dict[str, Any]:
    return documented_examples()[0]


def example() -> dict[str, Any]:
    return copy.deepcopy(_EXAMPLE)


def example_context(**more: Any) -> dict[str, Any]:
    return copy.deepcopy(_CONTEXT) | more


def published(name: str) -> dict[str, Any]:
    """A published or cross-implemented case as it was collected; each file names its source."""
    case: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return case


def portion(line_id: str, share: str = "1", origin: str = "virgin", **more: Any) -> dict[str, Any]:
    return {"line_id": line_id, "material": line_id, "origin": origin, "share_low": share, **more}


def recycled(line_id: str, share: str = "1", **more: Any) -> dict[str, Any]:
    """A household's post-consumer material with primary data, unless told otherwise."""
    given: dict[str, Any] = {
        "origin": "post_consumer",
        "waste_origin": {"kind": "household"},
        "data_route": "primary",
        "evidence": ["EVI-1"],
    }
    return portion(line_id, share, **{**given, **more})


def part(line_id: str, amount: str, unit: str = "g", **more: Any) -> dict[str, Any]:
    given = {
        "line_id": line_id,
        "parent": "",
        "count": "1",
        "name": line_id,
        "role": "product",
        "mass": {"amount": amount, "unit": unit},
        "portions": [portion(f"{line_id}-v")],
    }
    return {**given, **more}


def with_bom(*parts: dict[str, Any], kind: str = "packaging") -> dict[str, Any]:
    """The example with another bill of materials; only clauses 4.1.1 and 4.1.2 are then of interest."""
    case = example()
    case["judged"]["product"]["kind"] = kind
    case["judged"]["bill_of_materials"] = list(parts)
    case["judged"]["stock_balances"] = []
    del case["judged"]["declared_mass"]
    return case


def two_materials(recycled_grams: str, virgin_grams: str, **more: Any) -> dict[str, Any]:
    return with_bom(part("V", virgin_grams), part("R", recycled_grams, portions=[recycled("P", **more)]))


STATED = {
    "functional_unit": {"amount": "1", "unit": "piece"},
    "boundary": "cradle_to_gate",
    "gwp_set": "AR5",
    "factor_set": "cfp-2569",
    "mass": {"amount": "100", "unit": "g"},
    "reasons": "supplier's model",
    "evidence": ["EVI-1"],
}


def measured() -> dict[str, Any]:
    """The example with an inventory of the applicant's own for the comparator: INV-4 to INV-6, all virgin."""
    case = example()
    judged = case["judged"]
    for number, line in enumerate(copy.deepcopy(judged["inventory"]), start=4):
        judged["inventory"].append({**line, "line_id": f"INV-{number}", "side": "comparator"})
    judged["inventory"][4].update(name="V-PET instead of R-PET", factor="vpet")
    judged["comparator"] = {"method": "measured", **copy.deepcopy(STATED)}
    return case


def judge(case: dict[str, Any], *rulings: dict[str, Any], **context: Any) -> dict[str, Any]:
    return evaluated(case, list(rulings), example_context(**context))


def outcome(report: dict[str, Any], outcome_id: str) -> dict[str, Any]:
    found = [o for o in report["outcomes"] if o["id"] == outcome_id]
    assert len(found) == 1, (outcome_id, [o["id"] for o in report["outcomes"]])
    single: dict[str, Any] = found[0]
    return single


def verdict(case: dict[str, Any], outcome_id: str, *rulings: dict[str, Any]) -> str:
    text: str = outcome(judge(case, *rulings), outcome_id)["outcome"]
    return text


def ruling(outcome_id: str, *, accepted: bool) -> dict[str, Any]:
    return {
        "outcome_id": outcome_id,
        "accepted": accepted,
        "reason": "seen",
        "by_role": "officer",
        "at": "2026-11-24T03:00:00Z",
    }


def lower(report: dict[str, Any]) -> str:
    text: str = report["shares"]["recycled_lower"]["fraction"]
    return text


def assembly(line_id: str, name: str, **more: Any) -> dict[str, Any]:
    return part(line_id, "1", mass=None, portions=[], name=name, **more)
