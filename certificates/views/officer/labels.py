"""TGO's queue of label artwork, and the answer to each."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.transitions import TransitionRefused
from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.labels import LabelAnswerForm
from certificates.models import Certificate, LabelArtwork, Standing
from certificates.services import labels
from certificates.services.acts import ActRefused
from certificates.views.officer.access import officers_only
from certificates.views.officer.desk import desk_tabs

PAGE_LENGTH = 25


@require_safe
@officers_only
def officer_labels(request: SignedInRequest) -> HttpResponse:
    """What waits, the oldest first, then what was answered, the latest first."""
    found = LabelArtwork.objects.visible_to(request.user).select_related("answer", "document")
    page = Paginator(
        found.order_by(F("answer__answered_at").desc(nulls_first=True), "sent_at", "pk"), PAGE_LENGTH
    ).get_page(request.GET.get("page"))
    today, certificates = timezone.localdate(), _certificates(list(page))
    rows = [(row, certificates[row.certificate_id]) for row in page]
    context = {
        "tabs": desk_tabs(request, "officer_labels"),
        "page_obj": page,
        "rows": [(row, of.printed, of, row.state(of.standing(today))) for row, of in rows],
    }
    return render(request, "certificates/officer/labels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def officer_label(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One artwork; POST approves or returns it."""
    artwork = get_object_or_404(
        LabelArtwork.objects.visible_to(request.user).select_related(
            "certificate__application__applicant", "answer", "document"
        ),
        public_id=public_id,
    )
    if request.method != "POST":
        return _page(request, artwork, LabelAnswerForm())
    form = LabelAnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, artwork, form, status=422)
    typed = form.cleaned_data
    try:
        labels.answer(
            artwork.pk,
            is_approved=form.is_approved,
            reason=typed["reason"],
            by=request.user,
            at=timezone.now(),
            key=typed["key"],
        )
    except (ActRefused, TransitionRefused) as refused:
        form.add_error(None, [str(sentence) for sentence in refused.sentences])
        return _page(request, artwork, form, status=409)
    said = _("The artwork is approved and the holder is told.") if form.is_approved else _("The artwork is returned.")
    messages.success(request, said)
    return redirect("certificates:officer_label", public_id)


def _certificates(rows: list[LabelArtwork]) -> dict[int, Certificate]:
    keys = [row.certificate_id for row in rows]
    found = Certificate.objects.with_events().select_related("application__applicant").filter(pk__in=keys)
    return {certificate.pk: certificate for certificate in found}


def _page(request: SignedInRequest, artwork: LabelArtwork, form: LabelAnswerForm, *, status: int = 200) -> HttpResponse:
    certificate, today = artwork.certificate, timezone.localdate()
    standing = certificate.standing(today)
    context = {
        "artwork": artwork,
        "certificate": certificate,
        "printed": certificate.printed,
        "standing": standing,
        "state": artwork.state(standing),
        "sentence": labels.sentence_beside(certificate, today),
        "answer": getattr(artwork, "answer", None),
        "is_in_force": standing == Standing.ACTIVE,
        "form": form,
    }
    return render(request, "certificates/officer/label.html", context, status=status)
