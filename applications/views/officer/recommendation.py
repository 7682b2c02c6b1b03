"""Putting a case before the meeting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import verdicts
from applications.forms.recommendation import RecommendationForm
from applications.guards import latest_revision
from applications.models import Application
from applications.services import decisions
from applications.statuses import Status
from applications.transitions import TransitionRefused
from applications.views.officer.access import authority_only, case_for, case_page
from cecfp_portal.accounts.access import SignedInRequest, require_audience
from cecfp_portal.accounts.roles import OrganisationKind, Right


@require_http_methods(["GET", "HEAD", "POST"])
@authority_only
def officer_recommendation(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What still stands in the way, then the proposal with its reasons and the round."""
    application = case_for(request, public_id)
    if request.method != "POST":
        return _show(request, application, _form(application))
    require_audience(request.user, OrganisationKind.AUTHORITY, Right.OFFICER)
    form = _form(application, request.POST)
    if not form.is_valid():
        return _show(request, application, form, status=422)
    try:
        decisions.recommend(application.pk, **form.cleaned_data, by=request.user, at=timezone.now())
    except TransitionRefused as refused:
        return _show(request, application, form, refused=refused)
    messages.success(request, _("The case is on the agenda."))
    return redirect("applications:officer_case", public_id)


def _form(application: Application, data: Any = None) -> RecommendationForm:
    revision = latest_revision(application)
    initial = {
        "judged_sha256": revision.judged_sha256 if revision else "",
        "meeting": application.round.public_id if application.round else None,
    }
    return RecommendationForm(data, today=timezone.localdate(), initial=initial)


def _show(
    request: SignedInRequest,
    application: Application,
    form: RecommendationForm,
    *,
    refused: TransitionRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    revision = latest_revision(application)
    report = decisions.report_with_rulings(revision) if revision else None
    is_mine = application.case_officer_id == request.user.pk
    may_recommend = is_mine and application.status == Status.REVIEW
    context = {
        "form": form,
        "clauses": summary(application, report),
        "may_recommend": may_recommend,
        "hindrances": decisions.hindrances(application, by=request.user, at=timezone.now()) if may_recommend else [],
    }
    return case_page(request, application, "recommendation", context, refused=refused, status=status)


def summary(application: Application, report: Any) -> list[dict[str, Any]]:
    """Return each clause with the engine's outcome, the officer's verdict and the rulings on it."""
    revision = latest_revision(application)
    decided = {
        row.clause: row
        for row in application.clause_decisions.filter(judged_sha256=revision.judged_sha256 if revision else "")
    }
    return [
        {"clause": clause, "decision": decided.get(clause.clause), "rulings": [v for v in clause.to_rule if v.ruling]}
        for clause in verdicts.by_clause(report)
    ]
