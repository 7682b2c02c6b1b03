"""Dated editions of what a case is calculated by, as a run's context carries them, and their standing on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

IN_FORCE, NOT_YET, TRANSITION, ENDED, OVER, UNDATED = "in_force", "not_yet", "transition", "ended", "over", "undated"


@dataclass(frozen=True)
class Term:
    """When an edition is in force; ``accepted_until`` is the last day of a transition period that was announced."""

    in_force_from: date | None = None
    in_force_to: date | None = None
    accepted_until: date | None = None

    def standing(self, on: date | None) -> str:
        """How the edition stands on a day; first and last day belong to it.

        >>> Term(date(2026, 1, 1), date(2026, 6, 30), date(2026, 9, 30)).standing(date(2026, 9, 30))
        'transition'
        """
        if on is None or self.in_force_from is None:
            return UNDATED
        if on < self.in_force_from:
            return NOT_YET
        if self.in_force_to is None or on <= self.in_force_to:
            return IN_FORCE
        if self.accepted_until is None:
            return ENDED
        return TRANSITION if on <= self.accepted_until else OVER


def term_from_json(given: Mapping[str, Any]) -> Term:
    return Term(_day(given, "in_force_from"), _day(given, "in_force_to"), _day(given, "accepted_until"))


def _day(given: Mapping[str, Any], key: str) -> date | None:
    text = given.get(key)
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class FactorRow:
    """A row of the pinned set, by the name under which people look it up."""

    set: str
    row: str
    name_th: str
    name_en: str

    @property
    def label(self) -> tuple[str, str]:
        place = f"{self.set} [{self.row}]" if self.row else self.set
        return f"{place} {self.name_th or self.name_en}", f"{place} {self.name_en or self.name_th}"


@dataclass(frozen=True)
class FactorSetTerm:
    """A published factor set: its scheme, GWP set and dates."""

    code: str
    scheme: str
    gwp_set: str
    term: Term


@dataclass(frozen=True)
class FactorSets:
    """The register of factor sets as far as a case touches it.

    ``pinned_rows`` leads from a factor of another set to the row of the pinned set for the same activity;
    ``None`` says that the pinned set has no such row. ``recycled_rows`` are the pinned set's rows of recycled material.
    """

    sets: Mapping[str, FactorSetTerm]
    pinned_rows: Mapping[str, FactorRow | None]
    recycled_rows: tuple[FactorRow, ...] = ()


def factor_sets_from_json(given: Mapping[str, Any]) -> FactorSets:
    return FactorSets(
        sets={
            row["code"]: FactorSetTerm(row["code"], row.get("scheme", ""), row.get("gwp_set", ""), term_from_json(row))
            for row in given.get("sets") or ()
        },
        pinned_rows={
            key: _row(row) if row is not None else None for key, row in (given.get("pinned_rows") or {}).items()
        },
        recycled_rows=tuple(_row(row) for row in given.get("recycled_rows") or ()),
    )


def _row(given: Mapping[str, Any]) -> FactorRow:
    return FactorRow(given.get("set", ""), given.get("row", ""), given.get("name_th", ""), given.get("name_en", ""))


def guidelines_from_json(given: Mapping[str, Any]) -> dict[str, Term]:
    """The editions of the CFP guideline by id, as ``{"editions": [{"id", "in_force_from", …}]}``."""
    return {row["id"]: term_from_json(row) for row in given.get("editions") or ()}
