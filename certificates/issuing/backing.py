"""What the records say of an approved case, gathered for the lint."""

from datetime import date, timedelta
from typing import Any

from applications.choices import Outcome, Route
from applications.models import Issuance, Statement
from calculations.engine import canonical
from cecfp_portal.accounts.models import VerifierRegistration
from cecfp_portal.thai import local_day
from certificates.pdf.lint import Backing


def backing_of(issuance: Issuance) -> Backing:
    """Return what the certificate of an issuance rests on, read anew."""
    recommendation = issuance.decision.recommendation
    if recommendation is None or recommendation.check_run is None:
        raise ValueError("an approved case has a finished run for its recommendation")
    run = recommendation.check_run
    case = run.revision.case
    statement = (
        Statement.objects.filter(application=issuance.application_id, voided_at=None)
        .select_related("engagement", "report")
        .first()
    )
    return Backing(
        case_sha256=canonical.case_sha256(case),
        judged_sha256=canonical.judged_sha256(case),
        is_passed=run.overall == Outcome.PASS,
        statement_number=statement.number if statement else "",
        statement_judged_sha256=statement.judged_sha256 if statement else "",
        signed_on=local_day(statement.signed_at) if statement else None,
        registrations=_registrations(statement) if statement else (),
        report_sha256=statement.report.sha256 if statement else "",
        recognised_until=_recognised_until(case["judged"]),
    )


def _registrations(statement: Statement) -> tuple[tuple[date, date], ...]:
    rows = VerifierRegistration.objects.filter(
        user=statement.signed_by, organisation=statement.engagement.organisation_id
    )
    return tuple((row.valid_from, _last_day(row)) for row in rows)


def _last_day(row: VerifierRegistration) -> date:
    if row.withdrawn_on is None:
        return row.valid_until
    return min(row.valid_until, row.withdrawn_on - timedelta(days=1))


def _recognised_until(judged: dict[str, Any]) -> date | None:
    recognised = judged.get("recognised_certificate") if judged["route"] == Route.CIRCULAR_ACTIVITY else None
    return date.fromisoformat(recognised["expires_on"]) if recognised else None
