"""TGO's list of the yearly confirmations: what is overdue, what waits, and what holders confirmed."""

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cecfp_portal.accounts.access import SignedInRequest
from certificates.models import Certificate, ConfirmationRequest
from certificates.views.officer.access import officers_only
from certificates.views.officer.desk import desk_tabs

PAGE_LENGTH = 25


@require_safe
@officers_only
def officer_confirmations(request: SignedInRequest) -> HttpResponse:
    """What is overdue, the longest first, then what was not confirmed otherwise, then what was, the latest first."""
    today = timezone.localdate()
    visible = ConfirmationRequest.objects.visible_to(request.user)
    found = visible.with_reports().annotate(is_overdue=Q(pk__in=visible.overdue(today).values("pk")))
    latest = F("confirmation__sent_at").desc(nulls_first=True)
    ordered = found.select_related("confirmation").order_by("-is_overdue", latest, "due_on", "pk")
    page = Paginator(ordered, PAGE_LENGTH).get_page(request.GET.get("page"))
    certificates = Certificate.objects.with_events().in_bulk([row.certificate_id for row in page])
    rows = [(row, certificates[row.certificate_id]) for row in page]
    context = {
        "tabs": desk_tabs(request, "officer_confirmations"),
        "page_obj": page,
        "rows": [(row, of, of.printed, row.state(of.standing(today), today)) for row, of in rows],
    }
    return render(request, "certificates/officer/confirmations.html", context)
