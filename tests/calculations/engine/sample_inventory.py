"""The documented example with inventory lines of one's own."""

from __future__ import annotations

from typing import Any

from tests.calculations.engine.sample_cases import example


def with_line(*lines: dict[str, Any], **judged: Any) -> dict[str, Any]:
    case = example()
    case["judged"]["inventory"] += [new_line(**line) for line in lines]
    case["judged"] |= judged
    return case


def new_line(line_id: str = "NEW", total: str = "1000", unit: str = "kg", **more: Any) -> dict[str, Any]:
    """A line of the product's production, all of it the product's, with the factor ``one`` of 1 kgCO2e per kg."""
    given = {
        "line_id": line_id,
        "side": "product",
        "stage": "production",
        "kind": "auxiliary",
        "name": line_id,
        "process": "",
        "period_total": {"amount": total, "unit": unit},
        "allocation_share": "1",
        "factor": "one",
    }
    return {**given, **more}


def with_factor(case: dict[str, Any], factor_id: str = "one", value: str = "1", per: str = "kg", **more: Any) -> None:
    given = {"id": factor_id, "kind": "set", "scheme": "CFP", "set": "cfp-2569", "value_kgco2e": value, "per_unit": per}
    given |= {"gwp_set": "AR5", "source": "example", "name_en": factor_id, "name_th": factor_id}
    case["judged"]["factors"].append({**given, **more})


def line_of(case: dict[str, Any], line_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(x for x in case["judged"]["inventory"] if x["line_id"] == line_id)
    return found


def by_rule(report: dict[str, Any], rule: str) -> dict[str, str]:
    """Outcomes of a rule and those below it, by id."""
    return {o["id"]: o["outcome"] for o in report["outcomes"] if o["rule"] == rule or o["rule"].startswith(f"{rule}.")}


def result_of(report: dict[str, Any], line_id: str) -> dict[str, Any]:
    rows = report["footprints"]["product"]["by_line"]
    found: dict[str, Any] = next(row for row in rows if row["line_id"] == line_id)
    return found
