"""Typed text to exact numbers: what is read, what is asked about, what is refused."""

from fractions import Fraction

import pytest

from calculations.engine.problems import Problem
from calculations.engine.quantities import UNITS, convert, find_unit, parse_number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,234.5", "1234.5"),
        ("๑,๒๓๔.๕", "1234.5"),
        (" 20 ", "20"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        (".5", "0.5"),
        ("1e-30", "1e-30"),
        ("1E3", "1000"),
        ("9" * 30, "9" * 30),
        (7, "7"),
    ],
)
def test_reads_exactly(typed: object, value: str) -> None:
    assert parse_number(typed) == Fraction(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.234,5", "number_separator"),
        ("1,5", "number_separator"),
        ("0,123", "number_separator"),
        ("1,23,456", "number_separator"),
        ("1 234", "number_separator"),
        ("ประมาณ 5", "number_unreadable"),
        ("NaN", "number_not_finite"),
        ("-Infinity", "number_not_finite"),
        ("1e31", "number_exponent"),
        ("1e-31", "number_exponent"),
        ("1e999999", "number_exponent"),
        ("1e99999999999999999999", "number_unreadable"),
        ("9" * 31, "number_too_long"),
        ("9" * 100_000, "number_too_long"),
        (10**31, "number_too_long"),
        ("", "number_missing"),
        (None, "number_missing"),
        (0.2, "number_type"),
        (float("nan"), "number_type"),
        (True, "number_type"),
        ([], "number_type"),
        ("1/3", "number_unreadable"),
        ("١٢", "number_unreadable"),
        ("0x10", "number_unreadable"),
        ("1_000", "number_unreadable"),
        ("5\x00", "number_unreadable"),
    ],
)
def test_refuses_by_name(typed: object, code: str) -> None:
    read = parse_number(typed)
    assert isinstance(read, Problem)
    assert read.code == code
    assert read.message_th
    assert read.message_en
    assert "\x00" not in read.message_en


def test_ratio_only_where_allowed() -> None:
    assert parse_number("1/3", allow_ratio=True) == Fraction(1, 3)
    zero = parse_number("1/0", allow_ratio=True)
    assert isinstance(zero, Problem)
    assert zero.code == "number_not_finite"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("กก.", "kg"), ("ก.", "g"), ("ตัน", "t"), ("หน่วย", "kWh"), ("ลิตร", "L"), ("ลบ.ม.", "m3"), ("m³", "m3")]
    + [(code, code) for code in UNITS]
    + [("KG", "kg"), ("Mwh", "MWh"), ("litre", "L"), ("ชิ้น", "piece")],
)
def test_knows_units_in_both_languages(typed: str, code: str) -> None:
    unit = find_unit(typed)
    assert not isinstance(unit, Problem)
    assert unit.code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ton", "unit_ton"),
        ("Tons", "unit_ton"),
        ("Mg", "unit_unknown"),
        ("lb", "unit_unknown"),
        ("", "unit_missing"),
        (None, "unit_missing"),
        (5, "unit_unknown"),
    ],
)
def test_asks_about_units(typed: object, code: str) -> None:
    unit = find_unit(typed)
    assert isinstance(unit, Problem)
    assert unit.code == code


def test_converts_exactly_within_a_dimension_only() -> None:
    assert convert(Fraction(1), UNITS["MJ"], UNITS["kWh"]) == Fraction(5, 18)
    assert convert(Fraction(1), UNITS["GJ"], UNITS["MWh"]) == Fraction(5, 18)
    assert convert(Fraction(1), UNITS["t"], UNITS["mg"]) == 10**9
    assert convert(Fraction(1), UNITS["L"], UNITS["m3"]) == Fraction(1, 1000)
    mixed = convert(Fraction(1), UNITS["L"], UNITS["kg"])
    assert isinstance(mixed, Problem)
    assert mixed.code == "unit_dimension"
