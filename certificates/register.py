"""The public register as it is searched: by words, by standing on a day, by type, kind and year of approval."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.fields.array import ArrayContains  # type: ignore[attr-defined]
from django.db import connection
from django.db.models import Max, Min, Q
from django.db.models.functions import ExtractYear, Lower
from django.db.models.lookups import Exact

from cecfp_portal.text import search_text
from certificates.models import (
    Certificate,
    CertificateQuerySet,
    LetterPairs,
    NumberEnd,
    Standing,
    has_standing,
    standing_on,
)

# Beyond this nothing is counted or turned pages through, so that a word many hold costs little more in a register of
# a million than in one of ten thousand. Filters and words reach the rest, and the open data hold everything.
COUNTED_AT_MOST = 1_000
WORDS_AT_MOST = 12
NEWEST, OLDEST, ENDING = "newest", "oldest", "ending"
ORDERS = {
    NEWEST: ("-approved_on", "-number"),
    OLDEST: ("approved_on", "number"),
    ENDING: ("valid_until", "number"),
}
FILTERS = ("standing", "route", "kind", "year")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; what is empty is not asked for."""

    query: str = ""
    standing: str = ""
    route: str = ""
    kind: str = ""
    year: int | None = None
    order: str = NEWEST

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the words is asked for."""
        return any(getattr(self, name) for name in FILTERS)


@dataclass(frozen=True)
class Found:
    """How many certificates there are, and how many each choice of a filter would leave; None where not counted."""

    total: int
    is_more: bool
    choices: dict[str, Counter[str]] | None

    @property
    def total_text(self) -> str:
        """The total as it is written, in groups of three."""
        return f"{self.total:,}"


def holding(query: str) -> CertificateQuerySet:
    """Return the certificates with this number, or those whose number, product or holder holds every word."""
    certificates = Certificate.objects.all()
    words = list(dict.fromkeys(search_text(query).split()))[:WORDS_AT_MOST]
    if _is_like_a_number(words):
        number = " ".join(words)
        numbered = certificates.filter(has_number(number) | Q(Exact(NumberEnd("number"), number)))
        if numbered.exists():
            return numbered
    for word in words:
        certificates = certificates.filter(search_text__contains=word)
        if len(word) == 2:
            certificates = certificates.filter(ArrayContains(LetterPairs("search_text"), [word]))
    return certificates


def has_number(number: str) -> Q:
    """Return the condition of having a number, given in small letters."""
    return Q(Exact(Lower("number"), number))


def search(wanted: Wanted, *, on: date) -> CertificateQuerySet:
    """Return what is wanted in its order; `on` is the day the standing is looked at."""
    return _filtered(holding(wanted.query), wanted, on=on).order_by(*ORDERS[wanted.order])


def count(wanted: Wanted, *, on: date) -> Found:
    """Return the total and what each choice of each filter would leave, as long as the words leave few enough."""
    held = holding(wanted.query)
    cells = list(_cells(held, on=on))
    if sum(number for _values, number in cells) <= COUNTED_AT_MOST:
        choices = {name: _choices(cells, wanted, name) for name in FILTERS}
        return Found(sum(number for values, number in cells if _suits(values, wanted)), False, choices)
    total = COUNTED_AT_MOST
    if wanted.is_filtered:
        total = _filtered(held, wanted, on=on).order_by()[: COUNTED_AT_MOST + 1].count()
    return Found(min(total, COUNTED_AT_MOST), not wanted.is_filtered or total > COUNTED_AT_MOST, None)


def years() -> list[int]:
    """Return the years certificates were approved in, the newest first."""
    ends = Certificate.objects.aggregate(first=Min("approved_on"), last=Max("approved_on"))
    return list(range(ends["last"].year, ends["first"].year - 1, -1)) if ends["last"] else []


def _is_like_a_number(words: list[str]) -> bool:
    return bool(words) and "-" in words[-1] and any(sign.isdigit() for sign in words[-1])


def _filtered(certificates: CertificateQuerySet, wanted: Wanted, *, on: date) -> CertificateQuerySet:
    if wanted.route:
        certificates = certificates.filter(route=wanted.route)
    if wanted.kind:
        certificates = certificates.filter(kind=wanted.kind)
    if wanted.year:
        certificates = certificates.filter(approved_on__year=wanted.year)
    if wanted.standing:
        certificates = certificates.filter(has_standing(Standing(wanted.standing), on))
    return certificates


_Cell = tuple[dict[str, str], int]


def _cells(certificates: CertificateQuerySet, *, on: date) -> Iterator[_Cell]:
    """Yield each combination of what is filtered by with its number, over at most one more than is counted."""
    looked_at = (
        certificates.order_by()
        .annotate(standing_now=standing_on(on), year=ExtractYear("approved_on"))
        .values_list("standing_now", "route", "kind", "year")[: COUNTED_AT_MOST + 1]
    )
    sql, parameters = looked_at.query.sql_with_params()
    with connection.cursor() as cursor:
        grouped = f"SELECT found.*, count(*) FROM ({sql}) AS found GROUP BY 1, 2, 3, 4"  # noqa: S608
        cursor.execute(grouped, parameters)
        for *values, number in cursor.fetchall():
            yield dict(zip(FILTERS, map(str, values), strict=True)), number


def _suits(values: dict[str, str], wanted: Wanted) -> bool:
    return all(not getattr(wanted, name) or str(getattr(wanted, name)) == values[name] for name in FILTERS)


def _choices(cells: Iterable[_Cell], wanted: Wanted, name: str) -> Counter[str]:
    """Count by one filter's values what all the other filters leave."""
    anything: dict[str, Any] = {name: getattr(Wanted(), name)}
    others = replace(wanted, **anything)
    left: Counter[str] = Counter()
    for values, number in cells:
        if _suits(values, others):
            left[values[name]] += number
    return left
