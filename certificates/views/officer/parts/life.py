"""Standing, files and history, as TGO reads them."""

from typing import Any

from certificates.history import entries_for_officer
from certificates.views.page import Opened
from certificates.views.standing import standing_panel


def standing(opened: Opened) -> dict[str, Any]:
    return standing_panel(opened)


def files(opened: Opened) -> dict[str, Any]:
    return {"public_id": opened.certificate.application.public_id}


def history(opened: Opened) -> dict[str, Any]:
    return {"entries": entries_for_officer(opened.certificate)}
