"""Revoking a certificate: one officer proposes, another confirms."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.services.idempotency import is_repeated
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.thai import local_day
from certificates.models import Certificate, Revocation
from certificates.services.acts import ENDED, ActRefused, lock_certificate, require_officer


def propose_revocation(
    certificate_id: int, *, reason_th: str, reason_en: str, by: User, at: datetime, key: UUID
) -> None:
    """Propose to revoke a certificate for a reason that will be public; nothing changes for the public yet.

    Raises ActRefused unless `by` is an officer of TGO outside the holder, the certificate stands and no
    proposal is open.
    """
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_officer(certificate, by)
        if is_repeated(certificate.application, "propose_revocation", key, by=by, at=at):
            return
        if certificate.standing(local_day(at)) in ENDED:
            raise ActRefused(_("This certificate has ended already."))
        if certificate.revocations.filter(withdrawn_at=None).exists():
            raise ActRefused(_("A revocation has been proposed already."))
        if not reason_th.strip() or not reason_en.strip():
            raise ActRefused(_("Give the reason in both languages: the public will read it."))
        revocation = Revocation.objects.create(
            certificate=certificate, reason_th=reason_th, reason_en=reason_en, proposed_at=at, proposed_by=by
        )
        _record("certificate.revocation_proposed", revocation, by=by, at=at)


def confirm_revocation(certificate_id: int, *, revocation_id: int, by: User, at: datetime, key: UUID) -> None:
    """Confirm the open proposal: from this moment on everybody is told that the certificate is revoked.

    Args:
        revocation_id: the proposal whose reason the confirming officer read.

    Raises ActRefused unless `by` is another officer of TGO than the one who proposed, outside the holder.
    """
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_officer(certificate, by)
        if is_repeated(certificate.application, "confirm_revocation", key, by=by, at=at):
            return
        revocation = _open_proposal(certificate, revocation_id)
        if revocation.proposed_by_id == by.pk:
            raise ActRefused(_("Who proposed a revocation may not confirm it: another officer must."))
        revocation.confirmed_at, revocation.confirmed_by = at, by
        revocation.save(update_fields=["confirmed_at", "confirmed_by"])
        _record("certificate.revoked", revocation, by=by, at=at)


def withdraw_proposal(certificate_id: int, *, revocation_id: int, by: User, at: datetime, key: UUID) -> None:
    """Withdraw the open proposal to revoke; the certificate stands as before. Raises ActRefused."""
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_officer(certificate, by)
        if is_repeated(certificate.application, "withdraw_proposal", key, by=by, at=at):
            return
        revocation = _open_proposal(certificate, revocation_id)
        revocation.withdrawn_at, revocation.withdrawn_by = at, by
        revocation.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _record("certificate.revocation_withdrawn", revocation, by=by, at=at)


def _open_proposal(certificate: Certificate, revocation_id: int) -> Revocation:
    revocation = certificate.revocations.filter(pk=revocation_id, withdrawn_at=None, confirmed_at=None).first()
    if revocation is None:
        raise ActRefused(_("There is no open proposal to revoke this certificate. Please look at it again."))
    return revocation


def _record(verb: str, revocation: Revocation, *, by: User, at: datetime) -> None:
    certificate = revocation.certificate
    audit.append(
        verb=verb, by=by, at=at, subject=certificate, data={"number": certificate.number, "revocation": revocation.pk}
    )
