"""Reviews after a withdrawal: what was asked, a form per kind of item, and the certificates that would change."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cecfp_portal import outbox
from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.reviews import ReviewForm
from certificates.models import IN_USE, ReviewedCertificate, ReviewEffect, WithdrawalReview, WithdrawnKind
from certificates.reviewing.comparison import loses_share
from certificates.services import reviews
from certificates.views.officer.access import officers_only
from certificates.views.officer.desk import desk_tabs

PAGE_LENGTH = 50
# The gravest first, as the choices are written.
_GRAVITY = Case(*(When(effect=effect, then=Value(place)) for place, effect in enumerate(ReviewEffect.values)))
_EVENTS = ("certificate__suspensions", "certificate__revocations", "certificate__endings__successor")
CHANGING = (ReviewEffect.OUTCOME, ReviewEffect.STATEMENT, ReviewEffect.FIGURES, ReviewEffect.FAILED)

# Without recycled material there is no virgin twin: "incomplete" would say less than that none remains.
COMPARISON = "5.3"


@require_safe
@officers_only
def officer_reviews(request: SignedInRequest) -> HttpResponse:
    """What was asked, the latest first, and the kinds that can be asked about."""
    page = Paginator(WithdrawalReview.objects.select_related("asked_by"), PAGE_LENGTH).get_page(request.GET.get("page"))
    counted = ReviewedCertificate.objects.filter(review__in=list(page), effect__in=CHANGING).order_by()
    changing = dict(counted.values_list("review").annotate(Count("pk")))
    context = {
        "tabs": desk_tabs(request, "officer_reviews"),
        "kinds": WithdrawnKind.choices,
        "page_obj": page,
        "rows": [(review, outbox.state(review), changing.get(review.pk, 0)) for review in page],
    }
    return render(request, "certificates/officer/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def officer_review_new(request: SignedInRequest) -> HttpResponse:
    """The form for one kind of item; without a kind, the kinds to choose from."""
    kind = request.POST.get("kind") or request.GET.get("kind") or ""
    if kind not in WithdrawnKind.values:
        status = 422 if request.method == "POST" else 200
        return render(
            request, "certificates/officer/review_kinds.html", {"kinds": WithdrawnKind.choices}, status=status
        )
    if request.method != "POST":
        return _form_page(request, ReviewForm(kind=kind))
    form = ReviewForm(request.POST, kind=kind)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    review = reviews.ask(form.withdrawal(), by=request.user, at=timezone.now(), key=form.cleaned_data["key"])
    return redirect("certificates:officer_review", review.public_id)


@require_safe
@officers_only
def officer_review(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What one review found, or how far it is; the panel alone for a page that waits."""
    review = get_object_or_404(WithdrawalReview.objects.select_related("asked_by"), public_id=public_id)
    found = (
        review.found.select_related("certificate").prefetch_related(*_EVENTS).order_by(_GRAVITY, "certificate__number")
    )
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    counts = dict(review.found.order_by().values_list("effect").annotate(Count("pk")))
    context = {
        "review": review,
        "state": outbox.state(review),
        "page_obj": page,
        "rows": [_row(row) for row in page],
        "counts": [
            (effect, ReviewEffect(effect).label, counts[effect]) for effect in ReviewEffect.values if effect in counts
        ],
        "is_dated": review.kind in reviews.DATED,
        "is_of_statements": review.kind == WithdrawnKind.VERIFIER,
        "untouched": review.checked - sum(counts.values()),
    }
    is_panel = request.headers.get("HX-Request") == "true"
    template = "certificates/officer/review_found.html" if is_panel else "certificates/officer/review.html"
    return render(request, template, context)


@require_POST
@officers_only
def officer_review_retry(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Give a review that was given up another set of attempts; it goes on where it stopped."""
    review = get_object_or_404(WithdrawalReview, public_id=public_id)
    if outbox.retry(review, by=request.user, at=timezone.now()):
        messages.success(request, _("The review has been started again."))
    else:
        messages.info(request, _("There is nothing to retry: the review runs or is finished."))
    return redirect("certificates:officer_review", public_id)


def _form_page(request: SignedInRequest, form: ReviewForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "kind": form.kind, "kind_label": WithdrawnKind(form.kind).label}
    return render(request, "certificates/officer/review_form.html", context, status=status)


def _row(row: ReviewedCertificate) -> dict[str, Any]:
    """Return one line of the table: what it uses, and what differs before and after."""
    standing = row.certificate.standing(timezone.localdate())
    before, after = row.before.get("clauses") or {}, row.after.get("clauses") or {}
    is_without_share = loses_share(row.before, row.after)
    told = (before | after).keys() - ({COMPARISON} if is_without_share else set())
    return {
        "certificate": row.certificate,
        "printed": row.certificate.printed,
        "standing": standing,
        "effect": row.effect,
        "label": row.get_effect_display(),
        "is_changing": row.effect in CHANGING,
        "may_act": standing in IN_USE,
        "uses": row.uses,
        "is_without_share": is_without_share,
        "before": row.before,
        "after": row.after,
        "clauses": [
            (clause, before.get(clause, ""), after.get(clause, ""))
            for clause in sorted(told)
            if before.get(clause) != after.get(clause)
        ],
    }
