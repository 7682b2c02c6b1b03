"""What every act on a certificate rests on: its lock, who may act, and how a refusal is told."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.permissions import is_signer
from applications.transitions import lock
from cecfp_portal.accounts.access import has_right
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, EDITING_RIGHTS, OrganisationKind
from cecfp_portal.thai import local_day
from certificates.models import Certificate, Standing

ENDED = (Standing.REVOKED, Standing.SURRENDERED, Standing.SUPERSEDED)


class ActRefused(Exception):
    """What may not be done now; `sentences` tell the officer why."""

    def __init__(self, *sentences: str | Promise) -> None:
        super().__init__("; ".join(str(sentence) for sentence in sentences))
        self.sentences: Sequence[str | Promise] = sentences


@dataclass(frozen=True)
class Grounds:
    """Why TGO acts: facts and clause for the holder, the reason in both languages for everybody."""

    facts: str
    clause: str
    reason_th: str
    reason_en: str

    def require_whole(self) -> None:
        """Raise ActRefused when something is left out: a holder who is told less cannot answer or appeal."""
        if not self.facts.strip() or not self.clause.strip():
            raise ActRefused(_("State the facts and the clause: the holder has to know them to answer."))
        if not self.reason_th.strip() or not self.reason_en.strip():
            raise ActRefused(_("Give the reason in both languages: the public will read it."))

    def fields(self) -> dict[str, str]:
        return asdict(self)


def lock_certificate(certificate_id: int) -> Certificate:
    """Return the certificate under its row lock, taken after the application's; the caller holds a transaction.

    What an act writes beside the certificate (letters, keys of forms) refers to the application and waits for its lock.
    """
    lock(Certificate.objects.values_list("application", flat=True).get(pk=certificate_id))
    return Certificate.objects.under_lock().select_related("application").get(pk=certificate_id)


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


def require_signer(certificate: Certificate, by: User) -> None:
    """Raise ActRefused unless `by` signs for the holder."""
    if not by.is_active or not is_signer(by, certificate.application):
        raise ActRefused(_("Only a person who signs for the holder may do this."))


def require_standing(certificate: Certificate, *, at: datetime, is_expired_too: bool = False) -> None:
    """Raise ActRefused when the certificate has ended; where it matters, also when its term is over."""
    standing = certificate.standing(local_day(at))
    if standing in ENDED or (is_expired_too and standing == Standing.EXPIRED):
        raise ActRefused(_("This certificate has ended already."))
