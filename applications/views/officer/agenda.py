"""The approver's list: the cases before each round, and the proposals to reject as out of scope."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.models import Application, Recommendation
from applications.statuses import Status
from applications.views.officer.access import authority_only, is_approver
from cecfp_portal.accounts.access import SignedInRequest

DECIDABLE = (Status.RECOMMENDED, Status.SCREENING)


@require_safe
@authority_only
def officer_agenda(request: SignedInRequest) -> HttpResponse:
    """Everything that waits for an approver, round by round."""
    visible = Application.objects.visible_to(request.user).filter(status__in=DECIDABLE)
    proposals = (
        Recommendation.objects.filter(voided_at=None, application__in=visible)
        .select_related("application__applicant", "round", "recommended_by")
        .order_by("round__meets_on", "round_id", "application__receipt_number")
    )
    rounds = [(meeting, list(rows)) for meeting, rows in groupby(proposals, key=lambda row: row.round)]
    context = {"rounds": rounds, "is_approver": is_approver(request), "count": len(proposals)}
    return render(request, "applications/officer/agenda.html", context)
