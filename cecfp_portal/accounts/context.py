"""What every template knows of the site and of the person looking at it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cecfp_portal.accounts.access import memberships
from cecfp_portal.accounts.models import Membership
from cecfp_portal.accounts.roles import OrganisationKind


def site(request: HttpRequest) -> dict[str, Any]:
    """Return `portal`: demo or not, the portal's address, the person's memberships; queries run only when used.

    The name is not `site`, because allauth's views put another `site` into their pages.
    """
    known: dict[str, Any] = {
        "demo": settings.DEMO,
        "url": settings.SITE_URL,
        "memberships": SimpleLazyObject(lambda: list(memberships(request.user))),
    }
    if settings.DEMO:
        known |= {"demo_logins": SimpleLazyObject(_demo_logins), "demo_password": settings.DEMO_PASSWORD}
    return {"portal": known}


def _demo_logins() -> list[dict[str, str]]:
    """Return the people of the example organisations, who all have the demo's password; applicants first."""
    examples = Membership.objects.filter(ended_at=None, organisation__is_example=True, user__is_active=True)
    held = list(examples.select_related("organisation", "user").order_by("pk"))
    held.sort(key=lambda membership: OrganisationKind.values.index(membership.organisation.kind))
    return [
        {"label": f"{membership.get_right_display()} · {membership.organisation}", "email": membership.user.email}
        for membership in held
    ]
