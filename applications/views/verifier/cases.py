"""Lists and reading: what was offered to the verifier's body, what the verifier accepted, and the case itself."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from applications import overview, timeline, verdicts
from applications.guards import latest_revision, statement_in_force
from applications.models import Application, CheckRun, Engagement
from applications.statuses import Status
from cecfp_portal.accounts.access import SignedInRequest, audience
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import OrganisationKind, Right

verifiers_only = audience(OrganisationKind.VERIFICATION_BODY)


@require_safe
@verifiers_only
def verifier_list(request: SignedInRequest) -> HttpResponse:
    """Engagements offered to the body, and the cases accepted by this verifier."""
    engagements = Engagement.objects.visible_to(request.user).select_related(
        "application__applicant", "application__category", "organisation"
    )
    offered = [engagement for engagement in engagements if engagement.verifier_id is None]
    accepted = [engagement for engagement in engagements if engagement.verifier_id is not None]
    return render(
        request,
        "applications/verifier/list.html",
        {
            "offered": offered,
            "to_do": [row for row in accepted if row.application.status == Status.VERIFYING],
            "others": [row for row in accepted if row.application.status != Status.VERIFYING],
        },
    )


def case_for(request: SignedInRequest, public_id: UUID) -> Application:
    """Return the case if this verifier accepted it; anything else is a 404."""
    engaged = Application.objects.visible_to(request.user).filter(
        engagements__verifier=request.user, engagements__ended_at=None
    )
    return get_object_or_404(engaged.select_related("applicant", "category", "round"), public_id=public_id)


def case_context(application: Application, user: User) -> dict[str, Any]:
    """Return what every page of a case shows: revision, latest run, findings and the statement in force."""
    revision = latest_revision(application)
    run = revision.check_runs.order_by("-pk").first() if revision else None
    engagement = application.engagements.filter(ended_at=None, verifier=user).first()
    return {
        "application": application,
        "revision": revision,
        "run": run,
        "clauses": verdicts.by_clause(_report(run), overview.evidence_of(application, revision) if revision else None),
        "edition": (_report(run) or {}).get("edition"),
        "engagement": engagement,
        "open_findings": engagement.findings.filter(closed_at=None).count() if engagement else 0,
        "statement": statement_in_force(application),
        "is_verifying": application.status == Status.VERIFYING,
    }


def _report(run: CheckRun | None) -> dict[str, Any] | None:
    return run.report if run else None


def is_lead(request: SignedInRequest, organisation_id: int) -> bool:
    """Tell whether the signed-in person leads verifications in this body."""
    return request.user.memberships.filter(
        organisation=organisation_id, ended_at=None, right=Right.LEAD_VERIFIER
    ).exists()


@require_safe
@verifiers_only
def verifier_case(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The case as it was frozen, with the clause results beside it."""
    application = case_for(request, public_id)
    context = case_context(application, request.user) | {
        "entries": timeline.entries(application, for_outsiders=True),
        "tab": "case",
    }
    if context["revision"]:
        context["view"] = overview.case_view(application, context["revision"], _report(context["run"]))
    if context["is_verifying"]:
        context["ask_url"] = reverse("applications:verifier_findings", args=[public_id])
    return render(request, "applications/verifier/case.html", context)
