"""A case with as many inventory lines as wanted, the same for the engine and for what it is measured against."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.calculations.engine.sample_cases import example

FACTORS = 100


def factor_values() -> list[str]:
    draw = Random(1)
    return [f"{draw.randrange(1, 50_000) / 10_000:.4f}" for _ in range(FACTORS)]


def line_amounts(lines: int) -> list[str]:
    """Period totals of one side, in kg, for an output of one functional unit."""
    draw = Random(2)
    return [f"{draw.randrange(1, 9_999_999) / 1000:.3f}" for _ in range(lines)]


def large_case(lines: int) -> dict[str, Any]:
    """So many lines on each side; the comparator has a tenth more of everything."""
    case = example()
    judged = case["judged"]
    judged["period_output"] = {"amount": "1", "unit": "piece"}
    template = {
        "gwp_set": "AR5",
        "kind": "set",
        "scheme": "CFP",
        "set": "cfp-2569",
        "source": "bench",
        "per_unit": "kg",
    }
    judged["factors"] += [
        {**template, "id": f"f{index}", "name_en": f"factor {index}", "value_kgco2e": value}
        for index, value in enumerate(factor_values())
    ]
    judged["inventory"] = [
        _line(side, index, amount, share)
        for side, share in (("product", "0.9"), ("comparator", "1"))
        for index, amount in enumerate(line_amounts(lines))
    ]
    for side in (judged["inventory"][:lines], judged["inventory"][lines:]):
        side[0] |= {"portion": "POR-1", "kind": "raw_material"}
        side[2] |= {"portion": "POR-2", "kind": "raw_material"}
    judged["inventory"][2]["factor"] = "rpet"
    return case


def _line(side: str, index: int, amount: str, share: str) -> dict[str, Any]:
    return {
        "line_id": f"{side}-{index}",
        "side": side,
        "stage": "production" if index % 2 else "raw_material",
        "kind": "auxiliary",
        "name": f"line {index}",
        "period_total": {"amount": amount, "unit": "kg"},
        "allocation_share": share,
        "allocation_basis": "mass",
        "quantity_basis": "measured",
        "factor": f"f{index % FACTORS}",
    }
