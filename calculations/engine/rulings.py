"""Rulings: a person's answer to a review, as an input of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from calculations.engine.outcomes import REVIEW, Outcome

KEYS = ("outcome_id", "accepted", "reason", "by_role", "at")


def rulings_by_id(rulings: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The rulings by the outcome they settle; of several on one outcome the last stands.

    Raises:
        ValueError: a ruling without an outcome or without a plain yes or no, which is a fault of the caller.
    """
    found: dict[str, dict[str, Any]] = {}
    for ruling in rulings:
        if not isinstance(ruling.get("outcome_id"), str) or not isinstance(ruling.get("accepted"), bool):
            raise ValueError("a ruling needs outcome_id and accepted (true or false)")
        found[ruling["outcome_id"]] = {key: ruling.get(key) for key in KEYS}
    return found


def settle(outcomes: Sequence[Outcome], rulings: Mapping[str, dict[str, Any]]) -> tuple[list[Outcome], list[str]]:
    """Apply the rulings.

    A ruling settles a review and nothing else: a pass, a fail or invalid input cannot be ruled away. A review that
    waits for others (``depends_on``) is settled by the rulings on those, which the figures follow.

    Returns:
        The outcomes, and the ids of rulings that met no review.
    """
    settled: list[Outcome] = []
    used: set[str] = set()
    for outcome in outcomes:
        ruling = rulings.get(outcome.id)
        if ruling is not None and outcome.is_ruled:
            settled.append(replace(outcome, ruling=ruling))
            used.add(outcome.id)
        elif ruling is not None and outcome.outcome == REVIEW and not outcome.depends_on:
            settled.append(outcome.settled(ruling))
            used.add(outcome.id)
        else:
            settled.append(outcome)
    return settled, sorted(set(rulings) - used)
