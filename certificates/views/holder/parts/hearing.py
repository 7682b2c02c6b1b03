"""The proposal to revoke, as the holder is heard on it."""

from typing import Any

from applications.permissions import is_signer
from certificates.forms.revocation import HearingForm
from certificates.views.page import Opened


def proposal(opened: Opened) -> dict[str, Any] | None:
    """Show the open proposal with its grounds, and the form to answer while there is no answer."""
    row = next((row for row in opened.certificate.revocations.all() if row.is_proposal), None)
    if row is None:
        return None
    return {
        "proposal": row,
        "is_over": row.answer_closes_at is not None and opened.at >= row.answer_closes_at,
        "may_answer": row.answered_at is None and is_signer(opened.user, opened.certificate.application),
        "form": opened.typed.get("hearing_form") or HearingForm(initial={"revocation": row.pk}),
    }
