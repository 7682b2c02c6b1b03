"""Typed text to exact numbers and units: the one place where a figure becomes a fraction or a named problem."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from calculations.engine.problems import Problem, shown

MAX_DIGITS = 30
MAX_EXPONENT = 30
MAX_LENGTH = 80

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙\u2212", "0123456789-")
_NUMBER = re.compile(r"([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)?(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,9}))?", re.ASCII)
_SEPARATORS = re.compile(r"[+-]?[0-9][0-9.,\s\u00a0]*", re.ASCII)
_RATIO = re.compile(r"([+-]?[0-9]+)\s*/\s*([0-9]+)", re.ASCII)
_NOT_FINITE = {"nan", "inf", "infinity", "snan", "∞"}


def parse_number(typed: object, *, allow_ratio: bool = False) -> Fraction | Problem:
    """Read one typed figure exactly.

    Args:
        typed: text as a person wrote it (Arabic or Thai digits), or a whole number.
        allow_ratio: accept ``n/d`` as well, the exact form in which the engine writes endless decimals.

    Returns:
        The exact value, or the problem that keeps it from being read. Nothing is guessed or rounded.

    >>> parse_number("๑,๒๓๔.๕")
    Fraction(2469, 2)
    >>> parse_number("1,5").code
    'number_separator'
    """
    if typed is None:
        return Problem("number_missing")
    if isinstance(typed, int) and not isinstance(typed, bool):
        return Fraction(typed) if abs(typed) < 10**MAX_DIGITS else Problem("number_too_long")
    if not isinstance(typed, str):
        return Problem("number_type", shown(typed))
    return _read(typed, allow_ratio=allow_ratio)


def _read(typed: str, *, allow_ratio: bool) -> Fraction | Problem:
    text = typed.strip().translate(_THAI_DIGITS)
    if not text or len(text) > MAX_LENGTH:
        return Problem("number_too_long" if text else "number_missing")
    if text.lstrip("+-").lower() in _NOT_FINITE:
        return Problem("number_not_finite", shown(typed))
    if allow_ratio and (ratio := _RATIO.fullmatch(text)):
        return _ratio(ratio, typed)
    found = _NUMBER.fullmatch(text)
    is_number = found is not None and bool(found[2] or found[3])
    if found is None or not is_number or (found[2] or "").startswith("0,"):
        return Problem("number_separator" if _SEPARATORS.fullmatch(text) else "number_unreadable", shown(typed))
    return _decimal(found)


def _decimal(found: re.Match[str]) -> Fraction | Problem:
    whole = (found[2] or "0").replace(",", "")
    decimals = found[3] or ""
    exponent = int(found[4] or "0")
    if len(whole) + len(decimals) > MAX_DIGITS:
        return Problem("number_too_long")
    if abs(exponent) > MAX_EXPONENT:
        return Problem("number_exponent")
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    if exponent:
        value *= Fraction(10) ** exponent
    return -value if found[1] == "-" else value


def _ratio(found: re.Match[str], typed: str) -> Fraction | Problem:
    if int(found[2]) == 0:
        return Problem("number_not_finite", shown(typed))
    if len(found[1].lstrip("+-")) > MAX_DIGITS or len(found[2]) > MAX_DIGITS:
        return Problem("number_too_long")
    return Fraction(int(found[1]), int(found[2]))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its exact size in the base unit of its dimension."""

    code: str
    dimension: str
    size: Fraction


def _unit(code: str, dimension: str, numerator: int, denominator: int = 1) -> Unit:
    return Unit(code, dimension, Fraction(numerator, denominator))


UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        _unit("mg", "mass", 1, 1_000_000),
        _unit("g", "mass", 1, 1000),
        _unit("kg", "mass", 1),
        _unit("t", "mass", 1000),
        _unit("Wh", "energy", 1, 1000),
        _unit("kWh", "energy", 1),
        _unit("MWh", "energy", 1000),
        _unit("kJ", "energy", 1, 3600),
        _unit("MJ", "energy", 5, 18),
        _unit("GJ", "energy", 2500, 9),
        _unit("mL", "volume", 1, 1_000_000),
        _unit("L", "volume", 1, 1000),
        _unit("m3", "volume", 1),
        _unit("m", "distance", 1, 1000),
        _unit("km", "distance", 1),
        _unit("tkm", "freight", 1),
        _unit("kgkm", "freight", 1, 1000),
        _unit("piece", "item", 1),
        _unit("cm2", "area", 1, 10_000),
        _unit("m2", "area", 1),
        _unit("min", "time", 1, 60),
        _unit("h", "time", 1),
    )
}

