"""The bodies announced for type 4.2, as they stand when a case is judged."""

from typing import Any

from django.utils import timezone

from applications.choices import Route
from applications.models import Application, BodyListing, Revision


def recognised_bodies(revision: Revision) -> dict[str, Any]:
    """Return the part of the context that clause 4.2 is judged by; nothing for a case of type 4.1.

    Example listings serve example cases alone.
    """
    if revision.case["judged"].get("route") != Route.CIRCULAR_ACTIVITY:
        return {}
    application = revision.application
    listings = BodyListing.objects.select_related("body", "category")
    if not application.is_example:
        listings = listings.filter(body__is_example=False)
    return {
        "recognised_bodies": {
            "filed_on": _filed_on(application),
            "listings": [
                {
                    "body": row.body.code,
                    "activity": row.activity,
                    "category": row.category.code,
                    "listed_from": row.listed_from.isoformat(),
                    "listed_to": row.listed_to.isoformat() if row.listed_to else None,
                    "announcement": row.announcement,
                }
                for row in listings
            ],
        }
    }


def _filed_on(application: Application) -> str | None:
    return timezone.localdate(application.filed_at).isoformat() if application.filed_at else None
