"""TGO's queue of notices of change, and the ruling on each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.transitions import TransitionRefused
from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.changes import RulingForm, VerificationForm
from certificates.models import Certificate, ChangeNotice
from certificates.services import changes
from certificates.services.acts import ActRefused
from certificates.views.officer.access import carry_out, officers_only
from certificates.views.officer.desk import desk_tabs

PAGE_LENGTH = 25


@require_safe
@officers_only
def officer_changes(request: SignedInRequest) -> HttpResponse:
    """What waits, the oldest first, then what was ruled on, the latest first."""
    found = ChangeNotice.objects.visible_to(request.user).select_related(
        "certificate__application__applicant", "ruling"
    )
    page = Paginator(
        found.order_by(F("ruling__ruled_at").desc(nulls_first=True), "sent_at", "pk"), PAGE_LENGTH
    ).get_page(request.GET.get("page"))
    context = {
        "tabs": desk_tabs(request, "officer_changes"),
        "page_obj": page,
        "rows": [(notice, notice.certificate.printed) for notice in page],
        "today": timezone.localdate(),
    }
    return render(request, "certificates/officer/changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def officer_change(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One notice with its files; POST rules on it."""
    notice = get_object_or_404(
        ChangeNotice.objects.visible_to(request.user).select_related("certificate__application__applicant", "ruling"),
        public_id=public_id,
    )
    if request.method != "POST":
        return _page(request, notice, RulingForm(initial=_initial()))
    form = RulingForm(request.POST)
    if not form.is_valid():
        return _page(request, notice, form, status=422)
    try:
        changes.rule(notice.pk, form.ruling(), by=request.user, at=timezone.now(), key=form.cleaned_data["key"])
    except (ActRefused, TransitionRefused) as refused:
        form.add_error(None, [str(sentence) for sentence in refused.sentences])
        return _page(request, notice, form, status=409)
    messages.success(request, _("The ruling is given and the holder is told."))
    return redirect("certificates:officer_change", public_id)


@require_POST
@officers_only
def require_verification(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask the holder to have it verified again, of TGO's own accord."""
    form = VerificationForm(request.POST)

    def act(certificate: Certificate) -> str:
        changes.require_verification(certificate.pk, **form.cleaned_data, by=request.user, at=timezone.now())
        return _("The holder is asked to have it verified again.")

    return carry_out(request, code, form, act, "verification_form")


def _initial() -> dict[str, Any]:
    return {"reverify_by": changes.default_reverify_by(timezone.localdate())}


def _page(request: SignedInRequest, notice: ChangeNotice, form: RulingForm, *, status: int = 200) -> HttpResponse:
    certificate = notice.certificate
    context = {
        "notice": notice,
        "certificate": certificate,
        "printed": certificate.printed,
        "standing": certificate.standing(timezone.localdate()),
        "documents": notice.documents.all(),
        "ruling": getattr(notice, "ruling", None),
        "today": timezone.localdate(),
        "form": form,
    }
    return render(request, "certificates/officer/change.html", context, status=status)
