"""Usual masses of one product unit per category, in force on a day."""

from datetime import date
from typing import Any

from django.db.models import Q

from applications.models import MassBand


def mass_bands(on: date) -> list[dict[str, Any]]:
    """Return the band of each category as the engine reads it: of several in force the newest."""
    rows = MassBand.objects.filter(Q(in_force_to=None) | Q(in_force_to__gte=on), in_force_from__lte=on)
    newest = {row.category.code: row for row in rows.select_related("category").order_by("in_force_from")}
    return [
        {
            "category": code,
            "low_kg": f"{row.low_kg.normalize():f}",
            "high_kg": f"{row.high_kg.normalize():f}",
            "source": row.source,
            "is_example": row.is_example,
        }
        for code, row in sorted(newest.items())
    ]
