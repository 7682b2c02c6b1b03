"""``make oracle``: random inventories and networks by brightway and by the engine, in brightway's environment."""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from fractions import Fraction
from random import Random
from typing import Any

from calculations.engine import evaluate
from calculations.engine.inventories import evaluate_inventories
from tests.drill.pairs import random_pair
from tests.oracle.brightway import Process, prepared, score, written

# Databases that brightway has written keep amounts in single precision.
TOLERANCE = Fraction(1, 1_000_000)


def main() -> int:
    """Print how far apart both are at most; exit 1 beyond the tolerance."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle")
    parser.add_argument("--cases", type=int, default=40, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    furthest = Fraction(0)
    for number in range(options.cases):
        for kind, compared in (("pair", _pair), ("network", _network)):
            draw = Random(f"{kind}-{options.seed}-{number}")
            for ours, theirs in compared(draw, f"{kind}-{number}"):
                apart = abs(ours - Fraction(theirs)) / abs(ours)
                furthest = max(furthest, apart)
                if apart > TOLERANCE:
                    print(f"{kind} {number}: engine {float(ours)!r}, brightway {theirs!r}")
                    return 1
    print(f"{options.cases} pairs and {options.cases} networks agree with brightway within {float(furthest):.1e}")
    return 0


def _pair(draw: Random, name: str) -> list[tuple[Fraction, float]]:
    """Both sides of a case, each line a process of its own."""
    case, _ = random_pair(draw)
    judged = case["judged"]
    factors = {row["id"]: float(row["value_kgco2e"]) for row in judged["own_factors"]}
    processes = {row: Process(1, [], value) for row, value in factors.items()}
    for side in ("product", "comparator"):
        lines = [line for line in judged["inventory"] if line["side"] == side]
        used = [(x["factor"], float(x["period_total"]["amount"]) * float(x["allocation_share"])) for x in lines]
        processes[side] = Process(1, used, 0.0)
    written(name, processes)
    footprints = evaluate(case, [], {"on": "2026-11-24"})["footprints"]
    return [(Fraction(footprints[side]["exact"]), score(*prepared({side: 1}))) for side in ("product", "comparator")]


def _network(draw: Random, name: str) -> list[tuple[Fraction, float]]:
    """Processes that use each other both ways, with uses small enough for the loops to close."""
    names = [f"p{index}" for index in range(draw.randrange(2, 12))]
    typed: dict[str, Any] = {}
    for key in names:
        others = draw.sample(names, draw.randrange(0, min(4, len(names))))
        uses = [(other, f"{draw.randrange(1, 200) / 1000:.3f}") for other in others]
        typed[key] = (str(draw.randrange(1, 9)), uses, f"{draw.randrange(1, 10**6) / 1000:.3f}")
    written(name, {k: Process(float(m), [(o, float(a)) for o, a in u], float(e)) for k, (m, u, e) in typed.items()})
    processes = [
        {
            "id": key,
            "produces": [{"product": key, "amount": makes, "unit": "kg"}],
            "lines": [{"product": other, "amount": amount, "unit": "kg"} for other, amount in uses]
            + [{"flow": "CO2", "amount": emits, "unit": "kg"}],
        }
        for key, (makes, uses, emits) in typed.items()
    ]
    asked = names[0]
    report = evaluate_inventories(
        {"schema": "inventory/1", "processes": processes, "lines": [{"product": asked, "amount": "7", "unit": "kg"}]}
    )
    total = Fraction(report["inventories"][0]["totals"]["flows"]["CO2"]["exact"])
    return [(total, score(*prepared({asked: 7})))]


if __name__ == "__main__":
    sys.exit(main())
