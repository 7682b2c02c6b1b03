"""The yearly question about share and output on the holder's page."""

from typing import Any

from certificates.models import MAY_BE_CONFIRMED, ConfirmationState
from certificates.views.confirmations import years_of
from certificates.views.page import Opened


def confirmation(opened: Opened) -> dict[str, Any] | None:
    """Show how the latest questions stand and the way to answer; nothing where none was asked."""
    years = years_of(opened.certificate, opened.standing, opened.on)
    if not years:
        return None
    return {
        "open": [(row, state == ConfirmationState.OVERDUE) for row, state in years if state in MAY_BE_CONFIRMED],
        "latest": years[-1],
    }
