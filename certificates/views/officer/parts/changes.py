"""What holder and TGO wrote to each other about the certificate, and asking for a new verification."""

from typing import Any

from certificates.forms.changes import VerificationForm
from certificates.services.acts import ENDED
from certificates.services.changes import default_reverify_by
from certificates.views.page import Opened


def correspondence(opened: Opened) -> dict[str, Any] | None:
    """Show notices of change and label artwork, where there are any."""
    notices = list(opened.certificate.change_notices.select_related("ruling").order_by("-sent_at"))
    artworks = list(opened.certificate.label_artworks.select_related("answer").order_by("-sent_at"))
    if not notices and not artworks:
        return None
    return {"notices": notices, "artworks": [(row, row.state(opened.standing)) for row in artworks]}


def verification(opened: Opened) -> dict[str, Any] | None:
    """Offer to ask the holder of a certificate that has not ended for a new verification."""
    if opened.standing in ENDED:
        return None
    initial = {"reverify_by": default_reverify_by(opened.on)}
    return {"form": opened.typed.get("verification_form") or VerificationForm(initial=initial)}
