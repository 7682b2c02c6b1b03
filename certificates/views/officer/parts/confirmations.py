"""What the holder confirmed each year, as TGO sees it."""

from typing import Any

from certificates.views.confirmations import years_of
from certificates.views.page import Opened


def confirmations(opened: Opened) -> dict[str, Any] | None:
    """Show each year asked about; nothing where none was."""
    years = years_of(opened.certificate, opened.standing, opened.on)
    return {"years": years} if years else None
