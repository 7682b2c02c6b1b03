"""Editions of the CFP guideline with their dates, for the question which was the latest on the day of filing."""

from typing import Any

from applications.surroundings.factor_sets import day
from calculations.models import GuidelineEdition


def guidelines() -> dict[str, Any] | None:
    """Return the editions there are; None where none is kept, and the setting decides."""
    editions = [
        {
            "id": edition.code,
            "in_force_from": day(edition.in_force_from),
            "in_force_to": day(edition.in_force_to),
            "accepted_until": day(edition.accepted_until),
        }
        for edition in GuidelineEdition.objects.order_by("in_force_from", "code")
    ]
    return {"editions": editions} if editions else None
