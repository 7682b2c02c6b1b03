"""The holder's pages: the organisation's own certificates, whatever their standing, and their files."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cecfp_portal.accounts.access import SignedInRequest
from certificates.models import Certificate
from certificates.views.files import pdf_response


@require_safe
@login_required
def certificate_list(request: SignedInRequest) -> HttpResponse:
    """The certificates the person may download, newest first."""
    certificates = Certificate.objects.visible_to(request.user).with_events().select_related("application")
    today = timezone.localdate()
    rows = [(certificate, certificate.printed, certificate.standing(today)) for certificate in certificates[:200]]
    return render(request, "certificates/holder/list.html", {"rows": rows})


@require_safe
@login_required
def download(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The file of the certificate an application led to; anybody else's is not found."""
    visible = Certificate.objects.visible_to(request.user)
    return pdf_response(get_object_or_404(visible, application__public_id=public_id))
