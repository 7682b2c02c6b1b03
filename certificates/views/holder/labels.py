"""The holder's label artwork: what was submitted per use, how it stands today, and a form for another."""

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
from certificates.forms.labels import LabelForm
from certificates.models import Certificate, Standing
from certificates.services import labels
from certificates.services.acts import ActRefused, may_edit
from certificates.views.holder.access import holders_only, own_certificate, require_editor


@require_http_methods(["GET", "HEAD", "POST"])
@holders_only
def holder_labels(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """All artwork of one certificate; POST submits another."""
    certificate = own_certificate(request, public_id)
    if request.method != "POST":
        return _page(request, certificate, LabelForm())
    require_editor(request, certificate)
    form = LabelForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, certificate, form, status=422)
    try:
        labels.submit(certificate.pk, **form.cleaned_data, by=request.user, at=timezone.now())
    except UploadRefused as refused:
        form.add_error("file", str(refused))
        return _page(request, certificate, form, status=422)
    except (ActRefused, TransitionRefused) as refused:
        form.add_error(None, [str(sentence) for sentence in refused.sentences])
        return _page(request, certificate, form, status=409)
    messages.success(request, _("The artwork is submitted. Use it only after TGO has approved it."))
    return redirect("certificates:holder_labels", public_id)


def _page(request: SignedInRequest, certificate: Certificate, form: LabelForm, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    standing = certificate.standing(today)
    rows = certificate.label_artworks.select_related("answer", "document", "sent_by").order_by("-sent_at")
    context: dict[str, Any] = {
        "certificate": certificate,
        "printed": certificate.printed,
        "rows": [(row, row.state(standing)) for row in rows],
        "mark": labels.mark_kind(certificate),
        "sentence": labels.sentence_beside(certificate, today),
        "form": form,
        "is_in_force": standing == Standing.ACTIVE,
        "may_submit": standing == Standing.ACTIVE and may_edit(request.user, certificate),
    }
    return render(request, "certificates/holder/labels.html", context, status=status)
