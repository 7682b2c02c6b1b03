"""The circular share of type 4.2 in the report."""

from __future__ import annotations

from typing import Any

from calculations.engine.case import Case
from calculations.engine.circular_share import weigh_circular
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text
from calculations.engine.report.shares import share_json


def circular(case: Case, edition: Edition) -> dict[str, Any] | None:
    """Lower and upper share and the masses behind them; ``None`` for type 4.1 and for a bill that cannot be weighed."""
    found = weigh_circular(case, edition) if case.route == "4.2" else None
    if found is None:
        return None
    return {
        "circular_lower": share_json(found.lower),
        "circular_upper": share_json(found.upper),
        "product_mass_kg": exact_text(found.total_kg),
        "recycled_mass_kg": exact_text(found.recycled_kg),
        "retained_mass_kg": exact_text(found.retained_kg),
    }
