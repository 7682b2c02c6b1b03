"""Settings of the criteria's edition in force on a day."""

from datetime import date
from typing import Any

from cecfp_portal import practice


def edition_settings(on: date) -> dict[str, Any]:
    """Return what the criteria leave open, as the engine reads it."""
    return {
        "mass_tolerance_share": str(practice.value("mass_sum_tolerance_share", on=on)),
        "stock_tolerance_share": str(practice.value("stock_tolerance_share", on=on)),
        "stock_invalid_share": str(practice.value("stock_invalid_share", on=on)),
    }
