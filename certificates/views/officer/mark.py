"""TGO's page on the official artwork of the mark."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.validators import UploadRefused
from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.mark import MarkForm
from certificates.models import MarkKind, OfficialMark
from certificates.services import marks
from certificates.services.acts import ActRefused
from certificates.views.officer.access import officers_only


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def official_mark(request: SignedInRequest) -> HttpResponse:
    """What is printed in the frame now and what was before; approvers put another artwork in force."""
    if request.method != "POST":
        return _page(request, MarkForm(initial={"in_force_from": timezone.localdate()}))
    form = MarkForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = dict(form.cleaned_data)
    del given["is_empty_frame"]
    try:
        marks.put_in_force(given.pop("file"), **given, by=request.user, at=timezone.now())
    except (ActRefused, UploadRefused) as refused:
        for sentence in getattr(refused, "sentences", [str(refused)]):
            form.add_error(None, str(sentence))
        return _page(request, form, status=409)
    messages.success(request, _("The mark is on record. It is printed from the day you gave."))
    return redirect("certificates:official_mark")


@require_safe
@officers_only
def mark_picture(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The picture of one artwork, as the portal wrote it."""
    mark = get_object_or_404(OfficialMark.objects.exclude(sha256=""), public_id=public_id)
    return HttpResponse(bytes(mark.image), content_type="image/png")


def _page(request: SignedInRequest, form: MarkForm, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    current = [(kind, OfficialMark.objects.in_force(kind.value, today)) for kind in MarkKind]
    context: dict[str, Any] = {
        "current": current,
        "history": OfficialMark.objects.select_related("added_by").defer("image"),
        "form": form if marks.may_put_in_force(request.user) else None,
    }
    return render(request, "certificates/officer/mark.html", context, status=status)
