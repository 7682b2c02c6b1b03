"""Notices of change and label artwork on the holder's page: how many, how they stand, and the way to each."""

from typing import Any

from applications.services.renewal import successor_of
from certificates.models import ChangeEffect, LabelState, Standing
from certificates.services.acts import ENDED
from certificates.views.page import Opened


def notices(opened: Opened) -> dict[str, Any] | None:
    """Show what waits, and what has to be verified again and by when, until an application in its place is filed.

    Nothing on a certificate that ended without any notice.
    """
    rows = list(opened.certificate.change_notices.select_related("ruling").order_by("-sent_at"))
    if not rows and opened.standing in ENDED:
        return None
    ruled = [row.ruling for row in rows if hasattr(row, "ruling")]
    successor = successor_of(opened.certificate.application)
    is_settled = opened.standing in ENDED or (successor is not None and successor.filed_at is not None)
    return {
        "count": len(rows),
        "waiting": len(rows) - len(ruled),
        "to_verify": [
            (ruling, ruling.is_overdue(opened.on))
            for ruling in ruled
            if ruling.effect == ChangeEffect.REVERIFICATION and not is_settled
        ],
        "may_send": opened.standing not in ENDED,
    }


def labels(opened: Opened) -> dict[str, Any] | None:
    """Show each artwork with how it stands; nothing on a certificate out of force without any."""
    rows = list(opened.certificate.label_artworks.select_related("answer").order_by("-sent_at"))
    if not rows and opened.standing != Standing.ACTIVE:
        return None
    states = [(row, row.state(opened.standing)) for row in rows]
    return {"rows": states[:5], "count": len(states), "approved": LabelState.APPROVED}
