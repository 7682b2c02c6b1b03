"""A report in the few values a review compares, and what the difference between two of them is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from applications.verdicts import printed_share
from calculations.engine.outcomes import worst
from certificates.models import ReviewEffect

PRINTED = ("share", "footprint")


def told(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return overall outcome, printed share and footprint, the comparator's figure, and the outcome of each clause."""
    clauses: dict[str, list[str]] = {}
    for item in report.get("outcomes") or ():
        clauses.setdefault(str(item["clause"]), []).append(str(item["outcome"]))
    footprints = report["footprints"]
    return {
        "overall": str(report["overall"]),
        "share": printed_share(report),
        "footprint": str(footprints["product"]["text"] or ""),
        "comparator": str(footprints["comparator"]["text"] or ""),
        "clauses": {clause: worst(outcomes) for clause, outcomes in sorted(clauses.items())},
    }


def effect_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> ReviewEffect:
    """Return what changes: the outcome before the printed figures, and those before nothing."""
    if before["overall"] != after["overall"]:
        return ReviewEffect.OUTCOME
    if any(before[name] != after[name] for name in PRINTED):
        return ReviewEffect.FIGURES
    return ReviewEffect.NONE


def loses_share(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Tell whether nothing recycled or circular remains: there is then no virgin twin, and 5.3 has nothing to compare.

    >>> loses_share({"share": "20.00"}, {"share": "0.00"}), loses_share({"share": "20.00"}, {"share": ""})
    (True, False)
    """
    return all(row.get("share") for row in (before, after)) and Decimal(before["share"]) > Decimal(after["share"]) == 0
