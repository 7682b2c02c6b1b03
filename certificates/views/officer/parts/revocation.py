"""Proposing to revoke, and the open proposal that another officer answers."""

from typing import Any

from certificates.forms.revocation import AnswerForm, ProposalForm
from certificates.models import Revocation
from certificates.services.acts import ENDED
from certificates.views.page import Opened


def proposal(opened: Opened) -> dict[str, Any] | None:
    """Show the open proposal with the buttons to confirm or withdraw it."""
    row = _open_proposal(opened)
    if row is None:
        return None
    return {
        "proposal": row,
        "is_own": row.proposed_by_id == opened.user.pk,
        "is_heard": row.is_heard(opened.at),
        # A refused form is told about and never sent again: what it says of the page may be out of date.
        "refused": opened.typed.get("answer_form"),
        "form": AnswerForm(initial={"revocation": row.pk, "has_read_answer": row.answered_at is not None}),
    }


def propose(opened: Opened) -> dict[str, Any] | None:
    """Offer to propose a revocation of a certificate that has not ended."""
    if _open_proposal(opened) is not None or opened.standing in ENDED:
        return None
    return {"form": opened.typed.get("proposal_form") or ProposalForm()}


def past(opened: Opened) -> dict[str, Any] | None:
    """Show the revocations that were confirmed or withdrawn, with the holder's answer, and the lifted suspensions."""
    rows = [row for row in opened.certificate.revocations.all() if not row.is_proposal]
    lifted = [row for row in opened.certificate.suspensions.all() if row.lifted_at is not None]
    return {"rows": rows, "lifted": lifted} if rows or lifted else None


def _open_proposal(opened: Opened) -> Revocation | None:
    return next((row for row in opened.certificate.revocations.all() if row.is_proposal), None)
