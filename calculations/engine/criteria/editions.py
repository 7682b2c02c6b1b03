"""The editions there are, by id, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from calculations.engine.criteria import Edition
from calculations.engine.criteria.ce_cfp_2563 import CE_CFP_2563

EDITIONS: Mapping[str, Edition] = {edition.id: edition for edition in (CE_CFP_2563,)}


def edition_on(on: date, editions: Mapping[str, Edition] = EDITIONS) -> Edition:
    """The edition a case begun on a day is judged by: the newest one in force.

    Raises:
        LookupError: no edition was in force on that day.
    """
    held = [edition for edition in editions.values() if _has_begun(edition, on) and not _has_ended(edition, on)]
    if not held:
        raise LookupError(f"no edition of the criteria in force on {on}")
    return max(held, key=lambda edition: edition.in_force_from or date.min)


def _has_begun(edition: Edition, on: date) -> bool:
    return edition.in_force_from is None or edition.in_force_from <= on


def _has_ended(edition: Edition, on: date) -> bool:
    return edition.in_force_to is not None and edition.in_force_to < on
