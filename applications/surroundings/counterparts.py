"""The virgin counterparts in force on a day, from TGO's table."""

from datetime import date
from typing import Any

from calculations.counterparts import counterparts_in_force


def counterparts(on: date) -> list[dict[str, Any]]:
    """Return the rows by which a generated comparator is made, as the engine reads them."""
    return counterparts_in_force(on)
