"""Plausible masses of one product unit per category: a dated table kept by TGO, part of a run's context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from calculations.engine.problems import Problem
from calculations.engine.quantities import parse_number


@dataclass(frozen=True)
class MassBand:
    """Between which masses in kg one product unit of a category usually lies, both ends included."""

    category: str
    low_kg: Fraction
    high_kg: Fraction
    source: str = ""


def mass_bands_from_json(given: Iterable[Mapping[str, Any]]) -> dict[str, MassBand]:
    """Read the table by category.

    Raises:
        ValueError: a band without category or bounds, or upside down.
    """
    bands = {}
    for row in given:
        low, high = (parse_number(row.get(key), allow_ratio=True) for key in ("low_kg", "high_kg"))
        category = row.get("category")
        if not isinstance(category, str) or isinstance(low, Problem) or isinstance(high, Problem) or low > high:
            raise ValueError("a mass band needs category, low_kg and high_kg, the lower not above the higher")
        bands[category] = MassBand(category, low, high, str(row.get("source") or ""))
    return bands
