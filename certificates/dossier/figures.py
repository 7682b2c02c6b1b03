"""The figures and outcomes of a report, each under a name a person can find in it."""

from collections.abc import Iterator, Mapping
from typing import Any

SIDES = ("product", "comparator")


def figures_of(report: Mapping[str, Any]) -> dict[str, str]:
    """Return every exact figure by its name: shares, both footprints, their stages and lines."""
    return dict(_figures(report))


def outcomes_of(report: Mapping[str, Any]) -> dict[str, str]:
    """Return the verdict of every check by its id."""
    return {str(item["id"]): str(item["outcome"]) for item in report.get("outcomes") or ()}


def _figures(report: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part in ("shares", "circular"):
        for name, value in (report.get(part) or {}).items():
            yield f"{part}.{name}", str(value["exact"] if isinstance(value, Mapping) and "exact" in value else value)
    footprints = report.get("footprints") or {}
    for side in SIDES:
        found = footprints.get(side) or {}
        yield f"{side}.total", str(found.get("exact"))
        for stage in found.get("by_stage") or ():
            yield f"{side}.stage {stage['stage']}", str(stage["exact"])
        for line in found.get("by_line") or ():
            yield f"{side}.line {line['line_id']} {line['name']}", str(line["exact"])
