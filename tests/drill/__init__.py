"""Many random cases at and around the limits, judged by the engine and beside it by whole numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from calculations.engine import evaluate
from tests.drill.bills import random_bill
from tests.drill.pairs import random_pair

KINDS = {"bill": (random_bill, "ce-cfp.4.1.1"), "pair": (random_pair, "ce-cfp.5.3")}


@dataclass(frozen=True)
class Finding:
    """A verdict that is not the one whole numbers give, with what draws its case again."""

    kind: str
    seed: int
    number: int
    expected: str
    found: str


def check(kind: str, seed: int, numbers: Iterable[int]) -> list[Finding]:
    """Judge the cases of these numbers; those with a wrong verdict."""
    draw_case, outcome_id = KINDS[kind]
    wrong = []
    for number in numbers:
        case, expected = draw_case(Random(f"{kind}-{seed}-{number}"))
        outcomes = evaluate(case, [], {"on": "2026-11-24"})["outcomes"]
        found = next((outcome["outcome"] for outcome in outcomes if outcome["id"] == outcome_id), "missing")
        if found != expected:
            wrong.append(Finding(kind, seed, number, expected, found))
    return wrong
