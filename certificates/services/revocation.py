"""Revoking a certificate: one officer proposes, the holder is heard, another officer confirms or withdraws."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications import notifications
from applications.services.idempotency import is_repeated
from cecfp_portal import audit, practice
from cecfp_portal.accounts.models import User
from cecfp_portal.thai import end_of_local_day, local_day
from certificates.models import Certificate, Revocation
from certificates.services.acts import ActRefused, Grounds, lock_certificate, require_officer, require_standing


def propose_revocation(certificate_id: int, *, grounds: Grounds, by: User, at: datetime, key: UUID) -> None:
    """Propose to revoke a certificate and ask the holder to answer; nothing changes for the public yet.

    Raises ActRefused unless `by` is an officer of TGO outside the holder, the grounds are whole, the certificate
    stands and no proposal is open.
    """
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_officer(certificate, by)
        if is_repeated(certificate.application, "propose_revocation", key, by=by, at=at):
            return
        require_standing(certificate, at=at)
        if certificate.revocations.filter(withdrawn_at=None).exists():
            raise ActRefused(_("A revocation has been proposed already."))
        grounds.require_whole()
        days: int = practice.value("hearing_days", on=local_day(at))
        revocation = Revocation.objects.create(
            certificate=certificate,
            **grounds.fields(),
            proposed_at=at,
            proposed_by=by,
            answer_closes_at=end_of_local_day(local_day(at) + timedelta(days=days)),
        )
        notifications.hearing_opened(certificate.application, at=at, act=revocation, number=certificate.number)
        _record("certificate.revocation_proposed", revocation, by=by, at=at)


def confirm_revocation(
    certificate_id: int, *, revocation_id: int, has_read_answer: bool, by: User, at: datetime, key: UUID
) -> None:
    """Confirm the open proposal: from this moment on everybody is told that the certificate is revoked.

    Args:
        revocation_id: the proposal whose reason the confirming officer read.
        has_read_answer: whether the holder's answer stood on the page the officer read.

    Raises ActRefused unless `by` is another officer of TGO than the one who proposed, outside the holder, and the
    holder has answered or the time to answer is over.
    """
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_officer(certificate, by)
        if is_repeated(certificate.application, "confirm_revocation", key, by=by, at=at):
            return
        require_standing(certificate, at=at)
        revocation = open_proposal(certificate, revocation_id)
        if revocation.proposed_by_id == by.pk:
            raise ActRefused(_("Who proposed a revocation may not confirm it: another officer must."))
        _require_heard(revocation, has_read_answer=has_read_answer, at=at)
        revocation.confirmed_at, revocation.confirmed_by = at, by
        revocation.save(update_fields=["confirmed_at", "confirmed_by"])
        notifications.certificate_revoked(
            certificate.application,
            at=at,
            act=revocation,
            number=certificate.number,
            appeal_days=practice.value("appeal_days", on=local_day(at)),
        )
        _record("certificate.revoked", revocation, by=by, at=at)


def withdraw_proposal(certificate_id: int, *, revocation_id: int, by: User, at: datetime, key: UUID) -> None:
    """Withdraw the open proposal to revoke; the certificate stands as before. Raises ActRefused."""
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_officer(certificate, by)
        if is_repeated(certificate.application, "withdraw_proposal", key, by=by, at=at):
            return
        revocation = open_proposal(certificate, revocation_id)
        revocation.withdrawn_at, revocation.withdrawn_by = at, by
        revocation.save(update_fields=["withdrawn_at", "withdrawn_by"])
        notifications.revocation_withdrawn(certificate.application, at=at, number=certificate.number)
        _record("certificate.revocation_withdrawn", revocation, by=by, at=at)


def open_proposal(certificate: Certificate, revocation_id: int) -> Revocation:
    """Return the proposal somebody read, if it is still open. Raises ActRefused."""
    revocation = certificate.revocations.filter(pk=revocation_id, withdrawn_at=None, confirmed_at=None).first()
    if revocation is None:
        raise ActRefused(_("There is no open proposal to revoke this certificate. Please look at it again."))
    return revocation


def _require_heard(revocation: Revocation, *, has_read_answer: bool, at: datetime) -> None:
    if revocation.answer_closes_at is None:
        raise ActRefused(_("The holder was not asked to answer. Withdraw this proposal and propose anew."))
    if revocation.answered_at is not None and not has_read_answer:
        raise ActRefused(_("The holder has answered meanwhile. Please read the answer first."))
    if not revocation.is_heard(at):
        raise ActRefused(_("The holder has not answered yet, and the time to answer is not over."))


def _record(verb: str, revocation: Revocation, *, by: User, at: datetime) -> None:
    certificate = revocation.certificate
    audit.append(
        verb=verb, by=by, at=at, subject=certificate, data={"number": certificate.number, "revocation": revocation.pk}
    )
