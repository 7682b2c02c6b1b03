"""The holder's pages: the organisation's own certificates, whatever their standing, and their files."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.models import Certificate
from certificates.views.files import pdf_response


@require_safe
@login_required
def certificate_list(request: HttpRequest) -> HttpResponse:
    """The certificates the person may download, newest first."""
    certificates = Certificate.objects.visible_to(request.user).with_events()
    today = timezone.localdate()
    rows = [(certificate, certificate.printed, certificate.standing(today)) for certificate in certificates[:200]]
    return render(request, "certificates/holder/list.html", {"rows": rows})


@require_safe
@login_required
def download(request: HttpRequest, code: str) -> HttpResponse:
    """The file of an own certificate; anybody else's is not found."""
    return pdf_response(get_object_or_404(Certificate.objects.visible_to(request.user), code=code))
