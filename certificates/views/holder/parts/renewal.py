"""Term, renewal and variation of a certificate, as the holder sees them."""

from typing import Any

from applications.choices import FilingKind
from applications.models import Application
from applications.services.renewal import successor_of
from cecfp_portal.accounts.roles import EDITING_RIGHTS
from certificates.forms.keyed import KeyedForm
from certificates.models import IN_USE, Standing
from certificates.notices import notice_days
from certificates.terms import hindrance
from certificates.views.page import Opened
from certificates.views.succession import succession_of


def renewal(opened: Opened) -> dict[str, Any]:
    """Show what is under way in the certificate's place, or offer what may be begun and say why what may not."""
    application = opened.certificate.application
    successor = successor_of(application)
    return {
        **succession_of(opened.certificate, successor),
        "is_due": _is_due(opened, successor),
        "days_left": (opened.certificate.valid_until - opened.on).days,
        "may_edit": opened.user.memberships.filter(
            organisation=application.applicant_id, ended_at=None, right__in=EDITING_RIGHTS
        ).exists(),
        "renew_hindrance": hindrance(opened.certificate, FilingKind.RENEWAL, on=opened.on),
        "vary_hindrance": hindrance(opened.certificate, FilingKind.VARIATION, on=opened.on),
        "renew_form": opened.typed.get("renewal") or KeyedForm(),
        "vary_form": opened.typed.get("variation") or KeyedForm(),
        "is_ended": opened.standing not in (*IN_USE, Standing.EXPIRED),
    }


def _is_due(opened: Opened, successor: Application | None) -> bool:
    """Tell whether to remind: the first notice's day has come, and no renewal was sent."""
    is_near = (opened.certificate.valid_until - opened.on).days <= max(notice_days(opened.on), default=-1)
    is_sent = successor is not None and successor.filing_kind == FilingKind.RENEWAL and successor.revisions.exists()
    return is_near and not is_sent and opened.standing in IN_USE
