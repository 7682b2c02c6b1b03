"""The buttons that begin a renewal or a variation: each opens a draft and leads to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.transitions import TransitionRefused
from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.keyed import KeyedForm
from certificates.services.acts import ActRefused
from certificates.services.renewal import begin
from certificates.views.holder.access import holders_only, own_certificate
from certificates.views.holder.detail import detail_page


@require_POST
@holders_only
def open_successor(request: SignedInRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Open a draft of `kind`, filled in from the certified case; a double click opens one."""
    certificate = own_certificate(request, public_id)
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return detail_page(request, certificate, status=422, **{kind: form})
    try:
        opened = begin(certificate.pk, kind=kind, by=request.user, at=timezone.now(), key=form.cleaned_data["key"])
    except (ActRefused, TransitionRefused) as refused:
        for sentence in refused.sentences:
            form.add_error(None, str(sentence))
        return detail_page(request, certificate, status=409, **{kind: form})
    messages.success(request, _("A draft was opened and filled in from the certified case. Nothing has been sent yet."))
    return redirect("applications:applicant_case", opened.public_id)
