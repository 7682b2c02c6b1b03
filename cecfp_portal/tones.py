"""Which colour, icon and word each outcome, status and standing has on the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Tone:
    """A colour name of components.css, an icon, and words where the code has its own."""

    tone: str
    icon: str
    word: str | Promise = ""
    short: str | Promise = ""


OUTCOMES = {
    "pass": Tone("ok", "circle-check", _("Meets the criteria"), _("Pass")),
    "fail": Tone("bad", "circle-x", _("Does not meet the criteria"), _("Fail")),
    "review": Tone("warn", "circle-question-mark", _("Needs further consideration"), _("To be considered")),
    "invalid": Tone("info", "circle-dashed", _("Information incomplete or incorrect"), _("Incomplete")),
    "technical": Tone(
        "technical", "wrench", _("Technical problem, being retried (not a result)"), _("Technical problem")
    ),
    "pending": Tone("neutral", "hourglass", _("Waiting for the check"), _("Waiting")),
}

STATUSES = {
    "draft": Tone("neutral", "pencil"),
    "checking": Tone("info", "hourglass"),
    "returned": Tone("warn", "triangle-alert"),
    "verifying": Tone("info", "search"),
    "verified": Tone("ok", "clipboard-check"),
    "screening": Tone("info", "inbox"),
    "review": Tone("info", "scale"),
    "recommended": Tone("info", "gavel"),
    "approved": Tone("ok", "badge-check"),
    "certified": Tone("ok", "shield-check"),
    "rejected": Tone("bad", "circle-x"),
    "withdrawn": Tone("neutral", "ban"),
    "lapsed": Tone("neutral", "clock"),
}

STANDINGS = {
    "active": Tone("ok", "shield-check", _("Certification in force")),
    "suspended": Tone("warn", "circle-pause", _("Certification suspended")),
    "revoked": Tone("bad", "ban", _("Certification revoked")),
    "surrendered": Tone("neutral", "circle-x", _("Cancelled at the holder's request")),
    "superseded": Tone("info", "copy", _("Replaced by a newer certificate")),
    "expired": Tone("neutral", "clock", _("Certification expired")),
    "unknown": Tone("neutral", "circle-question-mark", _("This certificate is not in the register")),
}
