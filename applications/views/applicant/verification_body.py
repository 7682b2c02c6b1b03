"""The section on the verification body and the consultant."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.completeness import problems_of
from applications.forms.verification_body import VerificationBodyForm, verification_values
from applications.models import Application
from applications.services.drafting import write_fields
from applications.services.engaging import awaits_body, name_another_body, name_body
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, may_edit, own_case
from applications.views.applicant.sections import SectionPage, answer_section, render_section
from cecfp_portal.accounts.access import SignedInRequest
from cecfp_portal.accounts.models import User


def _write(application: Application, values: dict[str, Any], by: User, at: datetime) -> None:
    if "consultant_name" in values:
        write_fields(application, {"consultant_name": values["consultant_name"]})
    if values.get("organisation"):
        name_body(application, values["organisation"], by=by, at=at)


def _extras(application: Application) -> dict[str, Any]:
    """The engagement that is open, else the last one that was declined."""
    engagements = application.engagements.select_related("organisation", "verifier")
    current = engagements.filter(ended_at=None).first()
    declined = None if current else engagements.filter(declined_at__isnull=False).last()
    return {"engagement": current, "declined": declined}


PAGE = SectionPage(
    "verification",
    "applications/applicant/verification.html",
    VerificationBodyForm,
    verification_values,
    _write,
    _extras,
)


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_verification(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Which registered body is asked to verify; the change of body ends the former engagement."""
    application = own_case(request, public_id)
    if awaits_body(application):
        return _name_another(request, application)
    return answer_section(request, application, PAGE, on=timezone.localdate())


def _name_another(request: SignedInRequest, application: Application) -> HttpResponse:
    """The body declined after the case was sent: only the body is asked for, everything else stays as it was sent."""
    if not may_edit(request.user, application):
        raise PermissionDenied(
            _("Your account has no right to do this. Please ask the person who signs for your organisation.")
        )
    today, more = timezone.localdate(), {"is_only_body": True}
    if request.method != "POST":
        return render_section(request, application, PAGE, PAGE.showing(application, (), on=today), **more)
    form = VerificationBodyForm(request.POST, on=today)
    if not form.is_valid() or not form.cleaned_data.get("organisation"):
        form.add_problems(problems_of(application, "verification"))
        return render_section(request, application, PAGE, form, status=422, **more)
    try:
        name_another_body(application.pk, form.cleaned_data["organisation"], by=request.user, at=timezone.now())
    except TransitionRefused as refusal:
        return render_section(request, application, PAGE, form, status=409, refused=refusal.sentences, **more)
    messages.success(request, _("The verification body has been asked."))
    return redirect("applications:applicant_case", application.public_id)
