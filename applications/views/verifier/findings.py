"""Findings: write, send, close, raise anew."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications import overview
from applications.forms.verification import FindingForm, ReopenForm
from applications.guards import latest_revision
from applications.models import Application
from applications.services import verification
from applications.transitions import TransitionRefused
from applications.views.verifier.cases import case_context, case_for, verifiers_only
from cecfp_portal.accounts.access import SignedInRequest


def _form(application: Application, data: QueryDict | None = None, *, place: str = "") -> FindingForm:
    revision = latest_revision(application)
    places = overview.places(revision.case) if revision else []
    return FindingForm(data, places=places, initial={"place": place})


@require_http_methods(["GET", "HEAD", "POST"])
@verifiers_only
def verifier_findings(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The findings of the case, and the form for another one."""
    application = case_for(request, public_id)
    form = _form(application, request.POST or None, place=request.GET.get("place", ""))
    refused: list[object] = []
    if request.method == "POST" and form.is_valid():
        try:
            verification.add_finding(
                application.pk,
                kind=form.cleaned_data["kind"],
                text=form.cleaned_data["text"],
                place=form.where(),
                by=request.user,
                at=timezone.now(),
                key=form.cleaned_data["key"],
            )
            messages.success(request, _("Finding written. It reaches the applicant when you send the findings."))
            return redirect("applications:verifier_findings", application.public_id)
        except TransitionRefused as refusal:
            refused = list(refusal.sentences)
    return _page(request, application, form, ReopenForm(), refused)


def _page(
    request: SignedInRequest,
    application: Application,
    form: FindingForm,
    reopen: ReopenForm,
    refused: list[object],
) -> HttpResponse:
    context = case_context(application, request.user)
    findings = list(context["engagement"].findings.order_by("closed_at", "raised_at"))
    case = context["revision"].case if context["revision"] else {}
    for finding in findings:
        finding.place = overview.label_of(finding, case)
    context |= {"findings": findings, "form": form, "reopen": reopen, "refused": refused, "tab": "findings"}
    unsent = [row for row in findings if row.sent_at is None and row.closed_at is None]
    context["unsent"] = unsent
    status = 409 if refused else 422 if form.errors or reopen.errors else 200
    return render(request, "applications/verifier/findings.html", context, status=status)


@require_POST
@verifiers_only
def verifier_send_findings(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Send every open finding to the applicant."""
    application = case_for(request, public_id)
    try:
        verification.send_findings(application.pk, by=request.user, at=timezone.now())
    except TransitionRefused as refusal:
        return _page(request, application, _form(application), ReopenForm(), list(refusal.sentences))
    messages.success(request, _("The findings were sent to the applicant."))
    return redirect("applications:verifier_case", application.public_id)


@require_POST
@verifiers_only
def verifier_settle_finding(request: SignedInRequest, public_id: UUID, finding_id: int) -> HttpResponse:
    """Close a finding, or raise it anew because the answer does not suffice."""
    application = case_for(request, public_id)
    reopen = ReopenForm(request.POST if "reopen" in request.POST else None)
    refused: list[object] = []
    try:
        if not reopen.is_bound:
            verification.close_finding(application.pk, finding_id, by=request.user, at=timezone.now())
        elif reopen.is_valid():
            text = reopen.cleaned_data["text"]
            verification.reopen_finding(application.pk, finding_id, text=text, by=request.user, at=timezone.now())
        if not reopen.errors:
            return redirect("applications:verifier_findings", application.public_id)
    except TransitionRefused as refusal:
        refused = list(refusal.sentences)
    return _page(request, application, _form(application), reopen, refused)
