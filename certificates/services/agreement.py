"""Accepting the agreement on the use of the mark, which an issuance waits for."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.models import Application, Issuance
from applications.permissions import is_signer
from applications.services.idempotency import is_repeated
from applications.transitions import lock
from cecfp_portal import audit, outbox
from cecfp_portal.accounts.models import User
from cecfp_portal.thai import local_day
from certificates.models import AgreementAcceptance, MarkAgreement, agreement_terms
from certificates.services.acts import ActRefused


def accept_agreement(application_id: int, *, terms_sha256: str, by: User, at: datetime, key: UUID) -> None:
    """Accept the agreement for an approved application; its certificate is issued from then on.

    Args:
        terms_sha256: hash of the wording the person read.

    Raises ActRefused unless `by` signs for the applicant, the issuance waits for it, and this wording is in force.
    """
    with transaction.atomic():
        application = lock(application_id)
        _require_signer(application, by)
        if is_repeated(application, "accept_agreement", key, by=by, at=at):
            return
        issuance = Issuance.objects.filter(application=application).first()
        if issuance is None or not issuance.awaits_agreement:
            raise ActRefused(_("No agreement waits to be accepted here. Please look at the application again."))
        terms = agreement_terms(local_day(at))
        if terms.sha256() != terms_sha256:
            raise ActRefused(_("The wording of the agreement has changed meanwhile. Please read it again."))
        acceptance = AgreementAcceptance.objects.create(
            application=application,
            agreement=MarkAgreement.objects.filter(version=terms.version).first(),
            terms=terms.to_json(),
            terms_sha256=terms_sha256,
            accepted_at=at,
            accepted_by=by,
        )
        outbox.release(issuance, at=at, awaits_agreement=False)
        facts = {"version": terms.version, "terms_sha256": acceptance.terms_sha256}
        audit.append(verb="agreement.accepted", by=by, at=at, subject=application, data=facts)


def _require_signer(application: Application, by: User) -> None:
    if not by.is_active or not is_signer(by, application):
        raise ActRefused(_("Only a person who signs for the holder may do this."))
