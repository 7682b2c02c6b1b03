"""Totals typed beside the inventory: the digits count, so the text itself is looked at."""

from __future__ import annotations

import re
from fractions import Fraction

from calculations.engine import case as values
from calculations.engine.problems import Problem, shown
from calculations.engine.source import Source

_DIGITS = re.compile(r"[^.]*(?:\.(\d*))?(?:[eE]([+-]?\d+))?")


def typed_totals(judged: Source) -> dict[str, values.TypedTotals]:
    """One entry for each side whose totals are stated."""
    if not judged.has("typed_totals"):
        return {}
    sides = judged.inner("typed_totals")
    for key in sides.data:
        if key not in values.SIDES:
            sides.note(Problem("choice_unknown", shown(key)), key)
    return {side: _side(sides.inner(side)) for side in values.SIDES if sides.has(side)}


def _side(source: Source) -> values.TypedTotals:
    by_stage = source.inner("stages")
    for key in by_stage.data:
        if key not in values.STAGES:
            by_stage.note(Problem("choice_unknown", shown(key)), key)
    found = {stage: _figure(by_stage, stage) for stage in values.STAGES if stage in by_stage.data}
    return values.TypedTotals(
        total=_figure(source, "total_kgco2e"),
        stages={stage: figure for stage, figure in found.items() if figure is not None},
        blank_stages=tuple(stage for stage, figure in found.items() if figure is None),
    )


def _figure(source: Source, key: str) -> values.TypedFigure | None:
    value = source.number(key, required=False)
    if value is None:
        return None
    text = str(source.data[key]).strip()
    return values.TypedFigure(value, last_digit(text), text)


def last_digit(text: str) -> Fraction:
    """What one step of the last printed digit is worth; nothing for an exact ratio.

    >>> last_digit("1.230"), last_digit("12"), last_digit("1.2e-3"), last_digit("1/3")
    (Fraction(1, 1000), Fraction(1, 1), Fraction(1, 10000), Fraction(0, 1))
    """
    found = _DIGITS.fullmatch(text)
    if found is None or "/" in text:
        return Fraction(0)
    return Fraction(10) ** (int(found[2] or "0") - len(found[1] or ""))
