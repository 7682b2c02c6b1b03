"""Thai ways of writing: Buddhist-era dates, Thai digits, and a stored key that sorts as a Thai dictionary does."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_ERA_OFFSET = 543
FIRST_BUDDHIST_YEAR_TYPED = 2400

THAI_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
THAI_MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH_NAMED = re.compile(r"(\d{1,2})\s*([ก-๙.]+|[A-Za-z]+\.?)\s*(?:พ\.?ศ\.?)?\s*(\d{1,4})")

_LEADING_VOWEL = re.compile(r"([เแโใไ])([ก-ฮ])")
_MARKS = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"


class DayRefused(ValueError):
    """A typed date that cannot be taken; `code` is one of short_year, impossible, not_understood."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def to_arabic_digits(text: str) -> str:
    """Return the text with Thai digits written as Arabic ones.

    >>> to_arabic_digits("๑๒.๕")
    '12.5'
    """
    return text.translate(_TO_ARABIC)


def to_thai_digits(text: str) -> str:
    """Return the text with Arabic digits written as Thai ones.

    >>> to_thai_digits("2569")
    '๒๕๖๙'
    """
    return text.translate(_TO_THAI)


def buddhist_year(year: int) -> int:
    """Return the Buddhist year of a Common-Era one."""
    return year + BUDDHIST_ERA_OFFSET


def local_day(moment: datetime) -> date:
    """Return the day in Bangkok at a moment; a naive moment is a mistake and is refused."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(BANGKOK).date()


def end_of_local_day(day: date) -> datetime:
    """Return the moment at which a day is over in Bangkok: the first of the next day."""
    return datetime.combine(day + timedelta(days=1), time(), BANGKOK)


def thai_date(value: date | datetime, style: str = "long") -> str:
    """Return a day as Thais write it; `style` is long, short or numeric.

    >>> thai_date(date(2026, 11, 25)), thai_date(date(2026, 11, 25), "short"), thai_date(date(2026, 11, 5), "numeric")
    ('25 พฤศจิกายน 2569', '25 พ.ย. 2569', '05/11/2569')
    """
    day = _day(value)
    if style == "numeric":
        return f"{day.day:02d}/{day.month:02d}/{buddhist_year(day.year)}"
    months = THAI_MONTHS if style == "long" else THAI_MONTHS_SHORT
    return f"{day.day} {months[day.month - 1]} {buddhist_year(day.year)}"


def english_date(value: date | datetime, style: str = "long") -> str:
    """Return a day in English and the Common Era; `style` is long, short or numeric.

    >>> english_date(date(2026, 11, 25)), english_date(date(2026, 11, 25), "short")
    ('25 November 2026', '25 Nov 2026')
    """
    day = _day(value)
    if style == "numeric":
        return f"{day.day:02d}/{day.month:02d}/{day.year}"
    month = ENGLISH_MONTHS[day.month - 1]
    return f"{day.day} {month if style == 'long' else month[:3]} {day.year}"


def written_date(value: date | datetime, language: str, style: str = "long") -> str:
    """Return a day in the era and words of a language code: Buddhist for Thai, Common Era otherwise."""
    return thai_date(value, style) if language.startswith("th") else english_date(value, style)


def written_moment(value: datetime, language: str, style: str = "long") -> str:
    """Return day and time in Bangkok, e.g. `25 พฤศจิกายน 2569 เวลา 14:32 น.` or `25 November 2026, 14:32`."""
    local = value.astimezone(BANGKOK)
    clock = f"{local.hour:02d}:{local.minute:02d}"
    if language.startswith("th"):
        joint = " เวลา " if style == "long" else " "
        return f"{thai_date(local, style)}{joint}{clock} น."
    return f"{english_date(local, style)}, {clock}"


def parse_day(typed: str) -> date:
    """Return the day someone typed, in the Buddhist or the Common Era (a year from 2400 on is Buddhist).

    Raises DayRefused for a year of one to three digits, an impossible day, or text that is no date.

    >>> parse_day("25/11/2569") == parse_day("2026-11-25") == parse_day("๒๕ พฤศจิกายน ๒๕๖๙") == date(2026, 11, 25)
    True
    """
    text = to_arabic_digits(typed).strip()
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := _MONTH_NAMED.fullmatch(text):
        day, name, year = match.groups()
        month = str(_month_number(name))
    else:
        raise DayRefused("not_understood")
    if len(year) < 4:
        raise DayRefused("short_year")
    number = int(year)
    if number >= FIRST_BUDDHIST_YEAR_TYPED:
        number -= BUDDHIST_ERA_OFFSET
    try:
        return date(number, int(month), int(day))
    except ValueError as error:
        raise DayRefused("impossible") from error


def sort_key(text: str) -> str:
    """Return a key whose plain code-point order is the order of a Thai dictionary.

    A vowel written before its consonant is read after it; tone marks and silencers count only between
    words that are otherwise the same.

    >>> sorted(["ขา", "โก", "แก้ว", "กา", "ไก่", "เกม"], key=sort_key)
    ['กา', 'เกม', 'แก้ว', 'โก', 'ไก่', 'ขา']
    """
    swapped = _LEADING_VOWEL.sub(r"\2\1", to_arabic_digits(text).casefold())
    letters = "".join(sign for sign in swapped if sign not in _MARKS)
    marks = re.sub(f"[^{_MARKS}]", "-", swapped).rstrip("-")
    return f"{letters}\t{marks}"


def _day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return local_day(value) if value.tzinfo else value.date()
    return value


def _month_number(name: str) -> int:
    for months in (THAI_MONTHS, THAI_MONTHS_SHORT):
        if name in months:
            return months.index(name) + 1
    bare = name.rstrip(".").lower()
    for number, month in enumerate(ENGLISH_MONTHS, start=1):
        if bare in (month.lower(), month[:3].lower()):
            return number
    raise DayRefused("not_understood")
