"""Filing a verified case with TGO, the receipt, and withdrawing a case."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.choices import EvidenceKind
from applications.completeness import missing_documents
from applications.forms.filing import FilingForm
from applications.forms.submission import WithdrawForm
from applications.guards import statement_in_force
from applications.models import Application
from applications.services import submission
from applications.statuses import Status
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, case_rights, own_case, signers
from applications.views.applicant.journey import section_url
from applications.workflow import MOVES
from cecfp_portal import practice
from cecfp_portal.accounts.access import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_file(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Choose a round, see which documents are required, and file."""
    application = own_case(request, public_id)
    form = FilingForm(request.POST or None, on=timezone.localdate(), initial={"key": uuid.uuid4()})
    if request.method != "POST":
        if application.status != Status.VERIFIED:
            return redirect("applications:applicant_case", application.public_id)
        return _file_page(request, application, form)
    if not form.is_valid():
        return _file_page(request, application, form, status=422)
    try:
        submission.file(
            application.pk,
            round_id=form.cleaned_data["round"].pk,
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        )
    except TransitionRefused as refusal:
        return _file_page(request, application, form, status=409, refused=refusal.sentences)
    return redirect("applications:applicant_filed", application.public_id)


def _file_page(
    request: SignedInRequest, application: Application, form: FilingForm, status: int = 200, **more: Any
) -> HttpResponse:
    kinds = practice.value("documents_required_for_filing", on=timezone.localdate())
    missing = missing_documents(application, kinds)
    context = {
        "application": application,
        "form": form,
        "documents": [(EvidenceKind(kind).label, kind not in missing) for kind in kinds],
        "documents_url": section_url(application, "documents"),
        "is_document_missing": bool(missing),
        "statement": statement_in_force(application),
        "signers": signers(application),
        **case_rights(request, application),
    }
    return render(request, "applications/applicant/file.html", {**context, **more}, status=status)


@require_safe
@applicants_only
def applicant_filed(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The receipt of a filed case: number, day, round with its deadlines, and what happens next."""
    application = own_case(request, public_id)
    if not application.receipt_number:
        return redirect("applications:applicant_case", application.public_id)
    return render(request, "applications/applicant/filed.html", {"application": application})


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_withdraw(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Withdraw the case with a reason."""
    application = own_case(request, public_id)
    form = WithdrawForm(request.POST or None, initial={"key": uuid.uuid4()})
    if request.method != "POST":
        if application.status not in MOVES["withdraw"].sources:
            return redirect("applications:applicant_case", application.public_id)
        return _withdraw_page(request, application, form)
    if not form.is_valid():
        return _withdraw_page(request, application, form, status=422)
    try:
        submission.withdraw(
            application.pk,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        )
    except TransitionRefused as refusal:
        return _withdraw_page(request, application, form, status=409, refused=refusal.sentences)
    messages.success(request, _("The application was withdrawn."))
    return redirect("applications:applicant_case", application.public_id)


def _withdraw_page(
    request: SignedInRequest, application: Application, form: WithdrawForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "application": application,
        "form": form,
        "signers": signers(application),
        **case_rights(request, application),
    }
    return render(request, "applications/applicant/withdraw.html", {**context, **more}, status=status)
