"""The history of a case as people read it, from its audit events."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from applications.models import Application
from applications.statuses import Status
from applications.workflow import MOVES
from cecfp_portal import audit
from cecfp_portal.wording import Words

WORDS: dict[str, Words] = {
    "application.created": _("Application opened"),
    "check_run.finished": _("Check run finished"),
    "engagement.requested": _("Verification body named"),
    "engagement.ended": _("Verification body changed"),
    "engagement.accepted": _("Verifier accepted and declared independence"),
    "engagement.declined": _("Verification body declined"),
    "finding.raised": _("Finding written"),
    "finding.answered": _("Finding answered"),
    "finding.closed": _("Finding closed"),
    "request.raised": _("Request for correction written"),
    "request.answered": _("Request answered"),
    "request.closed": _("Request closed"),
    "case.taken": _("Case taken by an officer"),
    "case.released": _("Case released"),
    "ruling.made": _("Ruling made"),
    "clause.decided": _("Clause decided"),
    "completeness.checked": _("Completeness list filled in"),
    "scope.questioned": _("Proposed to be rejected as out of scope"),
    "scope.accepted": _("Proposal to reject as out of scope withdrawn"),
    "presentation.corrected": _("Names or addresses corrected"),
    "certificate.issued": _("Certificate issued"),
}
HIDDEN = frozenset({"document.uploaded", "document.removed", "document.downloaded", "dossier.downloaded"})
HIDDEN_FROM_OUTSIDERS = frozenset(
    {
        "ruling.made",
        "clause.decided",
        "completeness.checked",
        "case.taken",
        "case.released",
        "scope.questioned",
        "scope.accepted",
    }
)


@dataclass(frozen=True)
class Entry:
    """One line of the history."""

    at: datetime
    title: Words
    who: str
    note: str
    tone: str
    icon: str


def entries(application: Application, *, for_outsiders: bool = False) -> list[Entry]:
    """Return the history, newest first; what TGO does inside is not shown to applicant and verifier."""
    events = audit.events_for(application)
    hidden = HIDDEN | HIDDEN_FROM_OUTSIDERS if for_outsiders else HIDDEN
    shown = [event for event in events if event.verb not in hidden]
    return [
        Entry(
            at=event.at,
            title=_title(event.verb),
            who=str(event.by) if event.by else str(_("The portal")),
            note=event.data.get("note", ""),
            tone=_tone(event.data.get("to", "")),
            icon="send" if event.verb.startswith("application.") else "circle",
        )
        for event in reversed(shown)
    ]


def _title(verb: str) -> Words:
    name = verb.removeprefix("application.")
    if verb in WORDS:
        return WORDS[verb]
    return MOVES[name].label if name in MOVES else verb


def _tone(target: str) -> str:
    if target in (Status.CERTIFIED, Status.APPROVED, Status.VERIFIED):
        return "ok"
    if target in (Status.REJECTED, Status.RETURNED, Status.LAPSED):
        return "warn"
    return "info" if target else "neutral"
