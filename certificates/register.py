"""The public register as it is searched: by words, by standing on a day, by type, kind and year of approval."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.fields.array import ArrayContains  # type: ignore[attr-defined]
from django.db.models import Max, Min, Q, Value
from django.db.models.functions import ExtractYear, Lower, StrIndex
from django.db.models.lookups import Exact, GreaterThan

from cecfp_portal.text import search_text
from certificates.models import (
    Certificate,
    CertificateQuerySet,
    DaysFrom,
    LetterPairs,
    NumberEnd,
    Standing,
    has_standing,
    standing_on,
)

# Beyond this nothing is counted, so that what many are costs little more in a register of a million than in one of ten
# thousand; the list goes on after the last of them.
COUNTED_AT_MOST = 500
WORDS_AT_MOST = 12
NEWEST, OLDEST, ENDING = "newest", "oldest", "ending"
ORDERS: dict[str, tuple[str | DaysFrom, str]] = {
    NEWEST: ("-approved_on", "-number"),
    OLDEST: ("approved_on", "number"),
    ENDING: ("valid_until", "number"),
}
# By which day each order goes, and how what comes later compares.
_LATER = {NEWEST: ("approved_on", "lt"), OLDEST: ("approved_on", "gt"), ENDING: ("valid_until", "gt")}
# The same orders for an index that also knows when a certificate ends: nobody walks past all that is in force to the
# newest expired, nor past all expired to the oldest in force.
ORDERS_BY_TERM: dict[str, tuple[str | DaysFrom, str]] = {
    **ORDERS,
    NEWEST: (DaysFrom("approved_on", date.max), "-number"),
    OLDEST: (DaysFrom("approved_on", date.min), "number"),
}
STANDINGS_BY_TERM = (Standing.ACTIVE, Standing.EXPIRED)


class _Cell(NamedTuple):
    """What is filtered by, as one certificate has it."""

    standing: str
    route: str
    kind: str
    year: str


FILTERS = _Cell._fields


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for, and after which certificate of the order; what is empty is not asked for."""

    query: str = ""
    standing: str = ""
    route: str = ""
    kind: str = ""
    year: int | None = None
    order: str = NEWEST
    after: Certificate | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the words is asked for."""
        return any(getattr(self, name) for name in FILTERS)


@dataclass(frozen=True)
class Found:
    """The certificates in their order, how many they are, and how many each choice of a filter would leave.

    `choices` is None where there are too many to count them all, or where the first of them were left behind.
    """

    certificates: CertificateQuerySet
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
        if len(word) == 2:
            certificates = certificates.filter(_holds_pair(word))
        else:
            certificates = certificates.filter(search_text__contains=word)
    return certificates


def _holds_pair(letters: str) -> Q:
    """Return the condition of holding two letters, in which there is no trigram to look for.

    The index knows the pairs; where it is not used, a look at the words spares most of the rows their taking apart.
    """
    stands_in = GreaterThan(StrIndex("search_text", Value(letters)), 0)
    return Q(stands_in, ArrayContains(LetterPairs("search_text"), [letters]))


def has_number(number: str) -> Q:
    """Return the condition of having a number, given in small letters."""
    return Q(Exact(Lower("number"), number))


def search(wanted: Wanted, *, on: date) -> CertificateQuerySet:
    """Return what is wanted in its order; `on` is the day the standing is looked at."""
    return _wanted_of(holding(wanted.query), wanted, on=on)


def find(wanted: Wanted, *, on: date) -> Found:
    """Return what is wanted, counted as long as it is not too much."""
    held = holding(wanted.query)
    if wanted.after is None:
        keys = list(held.order_by().values_list("pk", flat=True)[: COUNTED_AT_MOST + 1])
        if len(keys) <= COUNTED_AT_MOST:
            return _of_few(keys, wanted, on=on)
    found = _wanted_of(held, wanted, on=on)
    if not (wanted.is_filtered or wanted.after):
        return Found(found, COUNTED_AT_MOST, True, None)
    # In its order, which an index follows; but what befell only a few is sooner found by the events than waited for.
    by_events = bool(wanted.standing) and wanted.standing not in STANDINGS_BY_TERM
    counted = found.order_by() if by_events else found
    keys = list(counted.values_list("pk", flat=True)[: COUNTED_AT_MOST + 1])
    if len(keys) > COUNTED_AT_MOST:
        return Found(found, COUNTED_AT_MOST, True, None)
    return Found(_known(keys, wanted.order), len(keys), False, None)


def _known(keys: list[int], order: str) -> CertificateQuerySet:
    return Certificate.objects.filter(pk__in=keys).order_by(*ORDERS[order])


def _of_few(keys: list[int], wanted: Wanted, *, on: date) -> Found:
    """Return what is wanted of these certificates, each of which is looked at."""
    told = Certificate.objects.annotate(standing_now=standing_on(on), year=ExtractYear("approved_on"))
    rows = told.filter(pk__in=keys).order_by().values_list("pk", "standing_now", "route", "kind", "year")
    cells = {pk: _Cell(*map(str, values)) for pk, *values in rows}
    suiting = [pk for pk, cell in cells.items() if _suits(cell, wanted)]
    numbers = Counter(cells.values())
    choices = {name: _choices(numbers, wanted, name) for name in FILTERS}
    return Found(_known(suiting, wanted.order), len(suiting), False, choices)


def years() -> list[int]:
    """Return the years certificates were approved in, the newest first."""
    ends = Certificate.objects.aggregate(first=Min("approved_on"), last=Max("approved_on"))
    return list(range(ends["last"].year, ends["first"].year - 1, -1)) if ends["last"] else []


def _is_like_a_number(words: list[str]) -> bool:
    return bool(words) and "-" in words[-1] and any(sign.isdigit() for sign in words[-1])


def _wanted_of(certificates: CertificateQuerySet, wanted: Wanted, *, on: date) -> CertificateQuerySet:
    orders = ORDERS
    if wanted.route:
        certificates = certificates.filter(route=wanted.route)
    if wanted.kind:
        certificates = certificates.filter(kind=wanted.kind)
    if wanted.year:
        certificates = certificates.filter(approved_on__year=wanted.year)
    if wanted.standing:
        certificates = certificates.filter(has_standing(Standing(wanted.standing), on))
    if wanted.standing in STANDINGS_BY_TERM:
        orders = ORDERS_BY_TERM
    if wanted.after:
        certificates = certificates.filter(_is_after(wanted.after, wanted.order))
    return certificates.order_by(*orders[wanted.order])


def _is_after(last: Certificate, order: str) -> Q:
    day, later = _LATER[order]
    seen = getattr(last, day)
    return Q((f"{day}__{later}e", seen)) & (Q((f"{day}__{later}", seen)) | Q((f"number__{later}", last.number)))


def _suits(cell: _Cell, wanted: Wanted) -> bool:
    return all(not getattr(wanted, name) or str(getattr(wanted, name)) == getattr(cell, name) for name in FILTERS)


def _choices(numbers: Counter[_Cell], wanted: Wanted, name: str) -> Counter[str]:
    """Count by one filter's values what all the other filters leave."""
    anything: dict[str, Any] = {name: getattr(Wanted(), name)}
    others = replace(wanted, **anything)
    left: Counter[str] = Counter()
    for cell, number in numbers.items():
        if _suits(cell, others):
            left[getattr(cell, name)] += number
    return left