_ALIASES: dict[str, str] = {
    "มิลลิกรัม": "mg", "มก.": "mg", "มก": "mg",
    "กรัม": "g", "ก.": "g", "gram": "g", "grams": "g",
    "กิโลกรัม": "kg", "กก.": "kg", "กก": "kg", "kilogram": "kg", "kilograms": "kg", "kgs": "kg",
    "ตัน": "t", "tonne": "t", "tonnes": "t", "metric ton": "t",
    "kwh": "kWh", "หน่วย": "kWh", "หน่วยไฟฟ้า": "kWh", "กิโลวัตต์ชั่วโมง": "kWh", "กิโลวัตต์-ชั่วโมง": "kWh",
    "wh": "Wh", "mwh": "MWh", "เมกะวัตต์ชั่วโมง": "MWh",
    "kj": "kJ", "mj": "MJ", "เมกะจูล": "MJ", "gj": "GJ", "จิกะจูล": "GJ",
    "ml": "mL", "มล.": "mL", "มิลลิลิตร": "mL",
    "l": "L", "litre": "L", "litres": "L", "liter": "L", "liters": "L", "ลิตร": "L", "ล.": "L",
    "m^3": "m3", "cu.m.": "m3", "ลบ.ม.": "m3", "ลบ.ม": "m3", "ลูกบาศก์เมตร": "m3",
    "เมตร": "m", "ม.": "m", "กิโลเมตร": "km", "กม.": "km", "กม": "km",
    "ตัน-กม.": "tkm", "ตัน-กิโลเมตร": "tkm", "ตันกิโลเมตร": "tkm", "ตัน.กม.": "tkm", "t-km": "tkm", "t.km": "tkm",
    "pc": "piece", "pcs": "piece", "pieces": "piece", "item": "piece", "items": "piece", "unit": "piece",
    "units": "piece", "each": "piece", "ชิ้น": "piece", "อัน": "piece", "ใบ": "piece", "ขวด": "piece", "กล่อง": "piece",
    "ซม.2": "cm2", "ตารางเซนติเมตร": "cm2", "ตร.ม.": "m2", "ตร.ม": "m2", "ตารางเมตร": "m2", "m^2": "m2",
    "minute": "min", "minutes": "min", "นาที": "min",
    "hr": "h", "hour": "h", "hours": "h", "ชม.": "h", "ชั่วโมง": "h",
}  # fmt: skip
# "ton" is 907.18 kg, 1,000 kg or 1,016 kg depending on the reader, so it is always asked about.
_TON = {"ton", "tons"}
# Differ from a listed unit by case alone and mean something else (Mg is the megagram).
_CASE_MATTERS = {"mg"}


def find_unit(typed: object) -> Unit | Problem:
    """The unit meant by a typed name in Thai or English, or the problem with it.

    >>> find_unit("กก.").code
    'kg'
    >>> find_unit("ton").code
    'unit_ton'
    """
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return Problem("unit_missing")
    return _unit_named(typed) if isinstance(typed, str) else Problem("unit_unknown", shown(typed))


@lru_cache(maxsize=1024)
def _unit_named(typed: str) -> Unit | Problem:
    text = unicodedata.normalize("NFC", typed.strip()).replace("³", "3").replace("²", "2")
    lowered = text.lower()
    if lowered in _TON:
        return Problem("unit_ton", shown(typed))
    if text in UNITS:
        return UNITS[text]
    if lowered in _CASE_MATTERS:
        return Problem("unit_unknown", shown(typed))
    code = _ALIASES.get(lowered, lowered)
    return UNITS[code] if code in UNITS else Problem("unit_unknown", shown(typed))


def convert(value: Fraction, source: Unit, target: Unit) -> Fraction | Problem:
    """The same quantity in another unit, exactly; a problem where the dimensions differ.

    >>> convert(Fraction(18), UNITS["MJ"], UNITS["kWh"])
    Fraction(5, 1)
    """
    if source.dimension != target.dimension:
        return Problem("unit_dimension", f"{source.code} ≠ {target.code}")
    if source.size == target.size:
        return value
    return value * source.size / target.size


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact amount in a known unit, with the text it was read from."""

    value: Fraction
    unit: Unit
    typed: str = ""

    @property
    def in_base(self) -> Fraction:
        """The amount in the base unit of its dimension (kg, kWh, m3, km, tkm, piece, m2, h)."""
        return self.value * self.unit.size
