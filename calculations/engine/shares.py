"""The recycled share by weight as exact masses: what is evidenced and what a person may still accept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Shares:
    """Masses of some parts, in kg per product unit, exact.

    ``lower`` holds what is evidenced, ``upper`` adds what a person may still accept, ``claimed`` everything
    presented as recycled. ``upper_total_kg`` is the mass that ``upper_kg`` is part of, where an open question is
    about what belongs to the product; otherwise the total.
    """

    total_kg: Fraction
    lower_kg: Fraction
    upper_kg: Fraction
    strict_kg: Fraction
    claimed_kg: Fraction
    upper_total_kg: Fraction | None = None

    @property
    def lower(self) -> Fraction:
        return self.lower_kg / self.total_kg

    @property
    def upper(self) -> Fraction:
        return self.upper_kg / (self.upper_total_kg or self.total_kg)

    @property
    def strict(self) -> Fraction:
        return self.strict_kg / self.total_kg

    def verdict(self, min_share: Fraction) -> str:
        """Cross-multiplied, never a rounded quotient; equality passes."""
        if self.lower_kg * min_share.denominator >= min_share.numerator * self.total_kg:
            return "pass"
        if self.upper_kg * min_share.denominator < min_share.numerator * (self.upper_total_kg or self.total_kg):
            return "fail"
        return "review"

    def __add__(self, other: Shares) -> Shares:
        return Shares(
            self.total_kg + other.total_kg,
            self.lower_kg + other.lower_kg,
            self.upper_kg + other.upper_kg,
            self.strict_kg + other.strict_kg,
            self.claimed_kg + other.claimed_kg,
        )


NO_MASS = Shares(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING)


def added(items: Iterable[Shares]) -> Shares:
    return sum(items, NO_MASS)


def least(base: Shares, optional: Iterable[Shares]) -> Shares:
    """The base with those of the optional parts that make its evidenced share smallest.

    Taking the poorest first, each part lowers the share as long as its own lies below it; no other choice is lower.
    """
    for item in sorted((o for o in optional if o.total_kg > 0), key=lambda o: o.lower):
        if base.total_kg == 0 or item.lower < base.lower:
            base += item
    return base


def greatest(base: Shares, optional: Iterable[Shares]) -> Shares:
    """The base with those of the optional parts that make its possible share largest."""
    for item in sorted((o for o in optional if o.total_kg > 0), key=lambda o: o.upper, reverse=True):
        if base.total_kg == 0 or item.upper > base.upper:
            base += item
    return base


def between(low: Shares, high: Shares) -> Shares:
    """One statement of two readings: the evidenced share of the one, the possible share of the other."""
    return Shares(
        low.total_kg,
        low.lower_kg,
        high.upper_kg,
        min(low.strict_kg, high.strict_kg),
        max(low.claimed_kg, high.claimed_kg),
        high.total_kg,
    )
