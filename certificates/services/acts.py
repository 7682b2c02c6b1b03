"""What every act on a certificate rests on: its lock, who may act, and how a refusal is told."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.transitions import lock
from cecfp_portal.accounts.access import has_right
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, EDITING_RIGHTS, OrganisationKind
from certificates.models import Certificate, Standing

ENDED = (Standing.REVOKED, Standing.SURRENDERED, Standing.SUPERSEDED)


class ActRefused(Exception):
    """What may not be done now; `sentences` tell the officer why."""

    def __init__(self, *sentences: str | Promise) -> None:
        super().__init__("; ".join(str(sentence) for sentence in sentences))
        self.sentences: Sequence[str | Promise] = sentences


def lock_certificate(certificate_id: int) -> Certificate:
    """Return the certificate under its row lock, taken after the application's; the caller holds a transaction.

    What an act writes beside the certificate (letters, keys of forms) refers to the application and waits for its lock.
    """
    lock(Certificate.objects.values_list("application", flat=True).get(pk=certificate_id))
    return (
        Certificate.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application")
        .get(pk=certificate_id)
    )


def require_officer(certificate: Certificate, by: User) -> None:
    """Raise ActRefused unless `by` is an officer of TGO outside the holder."""
    if not has_right(by, OrganisationKind.AUTHORITY, *AUTHORITY_RIGHTS):
        raise ActRefused(_("Only officers of TGO may do this."))
    if by.memberships.filter(organisation=certificate.application.applicant_id, ended_at=None).exists():
        raise ActRefused(_("You belong to the holder of this certificate."))


def may_edit(user: User, certificate: Certificate) -> bool:
    """Tell whether `user` may edit for the holder."""
    held = user.memberships.filter(organisation=certificate.application.applicant_id, ended_at=None)
    return user.is_active and held.filter(right__in=EDITING_RIGHTS).exists()


def require_editor(certificate: Certificate, by: User) -> None:
    """Raise ActRefused unless `by` may edit for the holder."""
    if not may_edit(by, certificate):
        raise ActRefused(_("Your account may read this certificate but not act for its holder."))
