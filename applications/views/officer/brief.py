"""One page on the case for whoever decides, with the decision below it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import overview
from applications.forms.decision import APPROVE, REJECT, DecisionForm
from applications.guards import GUARDS, latest_revision, recommendation_in_force
from applications.models import Application, Recommendation
from applications.services import approval
from applications.statuses import Status
from applications.transitions import TransitionRefused
from applications.views.officer.access import authority_only, case_for, case_page, is_approver
from applications.views.officer.case import issuing_context
from applications.views.officer.recommendation import summary
from cecfp_portal import practice
from cecfp_portal.accounts.access import SignedInRequest, require_audience
from cecfp_portal.accounts.roles import OrganisationKind, Right


@require_http_methods(["GET", "HEAD", "POST"])
@authority_only
def officer_brief(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Read the brief; an approver who neither proposed nor verified decides on it."""
    application = case_for(request, public_id)
    proposed = recommendation_in_force(application)
    if request.method != "POST":
        return _show(request, application, proposed, _form(application, proposed))
    require_audience(request.user, OrganisationKind.AUTHORITY, Right.APPROVER)
    form = _form(application, proposed, request.POST)
    if form is None:
        sentence = _("Nothing waits for a decision on this case any more. Somebody has acted on it meanwhile.")
        return _show(request, application, proposed, None, refused=TransitionRefused([sentence]))
    if not form.is_valid():
        return _show(request, application, proposed, form, status=422)
    try:
        _decide(request, application, form.cleaned_data)
    except TransitionRefused as refused:
        return _show(request, application, proposed, form, refused=refused)
    messages.success(request, _("Your decision is recorded."))
    return redirect("applications:officer_brief", public_id)


def _form(application: Application, proposed: Recommendation | None, data: Any = None) -> DecisionForm | None:
    return DecisionForm(data, proposed=proposed, status=application.status) if proposed else None


def _decide(request: SignedInRequest, application: Application, given: dict[str, Any]) -> None:
    is_scope = application.status == Status.SCREENING
    common = {
        "recommendation_id": given["recommendation"],
        "by": request.user,
        "at": timezone.now(),
        "key": given["key"],
    }
    if given["decision"] == APPROVE:
        approval.approve(application.pk, **common)
    elif given["decision"] == REJECT:
        refuse = approval.reject_scope if is_scope else approval.reject
        refuse(application.pk, clause=given["clause"], reason=given["reason"], **common)
    else:
        hand_back = approval.keep_in_scope if is_scope else approval.send_back
        hand_back(application.pk, reason=given["reason"], **common)


def _show(
    request: SignedInRequest,
    application: Application,
    proposed: Recommendation | None,
    form: DecisionForm | None,
    *,
    refused: TransitionRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    revision = latest_revision(application)
    report = proposed.check_run.report if proposed else None
    now = timezone.now()
    is_decidable = proposed is not None and application.status in (Status.RECOMMENDED, Status.SCREENING)
    same_person = GUARDS["another_person"](application, request.user, now) if is_approver(request) else None
    context = issuing_context(application) | {
        "form": form if is_decidable else None,
        "proposed": proposed,
        "decision": application.decisions.select_related("decided_by").last(),
        "view": overview.case_view(application, revision, report) if revision else None,
        "clauses": summary(application, report),
        "report": report,
        "same_person": same_person if is_decidable else None,
        "appeal_days": practice.value("appeal_days", on=timezone.localdate(now)),
    }
    return case_page(request, application, "brief", context, refused=refused, status=status)
