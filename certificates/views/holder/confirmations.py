"""The yearly questions about share and output: the form for the one that is open, and what was answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.transitions import TransitionRefused
from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.confirmations import ConfirmationForm
from certificates.models import MAY_BE_CONFIRMED, Certificate
from certificates.services.acts import ActRefused
from certificates.services.confirmations import confirm
from certificates.views.confirmations import years_of
from certificates.views.holder.access import holders_only, may_sign, own_certificate, require_signer


@require_http_methods(["GET", "HEAD", "POST"])
@holders_only
def holder_confirmations(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """All years asked about; POST confirms one."""
    certificate = own_certificate(request, public_id)
    if request.method != "POST":
        return _page(request, certificate)
    require_signer(request, certificate.application)
    form = ConfirmationForm(request.POST)
    if not form.is_valid():
        return _page(request, certificate, form, status=422)
    typed = form.cleaned_data
    try:
        confirm(
            certificate.pk,
            year=typed["year"],
            output_text=typed["output_text"],
            remark=typed["remark"],
            by=request.user,
            at=timezone.now(),
            key=typed["key"],
        )
    except (ActRefused, TransitionRefused) as refused:
        form.add_error(None, [str(sentence) for sentence in refused.sentences])
        return _page(request, certificate, form, status=409)
    messages.success(request, _("The confirmation is sent to TGO."))
    return redirect("certificates:holder_confirmations", public_id)


def _page(
    request: SignedInRequest, certificate: Certificate, form: ConfirmationForm | None = None, *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    years = years_of(certificate, certificate.standing(today), today)
    # A form that was refused keeps its year; it is not shown again once that year is confirmed.
    wanted = str(form["year"].value()) if form else None
    asked = next((row for row, state in years if state in MAY_BE_CONFIRMED and wanted in (None, str(row.year))), None)
    context: dict[str, Any] = {
        "certificate": certificate,
        "printed": certificate.printed,
        "years": years,
        "asked": asked,
        "form": form or ConfirmationForm(initial={"year": asked.year if asked else None}),
        "may_sign": may_sign(request, certificate.application),
    }
    return render(request, "certificates/holder/confirmations.html", context, status=status)
