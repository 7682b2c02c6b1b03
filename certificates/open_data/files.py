"""The files of the open data, written row by row: however many certificates there are, few are in memory."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from certificates.credentials import LINKED_DATA, Entry, context, entry_of, product_node
from certificates.models import Certificate
from certificates.open_data.dictionary import COLUMNS, Value, record_of
from certificates.open_data.state import FORM, State
from certificates.wording import LABELS, Words

TITLE = Words(
    "ข้อมูลเปิดของทะเบียนใบรับรองเครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียน",
    "Open data of the register of certificates for the CE-CFP mark",
)
BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_ONCE = 500
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class FileFormat:
    """One format of the open data."""

    name: str
    media_type: str
    write: Callable[[State], Iterator[str]]

    @property
    def url(self) -> str:
        """Where the file is found, permanently."""
        return f"{settings.SITE_URL}/open-data/certificates.{self.name}"


def entries(state: State) -> Iterator[list[Entry]]:
    """Yield the certificates of a state in the order of issue, some hundreds at a time.

    Each part is a short query of its own, so that a slow reader keeps no transaction open in the database.
    """
    last = 0
    while True:
        following = Certificate.objects.filter(pk__gt=last, pk__lte=state.last_id).order_by("pk")
        part = list(following.with_events()[:ROWS_AT_ONCE])
        if not part:
            return
        yield [entry_of(certificate, at=state.at) for certificate in part]
        last = part[-1].pk


def csv_file(state: State) -> Iterator[str]:
    """Yield the table with its heading; the byte order mark makes Excel read Thai."""
    yield BYTE_ORDER_MARK + _csv_lines([[column.name for column in COLUMNS]])
    for part in entries(state):
        yield _csv_lines([[cell(value) for value in record_of(entry).values()] for entry in part])


def _csv_lines(rows: list[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def cell(value: Value) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula.

    >>> cell("=1+1"), cell("-0.5"), cell("-ขวด"), cell(True), cell(None)
    ("'=1+1", '-0.5', "'-ขวด", 'true', '')
    """
    text = spelled(value)
    if isinstance(value, str) and _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def spelled(value: Value) -> str:
    """Return a value as text: moments in Thai time, truth as true or false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def json_file(state: State) -> Iterator[str]:
    """Yield one object; `count` comes last, so that whoever has it has everything."""
    yield from _object_with_rows(
        {
            "schema": FORM,
            "title": {"th": TITLE.th, "en": TITLE.en},
            "publisher": {"th": LABELS["issuer"].th, "en": LABELS["issuer"].en},
            "licence": {"th": state.licence.th, "en": state.licence.en, "url": state.licence.url or None},
            "dictionary": f"{settings.SITE_URL}/open-data/",
            "checked_at": spelled(state.at),
        },
        "certificates",
        (
            {name: _plain(value) for name, value in record_of(entry).items()}
            for part in entries(state)
            for entry in part
        ),
        ends_with_count=True,
    )


def _plain(value: Value) -> str | bool | None:
    return value if value is None or isinstance(value, bool) else spelled(value)


def json_ld_file(state: State) -> Iterator[str]:
    """Yield a graph: the data set itself, then each product with its certification."""
    dataset: dict[str, Any] = {
        "@id": f"{settings.SITE_URL}/open-data/",
        "@type": "Dataset",
        "name": [{"@language": "th", "@value": TITLE.th}, {"@language": "en", "@value": TITLE.en}],
        "creator": {"@type": "GovernmentOrganization", "name": LABELS["issuer"].en},
        "dateModified": spelled(state.at),
        "license": state.licence.url or state.licence.en,
    }

    def nodes() -> Iterator[dict[str, Any]]:
        yield dataset
        for part in entries(state):
            yield from map(product_node, part)

    yield from _object_with_rows({"@context": context()}, "@graph", nodes())


def _object_with_rows(
    head: dict[str, Any], name: str, rows: Iterator[dict[str, Any]], *, ends_with_count: bool = False
) -> Iterator[str]:
    yield f"{_compact(head)[:-1]},{_compact(name)}:["
    count = 0
    for row in rows:
        yield f"{',' if count else ''}\n{_compact(row)}"
        count += 1
    yield f'\n],"count":{count}}}\n' if ends_with_count else "\n]}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


FORMATS: dict[str, FileFormat] = {
    file_format.name: file_format
    for file_format in (
        FileFormat("csv", "text/csv; charset=utf-8", csv_file),
        FileFormat("json", "application/json", json_file),
        FileFormat("jsonld", LINKED_DATA, json_ld_file),
    )
}
