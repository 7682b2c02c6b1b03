"""The holder's page of one certificate, put together from its parts."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.permissions import is_signer
from cecfp_portal.accounts.access import SignedInRequest
from certificates.models import Certificate
from certificates.views.dossier_part import dossier_part
from certificates.views.holder.parts import agreement, badge, changes, confirmations, hearing, life, renewal, surrender
from certificates.views.page import Layout, Opened, Part

# A further part is a template and a function of its own, and one line here.
MAIN: tuple[Part, ...] = (
    Part("certificates/standing_panel.html", life.standing),
    Part("certificates/holder/parts/hearing.html", hearing.proposal),
    Part("certificates/holder/parts/confirmation.html", confirmations.confirmation),
)
ACTS: tuple[Part, ...] = (
    Part("certificates/holder/parts/renewal.html", renewal.renewal),
    Part("certificates/holder/parts/changes.html", changes.notices),
    Part("certificates/holder/parts/labels.html", changes.labels),
    Part("certificates/holder/parts/agreement.html", agreement.accepted),
    Part("certificates/holder/parts/badge.html", badge.badge),
    Part("certificates/holder/parts/surrender.html", surrender.offer),
)
SIDE: tuple[Part, ...] = (
    Part("certificates/holder/parts/files.html", life.files),
    Part("certificates/dossier/part.html", dossier_part),
    Part("certificates/history.html", life.history),
)
LAYOUT = Layout(MAIN, ACTS, SIDE)


def detail_page(
    request: SignedInRequest, certificate: Certificate, *, status: int = 200, **typed: forms.Form
) -> HttpResponse:
    """Return the page; `typed` are the forms that were refused, by name."""
    opened = Opened(certificate, request.user, timezone.now(), typed)
    context = LAYOUT.context(opened)
    context["may_sign"] = is_signer(request.user, certificate.application)
    return render(request, "certificates/holder/detail.html", context, status=status)
