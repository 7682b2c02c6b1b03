"""Findings: write, send, close, raise anew."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.completeness import SECTIONS
from applications.forms.verification import FindingForm, ReopenForm
from applications.models import Application
from applications.services import verification
from applications.transitions import TransitionRefused
from applications.views.verifier.cases import case_context, case_for, verifiers_only
from cecfp_portal.accounts.access import SignedInRequest


def _lines(application: Application) -> list[tuple[str, str]]:
    nodes = [(node.line_id, str(node)) for node in application.bom_nodes.all()]
    lines = [(line.line_id, f"{line.get_side_display()} · {line}") for line in application.inventory_lines.all()]
    return [*nodes, *lines]


@require_http_methods(["GET", "HEAD", "POST"])
@verifiers_only
def verifier_findings(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The findings of the case, and the form for another one."""
    application = case_for(request, public_id)
    lines = _lines(application)
    form = FindingForm(request.POST or None, lines=lines, initial={"key": uuid.uuid4()})
    refused: list[object] = []
    if request.method == "POST" and form.is_valid():
        try:
            verification.add_finding(
                application.pk,
                kind=form.cleaned_data["kind"],
                text=form.cleaned_data["text"],
                place=form.place(),
                by=request.user,
                at=timezone.now(),
                key=form.cleaned_data["key"],
            )
            messages.success(request, _("Finding written. It reaches the applicant when you send the findings."))
            return redirect("applications:verifier_findings", application.public_id)
        except TransitionRefused as refusal:
            refused = list(refusal.sentences)
    return _page(request, application, form, ReopenForm(), lines, refused)


def _page(
    request: SignedInRequest,
    application: Application,
    form: FindingForm,
    reopen: ReopenForm,
    lines: list[tuple[str, str]],
    refused: list[object],
) -> HttpResponse:
    context = case_context(application, request.user)
    names = dict(lines)
    findings = list(context["engagement"].findings.order_by("closed_at", "raised_at"))  # type: ignore[attr-defined]
    for finding in findings:
        finding.place = " · ".join(
            str(part) for part in (SECTIONS.get(finding.section, ""), names.get(finding.line_id, "")) if part
        )
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
        lines = _lines(application)
        form = FindingForm(lines=lines, initial={"key": uuid.uuid4()})
        return _page(request, application, form, ReopenForm(), lines, list(refusal.sentences))
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
    lines = _lines(application)
    form = FindingForm(lines=lines, initial={"key": uuid.uuid4()})
    return _page(request, application, form, reopen, lines, refused)
