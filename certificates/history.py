"""The history of a certificate as people read it, from its audit events."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.audit.models import AuditEvent
from certificates.models import Certificate


@dataclass(frozen=True)
class Told:
    """How an event is told: its words, colour and icon, and whether the holder is told of it."""

    words: str | Promise
    tone: str = "neutral"
    icon: str = "circle"
    is_for_holder: bool = True


EVENTS: dict[str, Told] = {
    "certificate.issued": Told(_("Certificate issued"), "ok", "shield-check"),
    "certificate.dossier_made": Told(_("Dossier made"), "neutral", "file-text"),
    "certificate.recomputation_asked": Told(_("Recomputation asked for"), "neutral", "refresh-cw"),
    "certificate.recomputed": Told(_("Certificate recomputed"), "info", "refresh-cw"),
    "certificate.renewal_notice_given": Told(_("Notice that the certification expires"), "warn", "clock"),
    "certificate.confirmation_asked": Told(_("Yearly confirmation asked for"), "warn", "clock"),
    "certificate.confirmation_given": Told(_("Share and output of the year confirmed"), "ok", "circle-check"),
    "certificate.renewal_begun": Told(_("Renewal begun"), "neutral", "file-text"),
    "certificate.variation_begun": Told(_("Change of the certified product begun"), "neutral", "file-text"),
    "certificate.superseded": Told(_("Replaced by a newer certificate"), "neutral", "file-text"),
    "certificate.revocation_proposed": Told(_("Revocation proposed"), "warn", "triangle-alert"),
    "certificate.revocation_withdrawn": Told(_("Proposal to revoke withdrawn"), "neutral", "circle"),
    "certificate.revocation_answered": Told(_("Holder answered the proposal to revoke"), "info", "send"),
    "certificate.suspended": Told(_("Certification suspended"), "warn", "circle-pause"),
    "certificate.suspension_lifted": Told(_("Suspension lifted"), "ok", "shield-check"),
    "certificate.surrendered": Told(_("Given up by the holder"), "neutral", "circle-x"),
    "certificate.revoked": Told(_("Certification revoked"), "bad", "ban"),
    "certificate.change_noticed": Told(_("Notice of change sent"), "info", "send"),
    "certificate.change_ruled": Told(_("Notice of change ruled on"), "info", "gavel"),
    "certificate.label_submitted": Told(_("Label artwork submitted"), "info", "upload"),
    "certificate.label_answered": Told(_("Label artwork answered"), "info", "clipboard-check"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the history."""

    at: datetime
    title: str | Promise
    who: str
    tone: str
    icon: str


def entries_for_officer(certificate: Certificate) -> list[Entry]:
    """Return everything that happened to the certificate, newest first, with the names of people."""
    return [_entry(event, _named(event.by)) for event in _newest_first(certificate)]


def entries_for_holder(certificate: Certificate) -> list[Entry]:
    """Return what the holder is told of, newest first; officers act in TGO's name."""
    members = set(certificate.application.applicant.memberships.values_list("user", flat=True))
    told = (event for event in _newest_first(certificate) if event.verb in EVENTS and EVENTS[event.verb].is_for_holder)
    return [_entry(event, _seen_by_holder(event, members)) for event in told]


def _seen_by_holder(event: AuditEvent, members: set[int]) -> str:
    return _named(event.by) if event.by is None or event.by.pk in members else str(_("TGO"))


def _named(person: User | None) -> str:
    if person is None:
        return str(_("The portal"))
    return person.name_in(get_language() or "th")


def _newest_first(certificate: Certificate) -> list[AuditEvent]:
    return list(reversed(audit.events_for(certificate)))


def _entry(event: AuditEvent, who: str) -> Entry:
    told = EVENTS.get(event.verb, Told(event.verb))
    return Entry(event.at, told.words, who, told.tone, told.icon)
