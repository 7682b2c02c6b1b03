"""Giving up a certificate by its holder."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications import notifications
from applications.services.idempotency import is_repeated
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from certificates.models import Ending, Standing
from certificates.services.acts import ActRefused, lock_certificate, require_signer, require_standing


def surrender(certificate_id: int, *, reason: str, by: User, at: datetime, key: UUID) -> None:
    """Give up a certificate, at once and for good; holder and TGO are told.

    Not while a revocation is proposed: the reason of a revocation is public, and must not be escaped. Raises
    ActRefused unless `by` signs for the holder and the certificate has neither ended nor expired.
    """
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_signer(certificate, by)
        if is_repeated(certificate.application, "surrender", key, by=by, at=at):
            return
        require_standing(certificate, at=at, is_expired_too=True)
        if certificate.revocations.filter(withdrawn_at=None).exists():
            raise ActRefused(
                _("While a revocation is proposed the certificate cannot be given up. Please answer the proposal.")
            )
        if not reason.strip():
            raise ActRefused(_("Please give a reason."))
        Ending.objects.create(
            certificate=certificate, kind=Standing.SURRENDERED, reason=reason, ended_at=at, ended_by=by
        )
        notifications.certificate_surrendered(certificate.application, at=at, number=certificate.number)
        facts = {"number": certificate.number}
        audit.append(verb="certificate.surrendered", by=by, at=at, subject=certificate, data=facts)
