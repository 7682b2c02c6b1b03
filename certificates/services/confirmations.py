"""The holder's yearly confirmation of share and output."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.models.numbers import decimal_or_none
from applications.services.idempotency import is_repeated
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from certificates.models import Confirmation
from certificates.services.acts import ActRefused, lock_certificate, require_signer, require_standing


def confirm(
    certificate_id: int, *, year: int, output_text: str, remark: str, by: User, at: datetime, key: UUID
) -> None:
    """Confirm that the share was kept in a year of the term, and state the output in product units; once.

    Who signs does it, as it is the holder's word; an answer after the due day is taken. Nothing about the certificate
    changes by it. Raises ActRefused unless `by` signs for the holder, the certificate has not ended, the year was
    asked about and not confirmed, and the output is a number not below 0.
    """
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_signer(certificate, by)
        if is_repeated(certificate.application, "confirm_year", key, by=by, at=at):
            return
        require_standing(certificate, at=at, is_expired_too=True)
        asked = certificate.confirmation_requests.filter(year=year, confirmation=None).first()
        if asked is None:
            raise ActRefused(_("This year was not asked about, or has been confirmed already."))
        output = decimal_or_none(output_text)
        if output is None or output < 0:
            raise ActRefused(_("State the output as a number."))
        Confirmation.objects.create(request=asked, output_text=output_text, remark=remark, sent_at=at, sent_by=by)
        facts = {"number": certificate.number, "year": year, "output": output_text}
        audit.append(verb="certificate.confirmation_given", by=by, at=at, subject=certificate, data=facts)
