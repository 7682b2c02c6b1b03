"""TGO's list of certificates, what is being issued, and the page of each."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications.models import Issuance
from applications.services import approval
from cecfp_portal import outbox
from cecfp_portal.accounts.access import SignedInRequest
from certificates import queries
from certificates.forms.public import SearchForm
from certificates.models import Certificate
from certificates.views.officer.access import certificate_of, officers_only
from certificates.views.officer.desk import desk_tabs
from certificates.views.officer.detail import detail_page

PAGE_LENGTH = 50


@require_safe
@officers_only
def certificate_list(request: SignedInRequest) -> HttpResponse:
    """Every certificate with its standing, and above them what is still being issued."""
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.register(query) & Certificate.objects.visible_to(request.user)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "form": form,
        "query": query,
        "page_obj": page,
        "rows": [(certificate, certificate.printed, certificate.standing(today)) for certificate in page],
        "tabs": desk_tabs(request, "officer_list"),
        "issuances": [(row, outbox.state(row)) for row in queries.being_issued()],
    }
    return render(request, "certificates/officer/list.html", context)


@require_safe
@officers_only
def certificate_detail(request: SignedInRequest, code: str) -> HttpResponse:
    """One certificate: its standing, what is printed, what may be done to it, and its history."""
    return detail_page(request, certificate_of(request, code))


@require_POST
@officers_only
def retry_issuing(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Give an issuance that was given up another set of attempts."""
    issuance = get_object_or_404(Issuance, public_id=public_id)
    if approval.retry_issuing(issuance.application_id, by=request.user, at=timezone.now()):
        messages.success(request, _("Issuing has been started again."))
    else:
        messages.info(request, _("This certificate is already being issued."))
    return redirect("certificates:officer_list")
