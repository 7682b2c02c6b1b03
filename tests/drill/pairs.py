"""Random pairs of inventories at and around equality, with the verdict worked out in whole numbers."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.calculations.engine.sample_cases import example

# Amounts in thousandths, factors in ten-thousandths, shares in hundredths: their product is whole.
Line = tuple[int, int, int]
_STAGES = ("raw_material", "production")


def _decimal(value: int, places: int) -> str:
    return f"{value // 10**places}.{value % 10**places:0{places}d}"


def random_pair(draw: Random) -> tuple[dict[str, Any], str]:
    """A case and the verdict of clause 5.3 on it."""
    product = [_line(draw) for _ in range(draw.randrange(2, 8))]
    comparator = [_line(draw) for _ in range(draw.randrange(2, 5))]
    missing = _sum(product) - _sum(comparator) + draw.choice((-1, 0, 0, 1, draw.randrange(-1000, 1000)))
    if missing > 0:
        comparator.append((missing, 1, 1))
    else:
        product.append((1 - missing, 1, 1))
    return _case(product, comparator), "pass" if _sum(product) <= _sum(comparator) else "fail"


def _line(draw: Random) -> Line:
    return draw.randrange(1, 10**6), draw.randrange(1, 10**5), draw.randrange(1, 101)


def _sum(lines: list[Line]) -> int:
    return sum(amount * factor * share for amount, factor, share in lines)


def _case(product: list[Line], comparator: list[Line]) -> dict[str, Any]:
    case = example()
    judged = case["judged"]
    judged["period_output"] = {"amount": "1", "unit": "piece"}
    judged["inventory"], judged["own_factors"] = [], []
    for side, lines in (("product", product), ("comparator", comparator)):
        for index, (amount, factor, share) in enumerate(lines):
            name = f"{side}-{index}"
            judged["inventory"].append(
                {
                    "line_id": name,
                    "side": side,
                    "stage": _STAGES[index % 2],
                    "kind": "auxiliary",
                    "name": name,
                    "period_total": {"amount": _decimal(amount, 3), "unit": "kg"},
                    "allocation_share": _decimal(share, 2),
                    "allocation_basis": "mass",
                    "factor": name,
                }
            )
            judged["own_factors"].append(
                {
                    "id": name,
                    "value_kgco2e": _decimal(factor, 4),
                    "per_unit": "kg",
                    "gwp_set": "AR5",
                    "source": "drill",
                }
            )
    judged["comparator"] = {
        "method": "measured",
        "functional_unit": judged["functional_unit"],
        "boundary": judged["boundary"],
        "gwp_set": "AR5",
        "reasons": "drill",
        "evidence": ["EVI-1"],
    }
    return case
