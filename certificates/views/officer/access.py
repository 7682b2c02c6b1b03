"""How TGO reaches a certificate, and how an act on it is carried out and answered."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from applications.transitions import TransitionRefused
from cecfp_portal.accounts.access import SignedInRequest, audience
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind
from certificates.models import Certificate
from certificates.numbering import is_code
from certificates.services.acts import ActRefused
from certificates.views.officer.detail import detail_page

officers_only = audience(OrganisationKind.AUTHORITY, *AUTHORITY_RIGHTS)


def certificate_of(request: SignedInRequest, code: str) -> Certificate:
    """Return the certificate of a code; a text that cannot be a code is a 404 as well."""
    if not is_code(code):
        raise Http404
    visible = Certificate.objects.visible_to(request.user)
    return get_object_or_404(visible.with_events().select_related("application__applicant"), code=code)


def carry_out(
    request: SignedInRequest, code: str, form: forms.Form, act: Callable[[Certificate], str], form_name: str
) -> HttpResponse:
    """Do what a form asks and say so; a form that is wrong or refused is shown again on the certificate's page.

    Args:
        act: carries it out and returns the sentence to say; raises ActRefused.
        form_name: the name under which the page's part looks for the form.
    """
    certificate = certificate_of(request, code)
    if not form.is_valid():
        return detail_page(request, certificate, status=422, **{form_name: form})
    try:
        sentence = act(certificate)
    except (ActRefused, TransitionRefused) as refused:
        for reason in refused.sentences:
            form.add_error(None, str(reason))
        return detail_page(request, certificate, status=409, **{form_name: form})
    messages.success(request, sentence)
    return redirect("certificates:officer_detail", certificate.code)
