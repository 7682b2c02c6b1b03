"""The standing in big words, on the pages of holder and officer alike."""

from typing import Any

from django.utils.translation import get_language

from certificates.facts import Speaker, standing_now
from certificates.queries import renewed_as
from certificates.views.page import Opened


def standing_panel(opened: Opened) -> dict[str, Any]:
    """Return word, explanation and reason of the standing in the page's language, and the dates of the term."""
    now = standing_now(opened.certificate, Speaker(get_language() or "th"), on=opened.on)
    return {
        "code": now.code,
        "word": now.word.first,
        "explanation": now.explanation.first,
        "reason": now.reason.first if now.reason else "",
        # One that had expired before is not superseded: the register ends it by its date.
        "successor": now.successor or renewed_as(opened.certificate),
        "valid_from": opened.certificate.valid_from,
        "valid_until": opened.certificate.valid_until,
        "days_left": max((opened.certificate.valid_until - opened.on).days, 0),
    }
