"""The completeness list, accepting a filing, and proposing that a case is out of scope."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.forms.screening import CompletenessForm, OutOfScopeForm
from applications.models import Application
from applications.services import screening
from applications.transitions import TransitionRefused
from applications.views.officer.access import authority_only, case_for, case_page, officers_only, refused_page
from cecfp_portal.accounts.access import SignedInRequest, require_audience
from cecfp_portal.accounts.roles import OrganisationKind, Right


@require_http_methods(["GET", "HEAD", "POST"])
@authority_only
def officer_screening(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Tick the list; `accept` also moves the case on to consideration."""
    application = case_for(request, public_id)
    stored = application.completeness_items.all()
    if request.method != "POST":
        return _show(request, application, CompletenessForm(stored=stored))
    require_audience(request.user, OrganisationKind.AUTHORITY, Right.OFFICER)
    is_accepting = "accept" in request.POST
    form = CompletenessForm(request.POST, stored=stored, is_accepting=is_accepting)
    if not form.is_valid():
        return _show(request, application, form, status=422)
    try:
        screening.save_completeness(
            application.pk,
            form.ticks(),
            is_accepting=is_accepting,
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        )
    except TransitionRefused as refused:
        return _show(request, application, form, refused=refused)
    if is_accepting:
        messages.success(request, _("The filing is complete. The case is now under consideration."))
        return redirect("applications:officer_case", public_id)
    messages.success(request, _("The completeness list is saved."))
    return redirect("applications:officer_screening", public_id)


@require_POST
@officers_only
def officer_out_of_scope(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Propose to an approver to reject the case as out of scope."""
    application = case_for(request, public_id)
    list_form = CompletenessForm(stored=application.completeness_items.all())
    form = OutOfScopeForm(request.POST)
    if not form.is_valid():
        return _show(request, application, list_form, scope_form=form, status=422)
    given = form.cleaned_data
    try:
        screening.propose_out_of_scope(
            application.pk,
            clause=given["clause"],
            reason=given["reason"],
            by=request.user,
            at=timezone.now(),
            key=given["key"],
        )
    except TransitionRefused as refused:
        return _show(request, application, list_form, scope_form=form, refused=refused)
    messages.success(request, _("The proposal is with the approvers."))
    return redirect("applications:officer_screening", public_id)


@require_POST
@officers_only
def officer_withdraw_proposal(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take the proposal back."""
    application = case_for(request, public_id)
    try:
        screening.withdraw_proposal(application.pk, by=request.user, at=timezone.now())
    except TransitionRefused as refused:
        return refused_page(request, application, refused.sentences)
    return redirect("applications:officer_screening", public_id)


def _show(
    request: SignedInRequest,
    application: Application,
    form: CompletenessForm,
    *,
    scope_form: OutOfScopeForm | None = None,
    refused: TransitionRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "scope_form": scope_form or OutOfScopeForm(),
        "is_scope_open": scope_form is not None,
        "items": list(application.completeness_items.select_related("checked_by")),
    }
    return case_page(request, application, "screening", context, refused=refused, status=status)
