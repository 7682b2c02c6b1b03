"""Standing, files and history, as the holder reads them."""

from typing import Any

from certificates.history import entries_for_holder
from certificates.views.page import Opened
from certificates.views.standing import standing_panel


def standing(opened: Opened) -> dict[str, Any]:
    return standing_panel(opened)


def files(opened: Opened) -> dict[str, Any]:
    """Show the file and the pages; the application's own pages are its members'."""
    application = opened.certificate.application
    is_member = opened.user.memberships.filter(organisation=application.applicant_id, ended_at=None).exists()
    return {"public_id": application.public_id, "is_member": is_member}


def history(opened: Opened) -> dict[str, Any]:
    return {"entries": entries_for_holder(opened.certificate)}
