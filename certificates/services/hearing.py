"""The holder's answer to a proposal to revoke."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications import notifications
from applications.services import documents
from applications.services.idempotency import is_repeated
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from certificates.services.acts import ActRefused, lock_certificate, require_signer
from certificates.services.revocation import open_proposal


def answer_proposal(
    certificate_id: int,
    *,
    revocation_id: int,
    answer: str,
    file: UploadedFile | None,
    by: User,
    at: datetime,
    key: UUID,
) -> None:
    """Answer the open proposal, once, in words and with a file where there is one; officers are told.

    A late answer is taken as long as nothing is decided. Raises ActRefused unless `by` signs for the holder, the
    proposal is open and not answered, and UploadRefused for a file that does not pass the gates.
    """
    kept = documents.keep(file) if file else None
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_signer(certificate, by)
        if is_repeated(certificate.application, "answer_proposal", key, by=by, at=at):
            return
        revocation = open_proposal(certificate, revocation_id)
        if revocation.answered_at is not None:
            raise ActRefused(_("Your organisation has answered already."))
        if not answer.strip():
            raise ActRefused(_("Please write an answer."))
        revocation.answer, revocation.answered_at, revocation.answered_by = answer, at, by
        if kept is not None:
            revocation.answer_file = documents.record(
                certificate.application, kept, by=by, at=at, is_correspondence=True
            )
        revocation.save(update_fields=["answer", "answered_at", "answered_by", "answer_file"])
        notifications.hearing_answered(certificate.application, at=at, number=certificate.number)
        facts = {"number": certificate.number, "revocation": revocation.pk}
        audit.append(verb="certificate.revocation_answered", by=by, at=at, subject=certificate, data=facts)
