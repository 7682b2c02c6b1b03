"""The badge for the holder's own pages."""

from typing import Any

from django.utils.translation import get_language

from certificates.facts import Speaker
from certificates.views.badge import badge_snippet
from certificates.views.page import Opened


def badge(opened: Opened) -> dict[str, Any]:
    """Return the snippet in both languages, the page's first."""
    language = "en" if get_language() == "en" else "th"
    other = "th" if language == "en" else "en"
    return {"snippets": [badge_snippet(opened.certificate, Speaker(code)) for code in (language, other)]}
