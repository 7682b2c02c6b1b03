"""TGO's page of one certificate, put together from its parts."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cecfp_portal.accounts.access import SignedInRequest
from certificates.models import Certificate
from certificates.views.dossier_part import dossier_part
from certificates.views.officer.parts import changes, confirmations, life, revocation, succession, suspension
from certificates.views.page import Layout, Opened, Part

# A further part is a template and a function of its own, and one line here.
MAIN: tuple[Part, ...] = (
    Part("certificates/standing_panel.html", life.standing),
    Part("certificates/officer/parts/proposal.html", revocation.proposal),
    Part("certificates/officer/parts/suspended.html", suspension.lift),
)
ACTS: tuple[Part, ...] = (
    Part("certificates/officer/parts/verification.html", changes.verification),
    Part("certificates/officer/parts/suspend.html", suspension.suspend),
    Part("certificates/officer/parts/propose.html", revocation.propose),
)
SIDE: tuple[Part, ...] = (
    Part("certificates/officer/parts/correspondence.html", changes.correspondence),
    Part("certificates/officer/parts/confirmations.html", confirmations.confirmations),
    Part("certificates/officer/parts/files.html", life.files),
    Part("certificates/dossier/part.html", dossier_part),
    Part("certificates/officer/parts/succession.html", succession.succession),
    Part("certificates/history.html", life.history),
    Part("certificates/officer/parts/past.html", revocation.past),
)
LAYOUT = Layout(MAIN, ACTS, SIDE)


def detail_page(
    request: SignedInRequest, certificate: Certificate, *, status: int = 200, **typed: forms.Form
) -> HttpResponse:
    """Return the page; `typed` are the forms that were refused, by name."""
    opened = Opened(certificate, request.user, timezone.now(), typed)
    return render(request, "certificates/officer/detail.html", LAYOUT.context(opened), status=status)
