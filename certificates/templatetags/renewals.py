"""What pages of the desk tell of certificates: which are about to expire, and which a case is to take the place of."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone

from applications.guards import GUARDS
from applications.models import Application
from applications.statuses import CLOSED
from cecfp_portal.accounts.access import has_right
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind
from certificates.models import Certificate
from certificates.notices import reminders
from certificates.terms import former_certificate

register = template.Library()


@register.inclusion_tag("certificates/holder/reminders.html", takes_context=True)
def renewal_reminders(context: dict[str, Any]) -> dict[str, Any]:
    """Show the certificates that are to be renewed soon; nothing where there is none."""
    held = Certificate.objects.visible_to(context["request"].user)
    return {"reminders": reminders(held, on=timezone.localdate())}


@register.inclusion_tag("certificates/filing_kind.html", takes_context=True)
def filing_kind(context: dict[str, Any], application: Application, is_on_changes: bool = False) -> dict[str, Any]:
    """Tell that a case is a renewal or variation, of which certificate, how that stands, and what differs."""
    former = former_certificate(application)
    if former is None:
        return {"is_successor": False}
    now = timezone.now()
    is_open = application.status not in CLOSED
    return {
        "is_successor": True,
        "application": application,
        "is_on_changes": is_on_changes,
        "kind": application.get_filing_kind_display(),
        "number": former.number,
        "standing": former.standing(timezone.localdate(now)),
        "valid_until": former.valid_until,
        "certificate_url": _page_of(former, context["request"].user),
        "hindrance": GUARDS["predecessor_stands"](application, None, now) if is_open else None,
    }


def _page_of(certificate: Certificate, user: Any) -> str:
    """Return the certificate's page for the person: TGO's, the holder's, else the public's."""
    if has_right(user, OrganisationKind.AUTHORITY, *AUTHORITY_RIGHTS):
        return reverse("certificates:officer_detail", args=[certificate.code])
    if Certificate.objects.visible_to(user).filter(pk=certificate.pk).exists():
        return reverse("certificates:holder_detail", args=[certificate.application.public_id])
    return reverse("certificates:standing", args=[certificate.code])
