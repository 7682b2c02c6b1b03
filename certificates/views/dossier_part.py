"""The part of a certificate's page that leads to the dossier and tells of the last recomputation."""

from typing import Any

from cecfp_portal import outbox
from certificates.models import Dossier
from certificates.views.page import Opened


def dossier_part(opened: Opened) -> dict[str, Any] | None:
    certificate = opened.certificate
    dossier = Dossier.objects.filter(certificate=certificate).first()
    if dossier is None:
        return None
    last = certificate.recomputations.first()
    return {
        "public_id": certificate.application.public_id,
        "state": outbox.state(dossier),
        "last": last,
        "last_state": outbox.state(last) if last else "",
    }
