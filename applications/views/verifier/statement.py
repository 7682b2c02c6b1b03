"""The verification statement: filled in, signed on the hash that the page shows, with the report attached."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.forms.verification import StatementForm
from applications.models import Application
from applications.services import documents, verification
from applications.statuses import Status
from applications.transitions import TransitionRefused
from applications.views.verifier.cases import case_context, case_for, verifiers_only
from cecfp_portal.accounts.access import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@verifiers_only
def verifier_statement(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show what will be attested; sign it."""
    application = case_for(request, public_id)
    context = case_context(application, request.user)
    if application.status != Status.VERIFYING:
        return render(request, "applications/verifier/statement_signed.html", context | {"tab": "statement"})
    judged = context["revision"].judged_sha256 if context["revision"] else ""
    form = StatementForm(request.POST or None, request.FILES or None, initial={"judged_sha256": judged})
    refused: list[object] = []
    if request.method == "POST" and form.is_valid():
        try:
            _sign(request, application, form)
            messages.success(request, _("The verification statement is signed. The applicant can now file with TGO."))
            return redirect("applications:verifier_case", application.public_id)
        except documents.UploadRefused as refusal:
            form.add_error("report", str(refusal))
        except TransitionRefused as refusal:
            refused = list(refusal.sentences)
    context |= {
        "form": form,
        "refused": refused,
        "expected": verification.expected_figures(application),
        "tab": "statement",
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "applications/verifier/statement.html", context, status=status)


def _sign(request: SignedInRequest, application: Application, form: StatementForm) -> None:
    at = timezone.now()
    report = documents.store(application, form.cleaned_data["report"], by=request.user, at=at, suffixes=(".pdf",))
    verification.sign_statement(
        application.pk,
        form.draft(),
        report,
        judged_sha256=form.cleaned_data["judged_sha256"],
        by=request.user,
        at=at,
    )
