"""Dates of both eras, digits, and the dictionary order."""

from datetime import UTC, date, datetime

import pytest

from cecfp_portal import thai

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "typed",
    [
        "25/11/2569", "25/11/2026", "25-11-2569", "25.11.2569", " 25 / 11 / 2569 ", "2026-11-25", "2569-11-25",
        "๒๕/๑๑/๒๕๖๙", "25 พฤศจิกายน 2569", "25 พ.ย. 2569", "25 พฤศจิกายน พ.ศ. 2569", "25 November 2026", "25 nov 2026",
    ],
)  # fmt: skip
def test_a_day_is_understood_in_either_era(typed: str) -> None:
    assert thai.parse_day(typed) == DAY


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("25/11/69", "short_year"),
        ("25/11/569", "short_year"),
        ("31/02/2569", "impossible"),
        ("29/02/2570", "impossible"),
        ("11/25/2026", "impossible"),
        ("tomorrow", "not_understood"),
        ("25 ฝนตก 2569", "not_understood"),
        ("2026-11-25T10:00", "not_understood"),
        ("", "not_understood"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(thai.DayRefused) as refusal:
        thai.parse_day(typed)
    assert refusal.value.code == code


def test_years_up_to_2399_are_common_era_and_from_2400_buddhist() -> None:
    assert thai.parse_day("1/1/2399").year == 2399
    assert thai.parse_day("1/1/2400").year == 1857


def test_leap_day_belongs_to_the_common_era_year() -> None:
    assert thai.parse_day("29/02/2567") == date(2024, 2, 29)


def test_a_moment_late_in_the_evening_utc_is_the_next_day_in_bangkok() -> None:
    late = datetime(2026, 12, 31, 18, 5, tzinfo=UTC)
    assert thai.written_moment(late, "th") == "1 มกราคม 2570 เวลา 01:05 น."
    assert thai.written_moment(late, "en") == "1 January 2027, 01:05"
    assert thai.thai_date(late) == "1 มกราคม 2570"
    assert thai.local_day(late) == date(2027, 1, 1)


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        thai.local_day(datetime(2026, 1, 1))  # noqa: DTZ001


def test_every_written_day_is_understood_again() -> None:
    for month in range(1, 13):
        day = date(2026, month, 9)
        for style in ("long", "short", "numeric"):
            assert thai.parse_day(thai.thai_date(day, style)) == day
            assert thai.parse_day(thai.english_date(day, style)) == day


@pytest.mark.parametrize(
    "ordered",
    [
        ["กา", "เกม", "แก้ว", "โก", "ไก่", "ขา"],
        ["กก", "กง", "กา", "กำ", "กิน", "เก", "แก", "โก", "ใก", "ไก"],
        ["กา", "ก่า", "ก้า", "ก๊า", "ก๋า"],
        ["ก้า", "กาก", "ก้าง"],
        ["ขวด", "ขวดแก้ว", "ขวดน้ำ", "ขวดเหล้า"],
        ["bottle", "Can", "กล่อง"],
        ["รถ", "ฤดู", "ลม"],
    ],
)
def test_sort_key_gives_dictionary_order(ordered: list[str]) -> None:
    assert sorted(sorted(ordered), key=thai.sort_key) == ordered


def test_code_point_order_alone_would_be_wrong() -> None:
    assert sorted(["โก", "ขา"]) == ["ขา", "โก"]
    assert sorted(["โก", "ขา"], key=thai.sort_key) == ["โก", "ขา"]
