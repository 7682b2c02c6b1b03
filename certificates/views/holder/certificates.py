"""The holder's certificates, whatever their standing: the list, the page of each, and its file."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cecfp_portal.accounts.access import SignedInRequest, organisations_of
from cecfp_portal.accounts.roles import OrganisationKind
from certificates.models import Certificate
from certificates.queries import awaiting_agreement
from certificates.views.files import pdf_response
from certificates.views.holder.access import visible_certificate
from certificates.views.holder.detail import detail_page


@require_safe
@login_required
def certificate_list(request: SignedInRequest) -> HttpResponse:
    """The certificates the person may download, newest first."""
    certificates = Certificate.objects.visible_to(request.user).with_events().select_related("application")
    today = timezone.localdate()
    rows = [(certificate, certificate.printed, certificate.standing(today)) for certificate in certificates[:200]]
    own = organisations_of(request.user, OrganisationKind.MANUFACTURER)
    context = {"rows": rows, "waiting": awaiting_agreement(own)}
    return render(request, "certificates/holder/list.html", context)


@require_safe
@login_required
def certificate_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One certificate: its standing, what it states, its files, and what the holder may do."""
    return detail_page(request, visible_certificate(request, public_id))


@require_safe
@login_required
def download(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The file of the certificate an application led to; anybody else's is not found."""
    return pdf_response(visible_certificate(request, public_id))
