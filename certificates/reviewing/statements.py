"""Statements given while their verifier was not registered: nothing to compute, only days to compare."""

from datetime import date

from applications.models import Statement
from cecfp_portal.accounts.models import VerifierRegistration
from cecfp_portal.thai import local_day
from certificates.models import Certificate


def statement_without_registration(
    certificate: Certificate, registration: VerifierRegistration, effective_on: date | None
) -> Statement | None:
    """Return the statement behind a certificate if its verifier was not registered on the day of signing.

    The registration counts until the day before `effective_on`, or never where no day is named; another registration
    of the same person at the same body counts as it stands.
    """
    statement = (
        Statement.objects.filter(application=certificate.application_id, judged_sha256=certificate.judged_sha256)
        .filter(signed_by=registration.user_id, engagement__organisation=registration.organisation_id)
        .order_by("-signed_at")
        .first()
    )
    if statement is None:
        return None
    signed_on = local_day(statement.signed_at)
    held = VerifierRegistration.objects.filter(user=registration.user_id, organisation=registration.organisation_id)
    return None if any(_counts(row, registration, signed_on, effective_on) for row in held) else statement


def _counts(row: VerifierRegistration, withdrawn: VerifierRegistration, on: date, effective_on: date | None) -> bool:
    ends = [day for day in (row.withdrawn_on, effective_on if row.pk == withdrawn.pk else None) if day is not None]
    if row.pk == withdrawn.pk and effective_on is None and row.withdrawn_on is None:
        return False
    return row.valid_from <= on <= row.valid_until and all(on < day for day in ends)
