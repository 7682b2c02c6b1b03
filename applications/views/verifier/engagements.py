"""Accepting or declining an engagement."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.forms.verification import AcceptForm, DeclineForm
from applications.models import Engagement
from applications.services import verification
from applications.transitions import TransitionRefused
from applications.views.verifier.cases import is_lead, verifiers_only
from cecfp_portal.accounts.access import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@verifiers_only
def verifier_offer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What is asked of the body; a lead verifier accepts with the declaration of independence, or declines."""
    engagement = get_object_or_404(
        Engagement.objects.visible_to(request.user).select_related("application__applicant", "organisation"),
        public_id=public_id,
    )
    if engagement.verifier_id is not None:
        return redirect("applications:verifier_case", engagement.application.public_id)
    is_declining = request.POST.get("answer") == "decline"
    posted = request.POST if request.method == "POST" else None
    accept = AcceptForm(None if is_declining else posted)
    decline = DeclineForm(posted if is_declining else None)
    chosen, refused = (decline if is_declining else accept), []
    if request.method == "POST" and chosen.is_valid():
        try:
            return _answer(request, engagement, decline if is_declining else None)
        except TransitionRefused as refusal:
            refused = refusal.sentences
    context = {
        "engagement": engagement,
        "application": engagement.application,
        "accept": accept,
        "decline": decline,
        "form": chosen,
        "refused": refused,
        "is_lead": is_lead(request, engagement.organisation_id),
    }
    status = 409 if refused else 422 if chosen.errors else 200
    return render(request, "applications/verifier/offer.html", context, status=status)


def _answer(request: SignedInRequest, engagement: Engagement, decline: DeclineForm | None) -> HttpResponse:
    at = timezone.now()
    if decline is not None:
        verification.decline(engagement.pk, reason=decline.cleaned_data["reason"], by=request.user, at=at)
        messages.success(request, _("You have declined this engagement. The applicant has been told."))
        return redirect("applications:verifier_list")
    verification.accept(engagement.pk, by=request.user, at=at)
    messages.success(request, _("You have accepted this engagement."))
    return redirect("applications:verifier_case", engagement.application.public_id)
