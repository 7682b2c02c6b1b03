"""The result of a recomputation in the language of the page."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from cecfp_portal.tones import OUTCOMES
from certificates.dossier.telling import KINDS, NAMES
from certificates.models import Recomputation

# What a reader looks for first, in this order.
FIGURES = ("footprint", "recycled_share_percent", "product.total", "comparator.total", "overall", "evaluation")


@dataclass(frozen=True)
class Row:
    """One thing compared, with its name in words."""

    name: str | Promise
    expected: str
    found: str
    is_same: bool


@dataclass(frozen=True)
class Total:
    """How many of one kind were compared, and how many of them differ."""

    name: str | Promise
    count: int
    differing: int


@dataclass(frozen=True)
class Recomputed:
    """What the page shows: versions, totals, the rows worth reading, every difference that is none of them."""

    engine_then: str
    engine_now: str
    totals: tuple[Total, ...]
    figures: tuple[Row, ...]
    texts: tuple[Row, ...]
    hashes: tuple[Row, ...]
    further: tuple[Row, ...]


def recomputed(row: Recomputation) -> Recomputed | None:
    """Return the result; None while there is none."""
    result = row.result
    if not result:
        return None
    found = {item["name"]: item for item in result["rows"] if item["kind"] != "hash"}
    return Recomputed(
        engine_then=result["engine_then"],
        engine_now=result["engine_now"],
        totals=tuple(
            Total(KINDS[item["kind"]], item["count"], item["count"] - item["same"]) for item in result["totals"]
        ),
        figures=tuple(_row(found[name]) for name in FIGURES if name in found),
        texts=tuple(_row(item) for name, item in found.items() if name not in FIGURES),
        hashes=tuple(_row(item) for item in result["rows"] if item["kind"] == "hash"),
        further=tuple(_row(item) for item in result["differences"] if item["name"] not in NAMES),
    )


def _row(item: dict[str, Any]) -> Row:
    expected, found = (_in_words(item["name"], item[side]) for side in ("expected", "found"))
    return Row(NAMES.get(item["name"], item["name"]), expected, found, item["is_same"])


def _in_words(name: str, value: str) -> str:
    return str(OUTCOMES[value].word) if name == "overall" and value in OUTCOMES else value
