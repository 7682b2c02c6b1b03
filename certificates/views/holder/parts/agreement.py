"""The accepted agreement on the use of the mark."""

from typing import Any

from certificates.models import AgreementAcceptance
from certificates.views.page import Opened


def accepted(opened: Opened) -> dict[str, Any] | None:
    """Show what was accepted, by whom and when; certificates of before the agreement have none."""
    row = AgreementAcceptance.objects.filter(application=opened.certificate.application_id).first()
    return {"acceptance": row} if row else None
