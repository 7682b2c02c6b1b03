"""The holder's notices of change: what was sent with TGO's rulings, and a form for another."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.transitions import TransitionRefused
from applications.validators import UploadRefused
from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.changes import ChangeForm
from certificates.models import Certificate
from certificates.services import changes
from certificates.services.acts import ENDED, ActRefused, may_edit
from certificates.views.holder.access import holders_only, own_certificate, require_editor


@require_http_methods(["GET", "HEAD", "POST"])
@holders_only
def holder_changes(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """All notices of one certificate; POST sends another."""
    certificate = own_certificate(request, public_id)
    if request.method != "POST":
        return _page(request, certificate, ChangeForm())
    require_editor(request, certificate)
    form = ChangeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, certificate, form, status=422)
    typed = form.cleaned_data
    try:
        changes.send_notice(
            certificate.pk, form.change(), typed["attachments"], by=request.user, at=timezone.now(), key=typed["key"]
        )
    except UploadRefused as refused:
        form.add_error("attachments", str(refused))
        return _page(request, certificate, form, status=422)
    except (ActRefused, TransitionRefused) as refused:
        form.add_error(None, [str(sentence) for sentence in refused.sentences])
        return _page(request, certificate, form, status=409)
    messages.success(request, _("The notice is sent. TGO will tell you what it means for the certificate."))
    return redirect("certificates:holder_changes", public_id)


def _page(request: SignedInRequest, certificate: Certificate, form: ChangeForm, *, status: int = 200) -> HttpResponse:
    standing = certificate.standing(timezone.localdate())
    notices = certificate.change_notices.select_related("ruling", "sent_by").prefetch_related("documents")
    context: dict[str, Any] = {
        "certificate": certificate,
        "printed": certificate.printed,
        "notices": notices.order_by("-sent_at"),
        "today": timezone.localdate(),
        "form": form,
        "may_send": standing not in ENDED and may_edit(request.user, certificate),
        "has_ended": standing in ENDED,
    }
    return render(request, "certificates/holder/changes.html", context, status=status)
