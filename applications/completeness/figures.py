"""Checks of single values of a draft: numbers, days and texts as typed, each with a sentence for its field."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.completeness.problem import Problem
from applications.models.numbers import decimal_or_none
from calculations.engine import problems as engine
from calculations.engine.quantities import parse_number
from cecfp_portal import thai

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_DAY_REFUSALS: dict[str, str | _StrPromise] = {
    "short_year": _("Write the year with four digits, e.g. 25/11/2569 or 25/11/2026."),
    "impossible": _("There is no such day in the calendar. Please check day and month."),
    "not_understood": _("Write the date as day/month/year, e.g. 25/11/2569."),
}


def _said(thai_text: str, english_text: str) -> str:
    return english_text if get_language() == "en" else thai_text


_said_lazy = lazy(_said, str)


def spoken(problem: engine.Problem) -> str:
    """Return the engine's sentence about a typed value, in the language of the page that shows it."""
    return _said_lazy(problem.message_th, problem.message_en)


def number_problem(
    typed: str,
    *,
    section: str,
    field: str,
    line_id: str = "",
    may_be_zero: bool = False,
    is_optional: bool = False,
) -> Problem | None:
    """Return what is wrong with a number as typed: missing, unreadable, too long, or not above zero."""
    if is_optional and not typed.strip():
        return None
    parsed = parse_number(typed)
    if not isinstance(parsed, Fraction):
        return Problem(section, spoken(parsed), field, line_id, parsed.code)
    if parsed < 0 or (parsed == 0 and not may_be_zero):
        code = "number_negative" if parsed < 0 else "number_not_positive"
        return Problem(section, spoken(engine.Problem(code, typed.strip())), field, line_id, code)
    if decimal_or_none(typed) is None:
        return Problem(section, spoken(engine.Problem("number_too_long")), field, line_id, "number_too_long")
    return None


def day_problem(
    typed: str,
    *,
    section: str,
    field: str,
    line_id: str = "",
    is_optional: bool = False,
    not_after: date | None = None,
) -> Problem | None:
    """Return what is wrong with a day as typed; `not_after` is today where the day must have come already."""
    if not typed.strip():
        return None if is_optional else Problem(section, _("Enter the date."), field, line_id, "date_missing")
    try:
        day = thai.parse_day(typed)
    except thai.DayRefused as refusal:
        return Problem(section, _DAY_REFUSALS[refusal.code], field, line_id, f"date_{refusal.code}")
    if not_after and day > not_after:
        sentence = _("This day has not come yet. Please check the year: B.E. or C.E.")
        return Problem(section, sentence, field, line_id, "date_in_future")
    return None


def text_problem(
    value: str, message: str | _StrPromise, *, section: str, field: str, line_id: str = ""
) -> Problem | None:
    """Return `message` as a problem when the text or choice is empty."""
    return None if value.strip() else Problem(section, message, field, line_id, "text_missing")
