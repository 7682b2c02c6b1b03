"""Exact values to text: the only place of the portal where a figure is rounded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import Literal

Direction = Literal["half_up", "floor", "ceil"]

SIGNIFICANT_DIGITS = 3
SHARE_DECIMALS = 2
MAX_PLACES = 40
_THAI_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")


def _whole(numerator: int, denominator: int, direction: Direction) -> int:
    if direction == "floor":
        return numerator // denominator
    if direction == "ceil":
        return -(-numerator // denominator)
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -rounded if numerator < 0 else rounded


def decimal_text(value: Fraction, places: int, direction: Direction = "half_up") -> str:
    """A fixed number of decimals, rounded in the named direction.

    >>> decimal_text(Fraction(5, 28), 4, "floor")
    '0.1785'
    """
    scaled = _whole(value.numerator * 10**places, value.denominator, direction)
    digits = _digits(abs(scaled)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def exact_text(value: Fraction) -> str:
    """The exact decimal where it ends, otherwise ``n/d``; either reads back to the same value.

    >>> exact_text(Fraction(1, 8)), exact_text(Fraction(1, 3))
    ('0.125', '1/3')
    """
    places = _places(value.denominator)
    return fraction_text(value) if places is None else decimal_text(value, places)


@lru_cache(maxsize=4096)
def _places(denominator: int) -> int | None:
    """How many decimals a fraction of this denominator ends after; ``None`` if it never does, or too late to print."""
    remainder, twos, fives = denominator, 0, 0
    while remainder % 2 == 0:
        remainder, twos = remainder // 2, twos + 1
    while remainder % 5 == 0:
        remainder, fives = remainder // 5, fives + 1
    places = max(twos, fives)
    return places if remainder == 1 and places <= MAX_PLACES else None


def fraction_text(value: Fraction) -> str:
    """The exact value as ``n/d``, or as the whole number it is."""
    whole = _digits(value.numerator)
    return whole if value.denominator == 1 else f"{whole}/{_digits(value.denominator)}"


def _digits(value: int) -> str:
    """All digits of a whole number; Python's own conversion stops at 4,300."""
    return str(value) if value.bit_length() < 14_000 else str(Decimal(value))


def readable_text(value: Fraction, direction: Direction = "half_up", places: int = 6) -> str:
    """For sentences: exact if short, otherwise rounded in the named direction, never 0 for what is not 0."""
    exact = exact_text(value)
    if "/" not in exact and len(exact) <= 20:
        return exact
    while value and places < MAX_PLACES and set(decimal_text(abs(value), places, "floor")) <= set("0."):
        places += 3
    return decimal_text(value, places, direction)


def grouped_text(text: str) -> str:
    """A printed figure with commas between the thousands of its whole part.

    >>> grouped_text("1000000.5"), grouped_text("-999"), grouped_text("1/3")
    ('1,000,000.5', '-999', '1/3')
    """
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole.lstrip("-").isdigit() and int(whole) else text


def significant_text(value: Fraction, digits: int = SIGNIFICANT_DIGITS) -> str:
    """The printed footprint: significant figures, rounded half-up, in plain decimals.

    >>> significant_text(Fraction("0.09229224")), significant_text(Fraction("9.995")), significant_text(Fraction(12345))
    ('0.0923', '10.0', '12300')
    """
    if value == 0:
        return "0"
    numerator, denominator = abs(value.numerator), value.denominator
    # Off by one at most: the length of a quotient lies within one of the difference of the lengths.
    exponent = len(_digits(numerator)) - len(_digits(denominator))
    if numerator * _power(-exponent) < denominator * _power(exponent):
        exponent -= 1
    places = digits - 1 - exponent
    scaled = (2 * numerator * _power(places) + denominator * _power(-places)) // (2 * denominator * _power(-places))
    if scaled == 10**digits:
        places, scaled = places - 1, scaled // 10
    return decimal_text((1 if value > 0 else -1) * Fraction(scaled * _power(-places), _power(places)), max(0, places))


