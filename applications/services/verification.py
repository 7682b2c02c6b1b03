"""What a verifier does: accept or decline an engagement, raise and close findings, sign the statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications import choices, notifications
from applications.guards import latest_revision
from applications.models import Application, Document, Engagement, Finding, Statement
from applications.overview import Place
from applications.services.idempotency import is_repeated
from applications.statuses import Status
from applications.transitions import TransitionRefused, apply_transition, lock
from applications.verdicts import printed_share
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import Right
from cecfp_portal.wording import Words


@dataclass(frozen=True)
class StatementDraft:
    """What the verifier attests, as entered in the form."""

    number: str
    opinion: str
    assurance_level: str
    materiality_percent: Decimal
    attested_share_text: str
    attested_footprint_text: str
    site_visited_on: date | None
    margin_answer: str
    summary: str


def accept(engagement_id: int, *, by: User, at: datetime) -> Engagement:
    """Take the engagement and declare independence. Lead verifiers of the named body only.

    Raises TransitionRefused when somebody else has taken it, or `by` belongs to the applicant.
    """
    with transaction.atomic():
        engagement = _lock_open(engagement_id)
        if engagement.verifier_id == by.pk:
            return engagement
        _require_lead(engagement, by)
        if engagement.verifier_id is not None:
            raise TransitionRefused([_("Another verifier of your body has already accepted this case.")])
        if by.memberships.filter(organisation=engagement.application.applicant_id).exists():
            raise TransitionRefused([_("A verifier must be independent of the applicant and of the consultant.")])
        engagement.verifier = by
        engagement.accepted_at = engagement.independence_declared_at = at
        engagement.save(update_fields=["verifier", "accepted_at", "independence_declared_at"])
        audit.append(
            verb="engagement.accepted",
            by=by,
            at=at,
            subject=engagement.application,
            data={"engagement": str(engagement.public_id), "independence_declared": True},
        )
        notifications.engagement_answered(engagement.application, is_accepted=True, at=at)
    return engagement


def decline(engagement_id: int, *, reason: str, by: User, at: datetime) -> Engagement:
    """Decline with a reason; the applicant then names another body."""
    with transaction.atomic():
        engagement = _lock_open(engagement_id)
        _require_lead(engagement, by)
        if engagement.verifier_id is not None:
            raise TransitionRefused([_("An engagement that was accepted can no longer be declined.")])
        engagement.declined_at = engagement.ended_at = at
        engagement.declined_by, engagement.decline_reason = by, reason
        engagement.save(update_fields=["declined_at", "declined_by", "ended_at", "decline_reason"])
        audit.append(
            verb="engagement.declined",
            by=by,
            at=at,
            subject=engagement.application,
            data={"engagement": str(engagement.public_id), "note": reason},
        )
        notifications.engagement_answered(engagement.application, is_accepted=False, at=at)
    return engagement


def add_finding(application_id: int, *, kind: str, text: str, place: Place, by: User, at: datetime, key: UUID) -> None:
    """Write a finding; it goes to the applicant only with `send_findings`. The same key writes it once."""
    with transaction.atomic():
        application = lock(application_id)
        engagement = _own_engagement(application, by)
        _require_verifying(application)
        if is_repeated(application, "finding", key, by=by, at=at):
            return
        finding = Finding.objects.create(
            engagement=engagement,
            kind=kind,
            text=text,
            section=place.section,
            line_id=place.line_id,
            field=place.field,
            clause=place.clause,
            raised_at=at,
            raised_by=by,
        )
        audit.append(
            verb="finding.raised", by=by, at=at, subject=application, data={"finding": finding.pk, "kind": kind}
        )


def close_finding(application_id: int, finding_id: int, *, by: User, at: datetime) -> None:
    """Close a finding: the answer suffices, or it was written by mistake and never sent."""
    with transaction.atomic():
        application = lock(application_id)
        engagement = _own_engagement(application, by)
        _require_verifying(application)
        finding = engagement.findings.select_for_update().filter(pk=finding_id, closed_at=None).first()
        if finding is None:
            return
        if finding.sent_at and not finding.answered_at and finding.must_be_corrected:
            raise TransitionRefused([_("The applicant has not answered this finding yet.")])
        finding.closed_at, finding.closed_by = at, by
        finding.save(update_fields=["closed_at", "closed_by"])
        audit.append(verb="finding.closed", by=by, at=at, subject=application, data={"finding": finding.pk})


def reopen_finding(application_id: int, finding_id: int, *, text: str, by: User, at: datetime) -> None:
    """The answer does not suffice: close the finding and raise it anew with what is still missing."""
    with transaction.atomic():
        application = lock(application_id)
        engagement = _own_engagement(application, by)
        _require_verifying(application)
        finding = engagement.findings.select_for_update().filter(pk=finding_id, closed_at=None).first()
        if finding is None or finding.answered_at is None:
            raise TransitionRefused([_("The applicant has not answered this finding yet.")])
        finding.closed_at, finding.closed_by = at, by
        finding.save(update_fields=["closed_at", "closed_by"])
        again = Finding.objects.create(
            engagement=engagement,
            kind=finding.kind,
            text=text,
            section=finding.section,
            line_id=finding.line_id,
            field=finding.field,
            clause=finding.clause,
            raised_at=at,
            raised_by=by,
        )
        audit.append(
            verb="finding.raised",
            by=by,
            at=at,
            subject=application,
            data={"finding": again.pk, "kind": again.kind, "follows": finding.pk},
        )


def send_findings(application_id: int, *, by: User, at: datetime) -> Application:
    """Send all open findings to the applicant: the case goes back to be corrected or explained."""
    with transaction.atomic():
        application = apply_transition(application_id, "raise_findings", by=by, at=at)
        Finding.objects.filter(
            engagement__application=application, engagement__ended_at=None, sent_at=None, closed_at=None
        ).update(sent_at=at)
        notifications.correction_asked(application, at=at)
    return application


def expected_figures(application: Application) -> Mapping[str, str]:
    """Return what the statement must attest for the current revision: share and footprint as they are printed.

    Empty texts where the latest report has none.
    """
    revision = latest_revision(application)
    run = revision.check_runs.filter(finished_at__isnull=False).order_by("-pk").first() if revision else None
    report = (run.report if run else None) or {}
    footprints = report.get("footprints") or {}
    return {
        "share": printed_share(report),
        "footprint": (footprints.get("product") or {}).get("text") or "",
    }


def sign_statement(
    application_id: int, draft: StatementDraft, report: Document, *, judged_sha256: str, by: User, at: datetime
) -> Application:
    """Sign the verification statement on exactly what the verifier saw, and hand the case back for filing.

    Args:
        judged_sha256: the hash on the page from which the verifier signs.

    Raises TransitionRefused when the case has changed since, when an attested figure differs from the computed
    one, or when the opinion does not let the case go on.
    """
    with transaction.atomic():
        application = lock(application_id)
        engagement = _own_engagement(application, by)
        _require_verifying(application)
        _require_attestable(application, draft, judged_sha256)
        if report.state != choices.DocumentState.SAFE:
            raise TransitionRefused([_("A document has not passed the file checks.")])
        application.statements.filter(voided_at=None).update(voided_at=at)
        Statement.objects.create(
            application=application,
            engagement=engagement,
            judged_sha256=judged_sha256,
            report=report,
            signed_at=at,
            signed_by=by,
            **draft.__dict__,
        )
        application = apply_transition(
            application_id,
            "attach_report",
            by=by,
            at=at,
            data={"judged_sha256": judged_sha256, "statement": draft.number, "report_sha256": report.sha256},
        )
        notifications.statement_signed(application, at=at)
    return application


def _require_attestable(application: Application, draft: StatementDraft, judged_sha256: str) -> None:
    refused: list[Words] = []
    revision = latest_revision(application)
    if revision is None or revision.judged_sha256 != judged_sha256:
        refused.append(_("The case has changed since you opened this page. Please look at the new revision first."))
    if draft.opinion not in (choices.Opinion.UNMODIFIED, choices.Opinion.MODIFIED):
        refused.append(_("With this opinion the case cannot go on. Send findings to the applicant instead."))
    expected = expected_figures(application)
    if draft.attested_share_text != expected["share"]:
        refused.append(
            _("The attested share differs from the computed %(figure)s %%. Raise a finding if it is wrong.")
            % {"figure": expected["share"]}
        )
    if draft.attested_footprint_text != expected["footprint"]:
        refused.append(
            _("The attested footprint differs from the computed %(figure)s kgCO₂e. Raise a finding if it is wrong.")
            % {"figure": expected["footprint"]}
        )
    if refused:
        raise TransitionRefused(refused)


def _lock_open(engagement_id: int) -> Engagement:
    application_id = Engagement.objects.values_list("application_id", flat=True).get(pk=engagement_id)
    lock(application_id)
    engagement = Engagement.objects.select_related("application__applicant", "organisation").get(pk=engagement_id)
    if engagement.ended_at is not None:
        raise TransitionRefused([_("This engagement has ended.")])
    return engagement


def _require_lead(engagement: Engagement, by: User) -> None:
    if not by.memberships.filter(
        organisation=engagement.organisation_id, ended_at=None, right=Right.LEAD_VERIFIER
    ).exists():
        raise TransitionRefused([_("You do not have the right to do this.")])


def _own_engagement(application: Application, by: User) -> Engagement:
    engagement = application.engagements.filter(verifier=by, ended_at=None).first()
    if engagement is None:
        raise TransitionRefused([_("You do not have the right to do this.")])
    return engagement


def _require_verifying(application: Application) -> None:
    if application.status != Status.VERIFYING:
        raise TransitionRefused(
            [_("This case is no longer in the state this action belongs to. Please look at it again.")]
        )
