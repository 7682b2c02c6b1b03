"""What officers do to a certificate: a revocation takes two of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.services.idempotency import is_repeated
from cecfp_portal import audit
from cecfp_portal.accounts.access import has_right
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind
from cecfp_portal.thai import local_day
from certificates.models import Certificate, Revocation, Standing

ENDED = (Standing.REVOKED, Standing.SURRENDERED, Standing.SUPERSEDED)


class RevocationRefused(Exception):
    """What may not be done now; `sentences` tell the officer why."""

    def __init__(self, *sentences: str | Promise) -> None:
        super().__init__("; ".join(str(sentence) for sentence in sentences))
        self.sentences: Sequence[str | Promise] = sentences


def propose_revocation(
    certificate_id: int, *, reason_th: str, reason_en: str, by: User, at: datetime, key: UUID
) -> None:
    """Propose to revoke a certificate for a reason that will be public; nothing changes for the public yet.

    Raises RevocationRefused unless `by` is an officer of TGO outside the holder, the certificate stands and no
    proposal is open.
    """
    with transaction.atomic():
        certificate = _lock(certificate_id)
        _require_officer(certificate, by)
        if is_repeated(certificate.application, "propose_revocation", key, by=by, at=at):
            return
        if certificate.standing(local_day(at)) in ENDED:
            raise RevocationRefused(_("This certificate has ended already."))
        if certificate.revocations.filter(withdrawn_at=None).exists():
            raise RevocationRefused(_("A revocation has been proposed already."))
        if not reason_th.strip() or not reason_en.strip():
            raise RevocationRefused(_("Give the reason in both languages: the public will read it."))
        revocation = Revocation.objects.create(
            certificate=certificate, reason_th=reason_th, reason_en=reason_en, proposed_at=at, proposed_by=by
        )
        _record("certificate.revocation_proposed", revocation, by=by, at=at)


def confirm_revocation(certificate_id: int, *, revocation_id: int, by: User, at: datetime, key: UUID) -> None:
    """Confirm the open proposal: from this moment on everybody is told that the certificate is revoked.

    Args:
        revocation_id: the proposal whose reason the confirming officer read.

    Raises RevocationRefused unless `by` is another officer of TGO than the one who proposed, outside the holder.
    """
    with transaction.atomic():
        certificate = _lock(certificate_id)
        _require_officer(certificate, by)
        if is_repeated(certificate.application, "confirm_revocation", key, by=by, at=at):
            return
        revocation = _open_proposal(certificate, revocation_id)
        if revocation.proposed_by_id == by.pk:
            raise RevocationRefused(_("Who proposed a revocation may not confirm it: another officer must."))
        revocation.confirmed_at, revocation.confirmed_by = at, by
        revocation.save(update_fields=["confirmed_at", "confirmed_by"])
        _record("certificate.revoked", revocation, by=by, at=at)


def withdraw_proposal(certificate_id: int, *, revocation_id: int, by: User, at: datetime, key: UUID) -> None:
    """Withdraw the open proposal to revoke; the certificate stands as before. Raises RevocationRefused."""
    with transaction.atomic():
        certificate = _lock(certificate_id)
        _require_officer(certificate, by)
        if is_repeated(certificate.application, "withdraw_proposal", key, by=by, at=at):
            return
        revocation = _open_proposal(certificate, revocation_id)
        revocation.withdrawn_at, revocation.withdrawn_by = at, by
        revocation.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _record("certificate.revocation_withdrawn", revocation, by=by, at=at)


def _lock(certificate_id: int) -> Certificate:
    return (
        Certificate.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application")
        .get(pk=certificate_id)
    )


def _open_proposal(certificate: Certificate, revocation_id: int) -> Revocation:
    revocation = certificate.revocations.filter(pk=revocation_id, withdrawn_at=None, confirmed_at=None).first()
    if revocation is None:
        raise RevocationRefused(_("There is no open proposal to revoke this certificate. Please look at it again."))
    return revocation


def _require_officer(certificate: Certificate, by: User) -> None:
    if not has_right(by, OrganisationKind.AUTHORITY, *AUTHORITY_RIGHTS):
        raise RevocationRefused(_("Only officers of TGO may do this."))
    if by.memberships.filter(organisation=certificate.application.applicant_id, ended_at=None).exists():
        raise RevocationRefused(_("You belong to the holder of this certificate."))


def _record(verb: str, revocation: Revocation, *, by: User, at: datetime) -> None:
    certificate = revocation.certificate
    audit.append(
        verb=verb, by=by, at=at, subject=certificate, data={"number": certificate.number, "revocation": revocation.pk}
    )
