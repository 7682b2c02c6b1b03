"""One predicate per guard of the workflow: each returns None, or the sentence that tells why the move is refused."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import choices, predecessors
from applications.choices import Route
from applications.completeness import missing_documents, problems
from applications.models import (
    Application,
    CheckRun,
    Decision,
    Recommendation,
    Revision,
    Statement,
)
from applications.statuses import Status
from calculations.engine import canonical, evaluate
from cecfp_portal import practice
from cecfp_portal.accounts.models import User
from cecfp_portal.wording import Words

Refusal = Words | None
Guard = Callable[[Application, User | None, datetime], Refusal]

CLAUSES_TO_DECIDE = ("4.1.1", "4.1.2", "4.2", "5.1", "5.2", "5.3")
_OF_ONE_ROUTE = {Route.RECYCLED_CONTENT: ("4.1.1", "4.1.2"), Route.CIRCULAR_ACTIVITY: ("4.2",)}
GUARDS: dict[str, Guard] = {}


def guard(function: Guard) -> Guard:
    GUARDS[function.__name__] = function
    return function


def clauses_to_decide(route: str) -> tuple[str, ...]:
    """Return the clauses that an officer decides for a product of one type.

    >>> clauses_to_decide("4.2")
    ('4.2', '5.1', '5.2', '5.3')
    """
    others = {clause for code, clauses in _OF_ONE_ROUTE.items() if code != route for clause in clauses}
    return tuple(clause for clause in CLAUSES_TO_DECIDE if clause not in others)


def latest_revision(application: Application) -> Revision | None:
    return application.revisions.order_by("-number").first()


def statement_in_force(application: Application) -> Statement | None:
    return application.statements.filter(voided_at=None).first()


def recommendation_in_force(application: Application) -> Recommendation | None:
    return application.recommendations.filter(voided_at=None).select_related("check_run__revision").first()


def _submission_run(application: Application) -> CheckRun | None:
    revision = latest_revision(application)
    if revision is None:
        return None
    return revision.check_runs.filter(purpose=choices.RunPurpose.SUBMISSION).order_by("-pk").first()


@guard
def sections_complete(application: Application, by: User | None, at: datetime) -> Refusal:
    count = len(problems(application))
    return _("%(count)s items are still missing or not right.") % {"count": count} if count else None


@guard
def files_safe(application: Application, by: User | None, at: datetime) -> Refusal:
    waiting = application.evidence.filter(removed_at=None).exclude(document__state=choices.DocumentState.SAFE)
    return _("A document has not passed the file checks.") if waiting.exists() else None


@guard
def body_named(application: Application, by: User | None, at: datetime) -> Refusal:
    named = application.engagements.filter(ended_at=None).exists()
    return None if named else _("Name the verification body first.")


@guard
def declaration_accepted(application: Application, by: User | None, at: datetime) -> Refusal:
    return None if application.declaration_accepted_at else _("Accept the declaration first.")


@guard
def revision_frozen(application: Application, by: User | None, at: datetime) -> Refusal:
    run = _submission_run(application)
    return None if run and run.finished_at is None else _("The case was not frozen. Please send it again.")


@guard
def returned_by_a_person(application: Application, by: User | None, at: datetime) -> Refusal:
    if application.returned_from in (Status.VERIFYING, Status.SCREENING, Status.REVIEW):
        return None
    return _("The automatic checks returned this case: correct it and send it again.")


@guard
def every_request_answered(application: Application, by: User | None, at: datetime) -> Refusal:
    open_requests = application.correction_requests.filter(closed_at=None, answered_at=None).exists()
    open_findings = application.engagements.filter(
        ended_at=None, findings__closed_at=None, findings__answered_at=None, findings__raised_at__isnull=False
    ).exists()
    return _("Answer every request first.") if open_requests or open_findings else None


@guard
def nothing_judged_changed(application: Application, by: User | None, at: datetime) -> Refusal:
    hashes = list(application.revisions.order_by("-number").values_list("judged_sha256", flat=True)[:2])
    if len(hashes) == 2 and hashes[0] != hashes[1]:
        return _("Figures or evidence were changed: send the case for verification again.")
    return None


@guard
def run_is_current(application: Application, by: User | None, at: datetime) -> Refusal:
    run = _submission_run(application)
    return None if run and run.finished_at else _("The check run does not belong to the current revision.")


@guard
def run_has_no_fail_or_invalid(application: Application, by: User | None, at: datetime) -> Refusal:
    run = _submission_run(application)
    met = run is not None and run.overall in (choices.Outcome.PASS, choices.Outcome.REVIEW)
    return None if met else _("The criteria are not met.")


@guard
def run_has_fail_or_invalid(application: Application, by: User | None, at: datetime) -> Refusal:
    run = _submission_run(application)
    failed = run is not None and run.overall in (choices.Outcome.FAIL, choices.Outcome.INVALID)
    return None if failed else _("The criteria are met.")


@guard
def has_open_finding(application: Application, by: User | None, at: datetime) -> Refusal:
    found = application.engagements.filter(
        ended_at=None, findings__closed_at=None, findings__answered_at=None, findings__raised_at__isnull=False
    ).exists()
    return None if found else _("Write at least one finding first.")


@guard
def statement_names_this_hash(application: Application, by: User | None, at: datetime) -> Refusal:
    statement, revision = statement_in_force(application), latest_revision(application)
    if statement is None or revision is None:
        return _("There is no verification statement in force.")
    if statement.judged_sha256 != revision.judged_sha256:
        return _("The verification statement belongs to an earlier revision.")
    return None


@guard
def no_finding_left_to_correct(application: Application, by: User | None, at: datetime) -> Refusal:
    left = application.engagements.filter(
        ended_at=None,
        findings__closed_at=None,
        findings__kind__in=(choices.FindingKind.CORRECTIVE_ACTION, choices.FindingKind.CLARIFICATION),
    ).exists()
    return _("A finding that must be corrected or clarified is still open.") if left else None


@guard
def registration_valid(application: Application, by: User | None, at: datetime) -> Refusal:
    today = timezone.localdate(at)
    registered = (
        by is not None
        and by.verifier_registrations.filter(
            organisation__engagements__application=application,
            organisation__engagements__ended_at=None,
            valid_from__lte=today,
            valid_until__gte=today,
            withdrawn_on=None,
        ).exists()
    )
    return None if registered else _("Your registration as a verifier is not valid today.")


@guard
def independence_declared(application: Application, by: User | None, at: datetime) -> Refusal:
    declared = application.engagements.filter(ended_at=None, independence_declared_at__isnull=False).exists()
    return None if declared else _("Declare your independence first.")


@guard
def verifier_not_of_applicant(application: Application, by: User | None, at: datetime) -> Refusal:
    belongs = by is not None and by.memberships.filter(organisation=application.applicant_id).exists()
    consultant = application.consultant_name.strip().casefold()
    body = application.engagements.filter(ended_at=None).select_related("organisation").first()
    advised = (
        bool(consultant)
        and body is not None
        and consultant
        in (
            body.organisation.name_th.casefold(),
            body.organisation.name_en.casefold(),
        )
    )
    return _("A verifier must be independent of the applicant and of the consultant.") if belongs or advised else None


@guard
def documents_present(application: Application, by: User | None, at: datetime) -> Refusal:
    kinds = practice.value("documents_required_for_filing", on=timezone.localdate(at))
    missing = missing_documents(application, kinds)
    if not missing:
        return None
    names = ", ".join(str(choices.EvidenceKind(kind).label) for kind in missing)
    return _("Missing documents: %(names)s") % {"names": names}


@guard
def round_open(application: Application, by: User | None, at: datetime) -> Refusal:
    if application.round is None:
        return _("Choose a meeting round.")
    if application.round.documents_due_on < timezone.localdate(at):
        return _("The document deadline of this round has passed. Choose a later round.")
    return None


@guard
def receipt_given(application: Application, by: User | None, at: datetime) -> Refusal:
    return None if application.filed_at and application.receipt_number else _("No receipt number was given.")


@guard
def completeness_list_done(application: Application, by: User | None, at: datetime) -> Refusal:
    items = list(application.completeness_items.all())
    done = bool(items) and all(item.is_complete for item in items)
    return None if done else _("Tick every item of the completeness list first.")


@guard
def has_open_request(application: Application, by: User | None, at: datetime) -> Refusal:
    found = application.correction_requests.filter(closed_at=None, answered_at=None).exists()
    return None if found else _("Write at least one request first.")


@guard
def no_open_request(application: Application, by: User | None, at: datetime) -> Refusal:
    found = application.correction_requests.filter(closed_at=None).exists()
    return _("A request for correction is still open.") if found else None


@guard
def every_clause_decided(application: Application, by: User | None, at: datetime) -> Refusal:
    revision = latest_revision(application)
    decided = set(
        application.clause_decisions.filter(judged_sha256=revision.judged_sha256).values_list("clause", flat=True)
        if revision
        else ()
    )
    left = [clause for clause in clauses_to_decide(application.route) if clause not in decided]
    return _("Not decided yet: clause %(clauses)s") % {"clauses": ", ".join(left)} if left else None


@guard
def every_review_ruled(application: Application, by: User | None, at: datetime) -> Refusal:
    recommendation = recommendation_in_force(application)
    report = recommendation.check_run.report if recommendation else None
    if report is None:
        return _("The check for the recommendation has not been made.")
    unruled = [item for item in report["outcomes"] if item["outcome"] == choices.Outcome.REVIEW]
    return _("%(count)s questions still need a ruling.") % {"count": len(unruled)} if unruled else None


@guard
def recommendation_made(application: Application, by: User | None, at: datetime) -> Refusal:
    recommendation, revision = recommendation_in_force(application), latest_revision(application)
    if recommendation and revision and recommendation.judged_sha256 == revision.judged_sha256:
        return None
    return _("There is no recommendation for this revision.")


@guard
def recommended_run_passes(application: Application, by: User | None, at: datetime) -> Refusal:
    recommendation = recommendation_in_force(application)
    if recommendation is None or recommendation.proposal == choices.Proposal.REJECT:
        return None
    if recommendation.check_run.overall == choices.Outcome.PASS:
        return None
    return _("A case can be proposed for certification only when every clause is met.")


@guard
def recommended_to_approve(application: Application, by: User | None, at: datetime) -> Refusal:
    recommendation = recommendation_in_force(application)
    proposed = recommendation is not None and recommendation.proposal == choices.Proposal.APPROVE
    return None if proposed else _("The case officer does not propose certification.")


@guard
def another_person(application: Application, by: User | None, at: datetime) -> Refusal:
    recommendation, statement = recommendation_in_force(application), statement_in_force(application)
    before = {statement.signed_by_id if statement else None}
    if recommendation:
        judged = {"judged_sha256": recommendation.judged_sha256}
        before.add(recommendation.recommended_by_id)
        before.update(application.clause_decisions.filter(**judged).values_list("decided_by", flat=True))
        before.update(application.rulings.filter(**judged).values_list("ruled_by", flat=True))
    if by is None or by.pk in before:
        return _("Who recommended or verified a case may not decide on it: another person must.")
    return None


@guard
def recommended_run_reproduced(application: Application, by: User | None, at: datetime) -> Refusal:
    recommendation = recommendation_in_force(application)
    if recommendation is None:
        return _("There is no recommendation for this revision.")
    run = recommendation.check_run
    report = evaluate(run.revision.case, run.rulings, run.context)
    if run.overall != choices.Outcome.PASS or canonical.sha256_of(report) != run.report_sha256:
        return _("The result could not be reproduced from the stored data. Please tell the system's administrator.")
    return None


@guard
def recognised_certificate_in_force(application: Application, by: User | None, at: datetime) -> Refusal:
    """No certificate is granted on one of clause 4.2 that has expired between recommendation and approval."""
    revision = latest_revision(application)
    held = revision.case["judged"].get("recognised_certificate") if revision else None
    if not held or (held.get("expires_on") or "") >= timezone.localdate(at).isoformat():
        return None
    return _("The certificate of the recognised body (clause 4.2) has expired. Ask the applicant for a newer one.")


@guard
def predecessor_stands(application: Application, by: User | None, at: datetime) -> Refusal:
    """Nothing is sent or approved in the place of a certificate that cannot be renewed or varied any more."""
    if application.predecessor_id is None:
        return None
    standing = predecessors.standing_of(application.predecessor_id, timezone.localdate(at))
    if application.filing_kind == choices.FilingKind.VARIATION and standing not in predecessors.MAY_BE_VARIED:
        return _("The certificate to be changed is no longer in force. Withdraw this application and file another.")
    if standing not in predecessors.MAY_BE_RENEWED:
        return _("The certificate to be renewed was revoked or replaced. Withdraw this application and file another.")
    return None


@guard
def decision_recorded(application: Application, by: User | None, at: datetime) -> Refusal:
    recorded = Decision.objects.filter(application=application, decided_by=by, decided_at=at).exists()
    return None if recorded else _("No decision was recorded.")


@guard
def certificate_stored(application: Application, by: User | None, at: datetime) -> Refusal:
    stored = Application.objects.filter(
        pk=application.pk, issuance__number__isnull=False, issuance__content_sha256__gt="", issuance__pdf_sha256__gt=""
    ).exists()
    return None if stored else _("The certificate has not been stored.")


@guard
def correction_overdue(application: Application, by: User | None, at: datetime) -> Refusal:
    today = timezone.localdate(at)
    overdue = application.correction_requests.filter(closed_at=None, answered_at=None, due_on__lt=today).exists()
    return None if overdue else _("The correction period is not over.")
