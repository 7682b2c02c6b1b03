"""TGO's pages: all certificates, what is being issued, and the two-person revocation."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications.models import Issuance
from applications.services import approval
from applications.transitions import TransitionRefused
from cecfp_portal import audit, outbox
from cecfp_portal.accounts.access import SignedInRequest, audience
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind
from certificates import queries
from certificates.forms.public import SearchForm
from certificates.forms.revocation import AnswerForm, ProposalForm
from certificates.models import Certificate
from certificates.numbering import is_code
from certificates.services import revocation
from certificates.services.acts import ENDED, ActRefused

PAGE_LENGTH = 50
officers_only = audience(OrganisationKind.AUTHORITY, *AUTHORITY_RIGHTS)


@require_safe
@officers_only
def certificate_list(request: SignedInRequest) -> HttpResponse:
    """Every certificate with its standing, and above them what is still being issued."""
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.register(query) & Certificate.objects.visible_to(request.user)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "form": form,
        "query": query,
        "page_obj": page,
        "rows": [(certificate, certificate.printed, certificate.standing(today)) for certificate in page],
        "issuances": [(row, outbox.state(row)) for row in queries.being_issued()],
    }
    return render(request, "certificates/officer/list.html", context)


@require_safe
@officers_only
def certificate_detail(request: SignedInRequest, code: str) -> HttpResponse:
    """One certificate: what is printed, its history, and what may be done to it."""
    return _detail(request, _certificate(request, code))


@require_POST
@officers_only
def propose_revocation(request: SignedInRequest, code: str) -> HttpResponse:
    """Propose to revoke, with the public reason."""
    form = ProposalForm(request.POST)

    def act(certificate: Certificate) -> str:
        revocation.propose_revocation(certificate.pk, **form.cleaned_data, by=request.user, at=timezone.now())
        return _("The revocation is proposed. Another officer has to confirm it.")

    return _carry_out(request, code, form, act, "proposal_form")


@require_POST
@officers_only
def confirm_revocation(request: SignedInRequest, code: str) -> HttpResponse:
    """Confirm the proposal of another officer: the certificate is revoked."""
    form = AnswerForm(request.POST)

    def act(certificate: Certificate) -> str:
        revocation.confirm_revocation(certificate.pk, **_answer(form), by=request.user, at=timezone.now())
        return _("The certificate is revoked. The public register shows it from now on.")

    return _carry_out(request, code, form, act, "answer_form")


@require_POST
@officers_only
def withdraw_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    """Withdraw the proposal: the certificate stands as before."""
    form = AnswerForm(request.POST)

    def act(certificate: Certificate) -> str:
        revocation.withdraw_proposal(certificate.pk, **_answer(form), by=request.user, at=timezone.now())
        return _("The proposal is withdrawn.")

    return _carry_out(request, code, form, act, "answer_form")


@require_POST
@officers_only
def retry_issuing(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Give an issuance that was given up another set of attempts."""
    issuance = get_object_or_404(Issuance, public_id=public_id)
    if approval.retry_issuing(issuance.application_id, by=request.user, at=timezone.now()):
        messages.success(request, _("Issuing has been started again."))
    else:
        messages.info(request, _("This certificate is already being issued."))
    return redirect("certificates:officer_list")


def _answer(form: AnswerForm) -> dict[str, Any]:
    return {"revocation_id": form.cleaned_data["revocation"], "key": form.cleaned_data["key"]}


def _certificate(request: SignedInRequest, code: str) -> Certificate:
    if not is_code(code):
        raise Http404
    visible = Certificate.objects.visible_to(request.user)
    return get_object_or_404(visible.with_events().select_related("application"), code=code)


def _carry_out(
    request: SignedInRequest,
    code: str,
    form: ProposalForm | AnswerForm,
    act: Callable[[Certificate], str],
    form_name: str,
) -> HttpResponse:
    certificate = _certificate(request, code)
    if not form.is_valid():
        return _detail(request, certificate, status=422, **{form_name: form})
    try:
        sentence = act(certificate)
    except (ActRefused, TransitionRefused) as refused:
        for reason in refused.sentences:
            form.add_error(None, str(reason))
        return _detail(request, certificate, status=409, **{form_name: form})
    messages.success(request, sentence)
    return redirect("certificates:officer_detail", certificate.code)


def _detail(request: SignedInRequest, certificate: Certificate, *, status: int = 200, **forms: Any) -> HttpResponse:
    open_proposal = next((row for row in certificate.revocations.all() if row.is_proposal), None)
    standing = certificate.standing(timezone.localdate())
    context = {
        "certificate": certificate,
        "printed": certificate.printed,
        "standing": standing,
        "open_proposal": open_proposal,
        "is_own_proposal": open_proposal is not None and open_proposal.proposed_by_id == request.user.pk,
        "may_propose": open_proposal is None and standing not in ENDED,
        "proposal_form": ProposalForm(),
        "answer_form": AnswerForm(initial={"revocation": open_proposal.pk if open_proposal else None}),
        "events": audit.events_for(certificate),
    }
    return render(request, "certificates/officer/detail.html", context | forms, status=status)
