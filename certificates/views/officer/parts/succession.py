"""What came before a certificate and what is to come after it, as TGO sees it."""

from typing import Any

from applications.services.renewal import successor_of
from certificates.views.page import Opened
from certificates.views.succession import succession_of


def succession(opened: Opened) -> dict[str, Any] | None:
    """Show predecessor, successor, or the case that is to lead to one; nothing where there is none of them."""
    found = succession_of(opened.certificate, successor_of(opened.certificate.application))
    return found if any(found[name] for name in ("former", "next", "successor")) else None
