"""Codes, amounts, shares and days of the case JSON in the words of the page."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from calculations.engine.display import exact_text
from cecfp_portal.thai import written_date

Json = Mapping[str, Any]


def word(choices: type[TextChoices], code: str | None) -> str:
    """Return the word for a code; a code that is not known is shown as it is."""
    if not code:
        return ""
    return str(choices(code).label) if code in choices.values else code


def amount(value: Json | None) -> str:
    """Return `12.5 kg`, or nothing; the one unit that is a word is in the page's language."""
    if not value:
        return ""
    unit = _("piece") if value["unit"] == "piece" else value["unit"]
    return f"{value['amount']} {unit}".strip()


def percent(share: str | None) -> str:
    """Return a share of one as exact per cent; what cannot be read is shown as typed."""
    if not share:
        return ""
    try:
        return f"{exact_text(Fraction(share) * 100)} %"
    except (ValueError, ZeroDivisionError):
        return share


def day(text: str | None) -> str:
    """Return a day of the case in the era of the page's language."""
    if not text:
        return ""
    try:
        return written_date(date.fromisoformat(text), get_language() or "th")
    except ValueError:
        return text


def said(values: Json | None, name: str = "name") -> str:
    """Return `name_th` or `name_en`, whichever the page wants, else the other."""
    if not values:
        return ""
    thai, english = values.get(f"{name}_th") or "", values.get(f"{name}_en") or ""
    return str(english or thai) if get_language() == "en" else str(thai or english)


def both(values: Json | None, name: str = "name") -> str:
    """Return the Thai and the English text, as they will be printed beside each other."""
    texts = [(values or {}).get(f"{name}_{language}") or "" for language in ("th", "en")]
    return "\n".join(text for text in texts if text)
