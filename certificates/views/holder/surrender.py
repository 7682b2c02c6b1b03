"""Giving a certificate up: a page of its own says what it means before it is done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.transitions import TransitionRefused
from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.surrender import SurrenderForm
from certificates.models import Certificate
from certificates.services.acts import ActRefused
from certificates.services.surrender import surrender
from certificates.views.holder.access import holders_only, may_sign, own_certificate, require_signer


@require_http_methods(["GET", "HEAD", "POST"])
@holders_only
def surrender_certificate(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Say what giving up means, and do it."""
    certificate = own_certificate(request, public_id)
    if request.method != "POST":
        return _page(request, certificate, SurrenderForm())
    require_signer(request, certificate.application)
    form = SurrenderForm(request.POST)
    if not form.is_valid():
        return _page(request, certificate, form, status=422)
    given = form.cleaned_data
    try:
        surrender(certificate.pk, reason=given["reason"], by=request.user, at=timezone.now(), key=given["key"])
    except (ActRefused, TransitionRefused) as refused:
        form.add_error(None, [str(sentence) for sentence in refused.sentences])
        return _page(request, certificate, form, status=409)
    messages.success(request, _("The certificate is given up. The public register shows it from now on."))
    return redirect("certificates:holder_detail", public_id)


def _page(
    request: SignedInRequest, certificate: Certificate, form: SurrenderForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "certificate": certificate,
        "printed": certificate.printed,
        "standing": certificate.standing(timezone.localdate()),
        "may_sign": may_sign(request, certificate.application),
        "form": form,
    }
    return render(request, "certificates/holder/surrender.html", context, status=status)
