"""The recycled share in the report."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, fraction_text, percent_text
from calculations.engine.weighing import weigh_product


def share_json(share: Fraction) -> dict[str, str]:
    return {"exact": exact_text(share), "fraction": fraction_text(share), "percent_text": percent_text(share)}


def shares(case: Case, edition: Edition) -> dict[str, Any] | None:
    weighing = weigh_product(case, edition)
    found = weighing.shares
    if found is None or weighing.flat.problems or case.route == "4.2":
        return None
    return {
        "recycled_lower": share_json(found.lower),
        "recycled_upper": share_json(found.upper),
        "recycled_strict": share_json(found.strict),
        "min_share": share_json(edition.min_recycled_share),
        "product_mass_kg": exact_text(found.total_kg),
        "recycled_mass_lower_kg": exact_text(found.lower_kg),
        "recycled_mass_upper_kg": exact_text(found.upper_kg),
    }
