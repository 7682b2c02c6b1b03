"""Suspending a certificate at once, and lifting the suspension."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.suspension import LiftForm, SuspensionForm
from certificates.models import Certificate
from certificates.services import suspension
from certificates.views.officer.access import carry_out, officers_only


@require_POST
@officers_only
def suspend(request: SignedInRequest, code: str) -> HttpResponse:
    """Suspend the certificate from now on."""
    form = SuspensionForm(request.POST)

    def act(certificate: Certificate) -> str:
        suspension.suspend(
            certificate.pk, grounds=form.grounds(), by=request.user, at=timezone.now(), key=form.cleaned_data["key"]
        )
        return _("The certification is suspended. The public register shows it from now on.")

    return carry_out(request, code, form, act, "suspension_form")


@require_POST
@officers_only
def lift(request: SignedInRequest, code: str) -> HttpResponse:
    """Lift the suspension another officer imposed."""
    form = LiftForm(request.POST)

    def act(certificate: Certificate) -> str:
        suspension.lift_suspension(
            certificate.pk,
            suspension_id=form.cleaned_data["suspension"],
            note=form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        )
        return _("The suspension is lifted. The certificate is in force again.")

    return carry_out(request, code, form, act, "lift_form")
