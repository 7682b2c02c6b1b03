"""The two-person revocation: one officer proposes, the holder answers, another confirms; either withdraws."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cecfp_portal.accounts.access import SignedInRequest
from certificates.forms.revocation import AnswerForm, ProposalForm
from certificates.models import Certificate
from certificates.services import revocation
from certificates.views.officer.access import carry_out, officers_only


@require_POST
@officers_only
def propose_revocation(request: SignedInRequest, code: str) -> HttpResponse:
    """Propose to revoke, with facts, clause and the public reason."""
    form = ProposalForm(request.POST)

    def act(certificate: Certificate) -> str:
        revocation.propose_revocation(
            certificate.pk, grounds=form.grounds(), by=request.user, at=timezone.now(), key=form.cleaned_data["key"]
        )
        return _("The revocation is proposed, and the holder is asked to answer.")

    return carry_out(request, code, form, act, "proposal_form")


@require_POST
@officers_only
def confirm_revocation(request: SignedInRequest, code: str) -> HttpResponse:
    """Confirm the proposal of another officer: the certificate is revoked."""
    form = AnswerForm(request.POST)

    def act(certificate: Certificate) -> str:
        has_read = form.cleaned_data["has_read_answer"]
        revocation.confirm_revocation(
            certificate.pk, **_answer(form), has_read_answer=has_read, by=request.user, at=timezone.now()
        )
        return _("The certificate is revoked. The public register shows it from now on.")

    return carry_out(request, code, form, act, "answer_form")


@require_POST
@officers_only
def withdraw_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    """Withdraw the proposal: the certificate stands as before."""
    form = AnswerForm(request.POST)

    def act(certificate: Certificate) -> str:
        revocation.withdraw_proposal(certificate.pk, **_answer(form), by=request.user, at=timezone.now())
        return _("The proposal is withdrawn.")

    return carry_out(request, code, form, act, "answer_form")


def _answer(form: AnswerForm) -> dict[str, Any]:
    return {"revocation_id": form.cleaned_data["revocation"], "key": form.cleaned_data["key"]}
