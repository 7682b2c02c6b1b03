"""TGO's list of what the public reported, and settling it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.complaints import SettlingForm
from certificates.models import Complaint
from certificates.services import complaints
from certificates.services.acts import ActRefused
from certificates.views.officer.access import officers_only
from certificates.views.officer.desk import desk_tabs

PAGE_LENGTH = 25


@require_safe
@officers_only
def officer_complaints(request: SignedInRequest) -> HttpResponse:
    """What waits, the oldest first, then what was settled, the latest first."""
    found = Complaint.objects.visible_to(request.user).select_related("certificate")
    ordered = found.order_by(F("settled_at").desc(nulls_first=True), "received_at", "pk")
    page = Paginator(ordered, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {"tabs": desk_tabs(request, "officer_complaints"), "page_obj": page}
    return render(request, "certificates/officer/complaints.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def officer_complaint(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One complaint; POST settles it."""
    visible = Complaint.objects.visible_to(request.user).select_related("certificate", "settled_by")
    complaint = get_object_or_404(visible, public_id=public_id)
    form = SettlingForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, complaint, form)
    if not form.is_valid():
        return _page(request, complaint, form, status=422)
    try:
        complaints.settle(complaint.pk, note=form.cleaned_data["note"], by=request.user, at=timezone.now())
    except ActRefused as refused:
        form.add_error(None, [str(sentence) for sentence in refused.sentences])
        return _page(request, complaint, form, status=409)
    messages.success(request, _("Noted."))
    return redirect("certificates:officer_complaint", public_id)


def _page(request: SignedInRequest, complaint: Complaint, form: SettlingForm, *, status: int = 200) -> HttpResponse:
    context = {"complaint": complaint, "form": form}
    return render(request, "certificates/officer/complaint.html", context, status=status)
