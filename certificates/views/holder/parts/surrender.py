"""The way to give a certificate up."""

from typing import Any

from applications.permissions import is_signer
from certificates.models import IN_USE
from certificates.views.page import Opened


def offer(opened: Opened) -> dict[str, Any] | None:
    """Offer it to who signs, while there is something to give up and no revocation is proposed."""
    if opened.standing not in IN_USE:
        return None
    if not is_signer(opened.user, opened.certificate.application):
        return None
    return {"is_blocked": any(row.is_proposal for row in opened.certificate.revocations.all())}
