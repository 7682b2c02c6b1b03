"""Typed text as exact plain text; what cannot be read is given as typed, for the engine to name."""

from datetime import date
from typing import Any

from calculations.engine import display, quantities
from calculations.engine.problems import Problem
from cecfp_portal import thai

Json = dict[str, Any]


def number(typed: str) -> str | None:
    """Return the exact value as plain decimal text; what is not a number is given as typed, for the engine to name."""
    if not typed.strip():
        return None
    parsed = quantities.parse_number(typed)
    return typed if isinstance(parsed, Problem) else display.exact_text(parsed)


def share(typed: str) -> str | None:
    """Return a share typed in percent as a fraction of one, exactly."""
    if not typed.strip():
        return None
    parsed = quantities.parse_number(typed)
    return typed if isinstance(parsed, Problem) else display.exact_text(parsed / 100)


def amount(typed: str, unit: str) -> Json | None:
    value = number(typed)
    return None if value is None else {"amount": value, "unit": unit}


def day(typed: str) -> str | None:
    if not typed.strip():
        return None
    try:
        read: date = thai.parse_day(typed)
    except thai.DayRefused:
        return typed
    return read.isoformat()
