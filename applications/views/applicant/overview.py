"""The page of a case: the task list while it lies with the applicant, else where it stands."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from applications import timeline, verdicts
from applications.choices import Outcome
from applications.guards import statement_in_force
from applications.models import Application
from applications.services import corrections
from applications.services.submission import latest_run
from applications.statuses import CLOSED, Status
from applications.verdicts import ClauseVerdict
from applications.views.applicant.access import applicants_only, case_rights, own_case
from applications.views.applicant.journey import grouped, section_states
from applications.views.applicant.summary import summary
from cecfp_portal.accounts.access import SignedInRequest


@require_safe
@applicants_only
def applicant_case(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The task list of a draft or returned case; otherwise its state, what happens next, and its history."""
    application = own_case(request, public_id)
    context: dict[str, Any] = {
        "application": application,
        "entries": timeline.entries(application, for_outsiders=True),
        **case_rights(request, application),
    }
    if application.is_editable:
        return render(request, "applications/applicant/task_list.html", context | _tasks(application))
    return render(request, "applications/applicant/case.html", context | _standing(application))


def _tasks(application: Application) -> dict[str, Any]:
    is_returned = application.status == Status.RETURNED
    is_returned_by_checks = is_returned and application.returned_from == Status.CHECKING
    unmet = _unmet(application) if is_returned_by_checks else []
    states = section_states(application, [clause.clause for clause in unmet])
    return {
        "groups": grouped(states),
        "done_count": sum(state.is_complete for state in states),
        "section_count": len(states),
        "asks": corrections.unanswered(application) if is_returned else [],
        "is_returned": is_returned,
        "is_returned_by_checks": is_returned_by_checks,
        "clauses": unmet,
    }


def _unmet(application: Application) -> list[ClauseVerdict]:
    """Return the clauses that the last check found unmet or could not judge."""
    run = latest_run(application)
    found = verdicts.by_clause(run.report if run else None)
    return [clause for clause in found if clause.outcome in (Outcome.FAIL, Outcome.INVALID)]


def _standing(application: Application) -> dict[str, Any]:
    run = latest_run(application)
    return {
        "run": run,
        "engagement": application.engagements.filter(ended_at=None).select_related("organisation", "verifier").first(),
        "statement": statement_in_force(application),
        "certificate_url": _certificate_url(application),
        "is_closed": application.status in CLOSED,
    }


def _certificate_url(application: Application) -> str:
    if application.status != Status.CERTIFIED:
        return ""
    try:
        return reverse("certificates:holder_download", args=[application.public_id])
    except NoReverseMatch:
        return ""


@require_safe
@applicants_only
def applicant_summary(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Everything in the case, to read."""
    application = own_case(request, public_id)
    context = {"application": application, "sections": summary(application), **case_rights(request, application)}
    return render(request, "applications/applicant/summary.html", context)
