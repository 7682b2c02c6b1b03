"""Settings of the criteria's edition in force on a day."""

from datetime import date
from typing import Any

from cecfp_portal import practice

# Shares that carry one name here and in the engine.
_SHARES = (
    "process_balance_tolerance_share",
    "cut_off_sum_share",
    "cut_off_line_share",
    "main_material_mass_share",
    "stock_tolerance_share",
    "stock_invalid_share",
)


def edition_settings(on: date) -> dict[str, Any]:
    """Return what the criteria leave open, as the engine reads it."""
    named = {key: str(practice.value(key, on=on)) for key in _SHARES}
    return {"mass_tolerance_share": str(practice.value("mass_sum_tolerance_share", on=on)), **named}
