"""The main navigation: which entries stand in the bar, and which of them is current."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cecfp_portal.accounts.models import Membership
from cecfp_portal.accounts.roles import OrganisationKind


@dataclass(frozen=True)
class Entry:
    """One link of the bar."""

    url: str
    label: str | Promise
    is_current: bool
    is_here: bool


PUBLIC = (
    ("certificates:register", _("Register of certified products")),
    ("certificates:check", _("Check a certificate")),
)
DESKS: dict[str, tuple[tuple[str, Promise], ...]] = {
    OrganisationKind.MANUFACTURER: (
        ("applications:applicant_list", _("My applications")),
        ("certificates:holder_list", _("Certificates")),
    ),
    OrganisationKind.VERIFICATION_BODY: (("applications:verifier_list", _("Cases for verification")),),
    OrganisationKind.AUTHORITY: (
        ("applications:officer_queue", _("Case queue")),
        ("certificates:officer_list", _("Certificates")),
    ),
}
NO_ORGANISATION = (("accounts:desk", _("My desk")),)


def entries_for(request: HttpRequest, held: Iterable[Membership]) -> list[Entry]:
    """Return the entries for the person of a request, by the memberships held; visitors have none."""
    wanted: list[tuple[str, Promise]] = []
    if request.user.is_authenticated:
        kinds = {membership.organisation.kind for membership in held}
        wanted += [entry for kind, entries in DESKS.items() if kind in kinds for entry in entries] or NO_ORGANISATION
    wanted += PUBLIC
    return [entry for name, label in wanted if (entry := _entry(request.path, name, label))]


def _entry(path: str, name: str, label: Promise) -> Entry | None:
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    return Entry(url, label, is_current=path.startswith(url), is_here=path == url)