def _power(exponent: int) -> int:
    """The whole power of ten; 1 for a negative exponent, whose power stands on the other side."""
    return 10**exponent if exponent > 0 else 1


def percent_text(share: Fraction, places: int = SHARE_DECIMALS) -> str:
    """The printed share in per cent, floored: 19.9999 % never prints as 20.00.

    >>> percent_text(Fraction(199999, 1000000)), percent_text(Fraction(1, 5))
    ('19.99', '20.00')
    """
    return decimal_text(share * 100, places, "floor")


def text_apart_from(value: Fraction, limit: Fraction, direction: Direction, places: int) -> str:
    """Decimals of a compared value, with digits added until it no longer looks like the limit it differs from.

    >>> text_apart_from(Fraction("6.0000001"), Fraction(6), "half_up", 2)
    '6.0000001'
    """
    if value == limit:
        return decimal_text(value, places, direction)
    while places < MAX_PLACES and decimal_text(value, places, direction) == decimal_text(limit, places, "half_up"):
        places += 1
    return decimal_text(value, places, direction)


def compared_texts(product: Fraction, comparator: Fraction) -> tuple[str, str]:
    """Both sides of a comparison, product up and comparator down, with digits enough to show which is larger.

    >>> compared_texts(Fraction(5), Fraction(6)), compared_texts(Fraction(1, 3), Fraction("0.3333334"))
    (('5', '6'), ('0.33333334', '0.3333334'))
    """
    for places in range(4, MAX_PLACES):
        texts = (_short_or(product, places, "ceil"), _short_or(comparator, places, "floor"))
        shown = (Fraction(texts[0]), Fraction(texts[1]))
        if product == comparator or ((shown[0] < shown[1]) == (product < comparator) and shown[0] != shown[1]):
            return texts
    return exact_text(product), exact_text(comparator)


def _short_or(value: Fraction, places: int, direction: Direction) -> str:
    exact = exact_text(value)
    return exact if "/" not in exact and len(exact) <= 12 else decimal_text(value, places, direction)


def grouped(text: str) -> str:
    """A plain decimal with separators between its thousands.

    >>> grouped("-1234567.8912"), grouped("999")
    ('-1,234,567.8912', '999')
    """
    whole, point, decimals = text.removeprefix("-").partition(".")
    return f"{'-' if text.startswith('-') else ''}{int(whole):,}{point}{decimals}"


def grams_text(mass_kg: Fraction, direction: Direction = "half_up") -> str:
    """A mass for sentences, in grams.

    >>> grams_text(Fraction("1.2345"))
    '1,234.5'
    """
    return grouped(readable_text(mass_kg * 1000, direction))


def percents_to_hundred(values: Sequence[Fraction], places: int = SHARE_DECIMALS) -> list[str]:
    """Each value's per cent of their sum, by largest remainder, so that the printed figures add to 100.

    >>> percents_to_hundred([Fraction(1), Fraction(1), Fraction(1)])
    ['33.34', '33.33', '33.33']
    """
    total = sum(values, Fraction(0))
    if total <= 0:
        return ["" for _ in values]
    units = 100 * 10**places
    exact = [value / total * units for value in values]
    floors = [floor(value) for value in exact]
    order = sorted(range(len(values)), key=lambda i: (floors[i] - exact[i], i))
    for index in order[: units - sum(floors)]:
        floors[index] += 1
    return [decimal_text(Fraction(value, 10**places), places) for value in floors]


def day_texts(day: date | None) -> tuple[str, str]:
    """A day for sentences, Thai in the Buddhist era and English; empty where it is not known.

    >>> day_texts(date(2026, 9, 30))
    ('30 ก.ย. 2569', '30 September 2026')
    """
    if day is None:
        return "", ""
    return f"{day.day} {_THAI_MONTHS[day.month - 1]} {day.year + 543}", f"{day.day} {day:%B %Y}"
