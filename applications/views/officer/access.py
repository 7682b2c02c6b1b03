"""How TGO's people reach a case, and what every page of a case shows."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications import queries
from applications.guards import latest_revision, recommendation_in_force, statement_in_force
from applications.models import Application
from applications.services.corrections import changes_since_statement
from applications.statuses import CLOSED, Status
from applications.transitions import TransitionRefused
from applications.views.changes import shown_changes
from cecfp_portal.accounts.access import SignedInRequest, audience, has_right
from cecfp_portal.accounts.roles import OrganisationKind, Right

TABS = (
    ("case", _("Case and clauses")),
    ("screening", _("Completeness list")),
    ("requests", _("Requests for correction")),
    ("recommendation", _("Recommendation")),
    ("brief", _("Brief and decision")),
)
authority_only = audience(OrganisationKind.AUTHORITY)
officers_only = audience(OrganisationKind.AUTHORITY, Right.OFFICER)
approvers_only = audience(OrganisationKind.AUTHORITY, Right.APPROVER)


def case_for(request: SignedInRequest, public_id: UUID) -> Application:
    """Return the case if it was filed with TGO; anything else is a 404."""
    filed = Application.objects.visible_to(request.user).filter(filed_at__isnull=False)
    cases = filed.select_related("applicant", "category", "round", "case_officer")
    return get_object_or_404(cases, public_id=public_id)


def is_officer(request: SignedInRequest) -> bool:
    return has_right(request.user, OrganisationKind.AUTHORITY, Right.OFFICER)


def is_approver(request: SignedInRequest) -> bool:
    return has_right(request.user, OrganisationKind.AUTHORITY, Right.APPROVER)


def case_page(
    request: SignedInRequest,
    application: Application,
    tab: str,
    context: dict[str, Any],
    *,
    refused: TransitionRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the case with its header and tabs; a refusal is listed on it and answers 409."""
    recommendation = recommendation_in_force(application)
    open_requests = application.correction_requests.filter(closed_at=None).count()
    header = {
        "application": application,
        "tab": tab,
        "days": queries.working_days_with_authority([application], at=timezone.now())[application.pk],
        "is_officer": is_officer(request),
        "is_approver": is_approver(request),
        "is_mine": application.case_officer_id == request.user.pk,
        "is_screening": application.status == Status.SCREENING,
        "is_review": application.status == Status.REVIEW,
        "is_open": application.status not in CLOSED,
        "recommendation": recommendation,
        "statement": statement_in_force(application),
        "revision": latest_revision(application),
        "corrected": shown_changes(changes_since_statement(application)),
        "tabs": _tabs(application, tab, open_requests),
        "refused": refused.sentences if refused else [],
    }
    return render(request, f"applications/officer/{tab}.html", header | context, status=409 if refused else status)


def _tabs(application: Application, current: str, open_requests: int) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse(f"applications:officer_{name}", args=[application.public_id]),
            "label": label,
            "is_current": name == current,
            "count": open_requests if name == "requests" and open_requests else None,
        }
        for name, label in TABS
    ]


def refused_page(
    request: SignedInRequest, application: Application | None, sentences: Sequence[str | Promise]
) -> HttpResponse:
    """Answer a button that may not be pressed now: the reasons, and the way back."""
    context = {"application": application, "refused": sentences}
    return render(request, "applications/officer/refused.html", context, status=409)
