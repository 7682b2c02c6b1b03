"""The public's way to tell TGO that something is wrong."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cecfp_portal import throttling
from certificates import queries
from certificates.forms.complaints import ComplaintForm
from certificates.models import Complaint
from certificates.services.complaints import complain
from certificates.views.guessing import few_guesses

COMPLAINTS = throttling.Limit("complaint", 5, timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@few_guesses
def complaint_form(request: HttpRequest) -> HttpResponse:
    """The form, with the certificate it was opened from; POST sends it."""
    if request.method != "POST":
        return _page(request, ComplaintForm(initial={"about": _number(request.GET.get("code", ""))}))
    at, sender = timezone.now(), throttling.sender_of(request)
    form = ComplaintForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if throttling.is_reached(COMPLAINTS, sender, at=at):
        sentence = _("Several reports came from your connection within this hour. Please send this one later.")
        form.add_error(None, sentence)
        response = _page(request, form, status=429)
        response["Retry-After"] = str(throttling.seconds_left(COMPLAINTS, at=at))
        return response
    throttling.count(COMPLAINTS, sender, at=at)
    complaint = complain(**form.cleaned_data, at=at)
    return redirect("certificates:complained", complaint.public_id)


@require_safe
@never_cache
def complained(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that it was received and under which reference; nothing of what was written is shown again."""
    complaint = get_object_or_404(Complaint, public_id=public_id)
    return render(request, "certificates/public/complained.html", {"complaint": complaint})


def _number(code: str) -> str:
    certificate = queries.by_code(code)
    return certificate.number if certificate else code[:40]


def _page(request: HttpRequest, form: ComplaintForm, *, status: int = 200) -> HttpResponse:
    return render(request, "certificates/public/complain.html", {"form": form}, status=status)
