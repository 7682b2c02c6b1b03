"""The register of bodies announced for type 4.2, as it is frozen in the context of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Listing:
    """One line of an announcement: a body, an activity, a product group and the days it holds, both included."""

    body: str
    activity: str
    category: str
    listed_from: date
    listed_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.listed_from <= day and (self.listed_to is None or day <= self.listed_to)


@dataclass(frozen=True)
class RecognisedBodies:
    """The listings, and the day of filing on which the certificate has to be valid."""

    filed_on: date | None
    listings: tuple[Listing, ...]


def recognised_bodies(given: Any) -> RecognisedBodies | None:
    """Read the part ``recognised_bodies`` of a context; a run that carries none leaves the question to a person.

    Raises:
        ValueError: the part is malformed, which is a fault of the caller, never of the applicant.
    """
    if given is None:
        return None
    if not isinstance(given, Mapping) or not isinstance(given.get("listings"), list):
        raise ValueError("context.recognised_bodies needs listings")
    return RecognisedBodies(_day(given.get("filed_on")), tuple(_listing(row) for row in given["listings"]))


def _day(typed: Any) -> date | None:
    if typed is None:
        return None
    if not isinstance(typed, str):
        raise ValueError("a day of context.recognised_bodies is not YYYY-MM-DD")
    return date.fromisoformat(typed)


def _listing(row: Any) -> Listing:
    if not isinstance(row, Mapping):
        raise ValueError("a listing of context.recognised_bodies is an object")
    texts = [row.get(key) for key in ("body", "activity", "category")]
    listed_from = _day(row.get("listed_from"))
    if listed_from is None or not all(isinstance(text, str) and text for text in texts):
        raise ValueError("a listing of context.recognised_bodies needs body, activity, category and listed_from")
    body, activity, category = (str(text) for text in texts)
    return Listing(body, activity, category, listed_from, _day(row.get("listed_to")))
