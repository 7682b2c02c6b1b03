"""What a report costs: how it grows with the lines, and the exact sum against a plain float loop."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from calculations.engine import evaluate
from calculations.engine.sums import sum_of_products
from tests.bench.large_case import factor_values, large_case, line_amounts

CONTEXT = {"on": "2026-11-24"}
SIZES = (1_000, 10_000, 100_000)
SUM_LINES = 10_000


def seconds(act: Callable[[], object], rounds: int) -> float:
    """Processor time of the best of some rounds: what else runs on the machine does not count."""
    best = math.inf
    for _ in range(rounds):
        gc.collect()
        started = time.process_time()
        act()
        best = min(best, time.process_time() - started)
    return best


def report_growth() -> None:
    """Print the exponent of a report's cost from each size to the next; 1 is linear."""
    costs = []
    for lines in SIZES:
        case = large_case(lines)
        costs.append(seconds(lambda case=case: evaluate(case, [], CONTEXT), 3 if lines < SIZES[-1] else 2))  # type: ignore[misc]
        print(f"report of {lines:>7} lines a side: {costs[-1] / lines * 1e6 / 2:.0f} µs a line")
    for smaller, larger in zip(range(len(SIZES)), range(1, len(SIZES)), strict=False):
        exponent = math.log(costs[larger] / costs[smaller]) / math.log(SIZES[larger] / SIZES[smaller])
        print(f"growth from {SIZES[smaller]} to {SIZES[larger]} lines: exponent {exponent:.2f} (at most 1.05)")


def exact_sum_against_floats() -> None:
    """Print how dear amount × factor summed exactly is against a plain loop over floats."""
    factors = factor_values()
    typed = [(amount, factors[index % len(factors)]) for index, amount in enumerate(line_amounts(SUM_LINES))]
    floats = [(float(amount), float(factor)) for amount, factor in typed]
    exact = [(Fraction(Decimal(amount)), Fraction(Decimal(factor))) for amount, factor in typed]

    def float_loop() -> float:
        total = 0.0
        for amount, factor in floats:
            total += amount * factor
        return total

    ratio = seconds(lambda: sum_of_products(exact), 7) / seconds(float_loop, 7)
    print(f"exact sum of {SUM_LINES} lines against a float loop: {ratio:.0f} times (at most 40)")


if __name__ == "__main__":
    exact_sum_against_floats()
    report_growth()
