"""Checking the answers, sending the case, and watching the automatic checks."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import overview, verdicts
from applications.forms.submission import SubmitForm
from applications.guards import latest_revision
from applications.models import Application
from applications.services import corrections, submission
from applications.statuses import Status
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, case_rights, editors_only, own_case, signers
from applications.views.applicant.missing import missing_of
from applications.views.applicant.summary import summary
from calculations.charts import report_charts
from cecfp_portal import outbox
from cecfp_portal.accounts.access import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_check(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """All sections to read once more, everything that is missing, the declaration, and the sending."""
    application = own_case(request, public_id)
    form = SubmitForm(request.POST or None, initial={"key": uuid.uuid4()})
    if request.method == "POST":
        return _send(request, application, form)
    if not application.is_editable:
        return redirect("applications:applicant_case", application.public_id)
    return _check_page(request, application, form)


def _send(request: SignedInRequest, application: Application, form: SubmitForm) -> HttpResponse:
    if not form.is_valid():
        return _check_page(request, application, form, status=422)
    try:
        submission.submit(
            application.pk,
            is_declared=form.cleaned_data["is_declared"],
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        )
    except TransitionRefused as refusal:
        return _check_page(request, application, form, status=409, refused=refusal.sentences)
    return redirect("applications:applicant_sent", application.public_id)


def _check_page(
    request: SignedInRequest, application: Application, form: SubmitForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "application": application,
        "form": form,
        "missing": missing_of(application),
        "sections": summary(application, with_links=application.is_editable),
        "signers": signers(application),
        "unanswered": [
            ask for ask in corrections.unanswered(application) if not ask.answer and corrections.must_be_answered(ask)
        ],
        **case_rights(request, application),
    }
    return render(request, "applications/applicant/check.html", {**context, **more}, status=status)


@require_safe
@applicants_only
def applicant_sent(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The receipt of a sent case: what was sent, and what happens next."""
    application = own_case(request, public_id)
    revision = latest_revision(application)
    if revision is None:
        return redirect("applications:applicant_case", application.public_id)
    context = {"application": application, "revision": revision, **progress(application)}
    return render(request, "applications/applicant/sent.html", context)


@require_safe
@applicants_only
def applicant_results(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The outcome of every clause of the last check, with the figures; it fills in while the check runs."""
    application = own_case(request, public_id)
    context = {"application": application, **progress(application), **case_rights(request, application)}
    return render(request, "applications/applicant/results.html", context)


@require_safe
@applicants_only
def applicant_progress(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The part of the page that htmx asks for every two seconds while the check runs."""
    application = own_case(request, public_id)
    context = {"application": application, **progress(application), **case_rights(request, application)}
    return render(request, "applications/applicant/progress.html", context)


def progress(application: Application) -> dict[str, Any]:
    """Return what is known of the last check run: waiting, running, failed for technical reasons, or its report."""
    run = submission.latest_run(application)
    report = run.report if run else None
    evidence = overview.evidence_of(application, run.revision) if run and report else {}
    return {
        "run": run,
        "run_state": outbox.state(run) if run else "",
        "report": report,
        "clauses": verdicts.by_clause(report, evidence),
        "edition": (report or {}).get("edition"),
        "expected_clauses": [] if report else verdicts.CLAUSE_TITLES.items(),
        "is_checking": application.status == Status.CHECKING,
        "charts": report_charts(report),
    }


@require_POST
@editors_only
def applicant_retry(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Try a check again that failed for technical reasons."""
    application = own_case(request, public_id)
    try:
        is_started = submission.retry_check(application.pk, by=request.user, at=timezone.now())
    except TransitionRefused as refusal:
        raise PermissionDenied(refusal.sentences[0]) from refusal
    if is_started:
        messages.success(request, _("The check was started again."))
    else:
        messages.info(request, _("There is no check to start again."))
    return redirect("applications:applicant_results", application.public_id)
