"""Totals that somebody typed beside the inventory, with the digits they were typed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class TypedFigure:
    """A figure in kgCO2e as typed; ``last_digit`` is what one step of its last printed digit is worth."""

    value: Fraction
    last_digit: Fraction
    text: str


@dataclass(frozen=True)
class TypedTotals:
    """One side's totals per functional unit, from the applicant's own workbook: the whole, and by stage."""

    total: TypedFigure | None = None
    stages: Mapping[str, TypedFigure] = field(default_factory=dict)
    blank_stages: tuple[str, ...] = ()
