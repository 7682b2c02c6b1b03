"""CSV and XLSX files to rows of text, within limits that are checked before a file is unpacked."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from cecfp_portal.wording import Words

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 40 * 1024 * 1024
MAX_RATIO = 100
MAX_MEMBERS = 100
MAX_ROWS = 5000
MAX_COLUMNS = 40
MAX_CELL = 1000
_FORBIDDEN = ("vbaproject", "externallink", "embeddings", "activex", "macrosheets", "dialogsheets", "..")


class TableRefused(ValueError):
    """The file as a whole cannot be taken; the sentence says why."""

    def __init__(self, sentence: Words) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True)
class CellError:
    """What is wrong with one cell: its row as the spreadsheet numbers it, its column, and a sentence."""

    row: int
    column: str
    message: Words


@dataclass(frozen=True)
class Table:
    """The header and the rows below it as text, each with its number, and the cells that could not be read."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    errors: list[CellError]


def read_table(name: str, content: bytes) -> Table:
    """Read an uploaded table.

    Args:
        name: the file's name; its ending says what it has to be.
        content: the file.

    Raises:
        TableRefused: too large, not what its name says, with macros, links or entities, or without rows.
    """
    if len(content) > MAX_BYTES:
        raise TableRefused(_("The file is larger than 5 MB."))
    if name.lower().endswith(".csv"):
        cells = _csv_cells(content)
    elif name.lower().endswith(".xlsx"):
        cells = _workbook_cells(content)
    else:
        raise TableRefused(_("Choose a CSV or XLSX file."))
    return _table(cells)


def _table(cells: Iterator[list[Any]]) -> Table:
    errors: list[CellError] = []
    header = _texts(1, next(cells, []), errors)
    if errors or not any(header):
        raise TableRefused(_("The first row has to name the columns."))
    rows = []
    for number, row in enumerate(cells, start=2):
        if number > MAX_ROWS + 1:
            raise TableRefused(_("The file has more than 5,000 rows."))
        texts = _texts(number, row, errors)
        if any(texts):
            rows.append((number, texts))
    if not rows and not errors:
        raise TableRefused(_("The file has no rows below its header."))
    return Table(header, rows, errors)


def _texts(number: int, row: list[Any], errors: list[CellError]) -> list[str]:
    if len(row) > MAX_COLUMNS and any(getattr(cell, "value", cell) not in (None, "") for cell in row[MAX_COLUMNS:]):
        raise TableRefused(_("The file has more than 40 columns."))
    texts = []
    for index, cell in enumerate(row[:MAX_COLUMNS], start=1):
        text, message = _text(cell)
        if message:
            errors.append(CellError(number, get_column_letter(index), message))
        texts.append(text)
    return texts


def _text(cell: Any) -> tuple[str, Words]:
    """The cell as text, or what is wrong with it. A number keeps every digit the file holds."""
    value = getattr(cell, "value", cell)
    refusal = _refusal(getattr(cell, "data_type", ""), value)
    if refusal or value is None:
        return "", refusal
    if isinstance(value, int | float):
        return format(Decimal(repr(value)), "f"), ""
    return value.isoformat()[:10] if isinstance(value, date) else str(value).strip(), ""


def _refusal(data_type: str, value: Any) -> Words:
    if data_type == "f" or (isinstance(value, str) and value.startswith("=")):
        return _("Formulas are not taken: paste the value instead.")
    if data_type == "e":
        return _("The cell holds an error.")
    if isinstance(value, bool):
        return _("Yes or no is not expected here.")
    if isinstance(value, str) and len(value.strip()) > MAX_CELL:
        return _("The text is longer than 1,000 characters.")
    return ""


def _csv_cells(content: bytes) -> Iterator[list[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableRefused(_("The CSV file has to be saved as UTF-8.")) from error
    if "\0" in text:
        raise TableRefused(_("The file is not a CSV file."))
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as error:
        raise TableRefused(_("The file is not a CSV file.")) from error


def _workbook_cells(content: bytes) -> Iterator[list[Any]]:
    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS + 1)
        yield from (list(row) for row in rows)
    except TableRefused:
        raise
    except Exception as error:  # whatever a damaged workbook breaks in its parser, it is refused
        raise TableRefused(_("The file is not a workbook that can be read.")) from error


def _check_archive(content: bytes) -> None:
    """Look at the archive's directory before anything of it is unpacked, then at each part's first bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
            if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_RATIO * max(packed, 1):
                raise TableRefused(_("The workbook unpacks to more than is taken."))
            if any(member.flag_bits & 1 for member in members):
                raise TableRefused(_("The workbook is encrypted."))
            names = [member.filename.lower() for member in members]
            if any(part in name for part in _FORBIDDEN for name in names):
                raise TableRefused(_("The workbook holds macros, embedded files or links to other files."))
            for member in members:
                _check_part(archive.read(member))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, OSError, ValueError) as error:
        if isinstance(error, TableRefused):
            raise
        raise TableRefused(_("The file is not a workbook that can be read.")) from error


def _check_part(part: bytes) -> None:
    is_wide = part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in part[:200]
    if is_wide or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise TableRefused(_("The workbook holds parts that are not taken."))
    if b"macroEnabled" in part:
        raise TableRefused(_("The workbook holds macros, embedded files or links to other files."))
