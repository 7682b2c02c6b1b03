"""A full report against brightway's lci and lcia of the same two inventories; runs in brightway's environment.

What is wanted is not reached, and the floor printed beside it says why: the two SHA-256 every report states and the
exact sums, without reading a line or applying a rule, already take longer than brightway may. They run in C and in
integers; nothing is left to shorten but what makes a report a proof.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from calculations.engine import evaluate
from calculations.engine.canonical import case_sha256, judged_sha256
from calculations.engine.sums import sum_of_products
from tests.bench.engine import CONTEXT, seconds
from tests.bench.large_case import FACTORS, factor_values, large_case, line_amounts
from tests.oracle.brightway import Process, prepared, score, written

SIDES = (("product", 0.9), ("comparator", 1.0))
# How many times cheaper than brightway a report has to be, by lines of each inventory.
WANTED = {100: 10.0, 1_000: 3.0, 10_000: 1.0}


def main() -> int:
    """Print the ratios: brightway ÷ report, from its written database and from packages held in memory."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    for lines, wanted in WANTED.items():
        case = large_case(lines)
        rounds = 5 if lines < 10_000 else 2
        report = seconds(lambda case=case: evaluate(case, [], CONTEXT), rounds)  # type: ignore[misc]
        floor = seconds(lambda case=case, lines=lines: _hashed_and_summed(case, lines), rounds)  # type: ignore[misc]
        stored, loaded = _brightway(lines, rounds)
        print(
            f"{lines:>6} lines a side: lci + lcia of both inventories take {stored / report:.2f} times a full report "
            f"from brightway's database, {loaded / report:.2f} times from packages in memory (wanted {wanted:g}); "
            f"{stored / floor:.2f} times the hashes and sums of a report alone",
            flush=True,
        )
    return 0


def _hashed_and_summed(case: dict[str, Any], lines: int) -> None:
    """What no report can leave out: who signs it names the case by its hash, and the sums are exact."""
    judged_sha256(case), case_sha256(case)
    factors = [Fraction(Decimal(value)) for value in factor_values()]
    for _side in SIDES:
        amounts = enumerate(line_amounts(lines))
        sum_of_products([(Fraction(Decimal(amount)), factors[index % FACTORS]) for index, amount in amounts])


def _brightway(lines: int, rounds: int) -> tuple[float, float]:
    """Every line is a process of its own, for else brightway could not say what each line emits."""
    stored: list[Callable[[], object]] = []
    loaded: list[Callable[[], object]] = []
    values, amounts = factor_values(), line_amounts(lines)
    totals = [0.0, 0.0]
    for position, (side, share) in enumerate(SIDES):
        used = [(f"line {index}", float(amount) * share) for index, amount in enumerate(amounts)]
        emitting = {f"line {index}": Process(1, [], float(values[index % FACTORS])) for index in range(lines)}
        written(f"{side}-{lines}", {side: Process(1, used, 0.0), **emitting})
        inputs = prepared({side: 1})
        loaded.append(lambda inputs=inputs: score(*inputs))  # type: ignore[misc]
        stored.append(lambda side=side: score(*prepared({side: 1})))  # type: ignore[misc]
        totals[0] += seconds(stored[position], rounds)
        totals[1] += seconds(loaded[position], rounds)
    return totals[0], totals[1]


if __name__ == "__main__":
    sys.exit(main())
