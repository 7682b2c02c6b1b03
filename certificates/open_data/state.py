"""The state of the register the open data are made from: up to which certificate, and a tag that changes with it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Max, Model
from django.utils import timezone

from cecfp_portal import practice
from certificates.models import Certificate, Ending, Revocation, Suspension
from certificates.open_data.dictionary import COLUMNS

FORM = "cecfp-open-data/1"
LICENCE_MATTER = "open_data_licence"
_EVENTS = (Revocation, Suspension, Ending)


@dataclass(frozen=True)
class Licence:
    """On which terms the data may be used; TGO's decision."""

    th: str
    en: str
    url: str


@dataclass(frozen=True)
class State:
    """What a file of open data shows: certificates up to `last_id` as they stand at `at`."""

    at: datetime
    last_id: int
    licence: Licence
    fingerprint: str

    def tag(self, format_name: str) -> str:
        """Return the ETag of one format: weak, as the time of reading is written in the file."""
        return f'W/"{self.fingerprint}-{format_name}"'


def licence(*, on: date) -> Licence:
    """Return the terms in force on a day."""
    return Licence(*practice.value(LICENCE_MATTER, on=on))


def state_now(*, at: datetime) -> State:
    """Return the state at a moment. Certificates never change; events and the day are what standings come from."""
    on = timezone.localdate(at)
    last_id = Certificate.objects.aggregate(last=Max("pk"))["last"] or 0
    terms = licence(on=on)
    seen = [FORM, on.isoformat(), str(last_id), repr(terms), *(column.name for column in COLUMNS), *map(_rows, _EVENTS)]
    fingerprint = hashlib.sha256("\n".join(seen).encode()).hexdigest()[:32]
    return State(at, last_id, terms, fingerprint)


def _rows(event: type[Model]) -> str:
    """Return a hash of every row of a table, whatever its columns; there are far fewer events than certificates."""
    table = event._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5(string_agg(md5(event::text), '' ORDER BY id)) FROM {table} AS event")  # noqa: S608
        return str(cursor.fetchone()[0])
