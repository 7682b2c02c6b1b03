"""The holder's answer to a proposal to revoke."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.transitions import TransitionRefused
from applications.validators import UploadRefused
from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.revocation import HearingForm
from certificates.services.acts import ActRefused
from certificates.services.hearing import answer_proposal
from certificates.views.holder.access import holders_only, own_certificate, require_signer
from certificates.views.holder.detail import detail_page


@require_POST
@holders_only
def answer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Answer the proposal, in words and with a file where there is one."""
    certificate = own_certificate(request, public_id)
    require_signer(request, certificate.application)
    form = HearingForm(request.POST, request.FILES)
    if not form.is_valid():
        return detail_page(request, certificate, status=422, hearing_form=form)
    given = form.cleaned_data
    try:
        answer_proposal(
            certificate.pk,
            revocation_id=given["revocation"],
            answer=given["answer"],
            file=given["file"],
            by=request.user,
            at=timezone.now(),
            key=given["key"],
        )
    except UploadRefused as refused:
        form.add_error("file", str(refused))
        return detail_page(request, certificate, status=422, hearing_form=form)
    except (ActRefused, TransitionRefused) as refused:
        form.add_error(None, [str(sentence) for sentence in refused.sentences])
        return detail_page(request, certificate, status=409, hearing_form=form)
    messages.success(request, _("Your answer has gone to TGO."))
    return redirect("certificates:holder_detail", public_id)
