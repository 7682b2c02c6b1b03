"""A new factor set from an officer's file: every row checked, shown before it is stored, stored whole or not at all."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import column_index_from_string

from calculations.engine.problems import Problem
from calculations.engine.quantities import find_unit, parse_number
from calculations.factor_files import activity_code, decimal_of, factor_key
from calculations.models import Confidence, EmissionFactor, EmissionFactorSet, FactorImport, MaterialOrigin
from calculations.tables import CellError, Table, TableRefused, read_table
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.text import TextRefused, clean_text

REQUIRED = ("name_th", "name_en", "category", "unit", "kgco2e_per_unit", "origin", "source", "confidence")
OPTIONAL = ("row", "source_year", "source_url", "activity", "set")
_HEADERS = {
    "ลำดับ": "row",
    "ชื่อภาษาไทย": "name_th",
    "ชื่อภาษาอังกฤษ": "name_en",
    "หมวด": "category",
    "หน่วย": "unit",
    "ค่า ef": "kgco2e_per_unit",
    "แหล่งที่มาของวัสดุ": "origin",
    "แหล่งข้อมูล": "source",
    "ความเชื่อมั่น": "confidence",
    "ปีของข้อมูล": "source_year",
}
_LENGTHS = {"row": 20, "name_th": 300, "name_en": 300, "category": 40, "unit": 40, "kgco2e_per_unit": 40, "source": 500}
_LENGTHS |= {"source_year": 10, "source_url": 500, "confidence": 200, "activity": 120}
MAX_DECIMALS = 15
_DATES = ("published_on", "in_force_from", "in_force_to", "grace_until", "former_grace_until")


class ImportRefused(Exception):
    """The import cannot be confirmed any more; the sentence says why."""


@dataclass(frozen=True)
class Preview:
    """The rows as they would be stored, and every cell that keeps the file from being taken."""

    rows: list[dict[str, str]]
    errors: list[CellError]


def preview(name: str, content: bytes, code: str) -> Preview:
    """Read and check a file for the set `code`. Raises TableRefused where the file as a whole cannot be taken."""
    table = read_table(name, content)
    columns = [_HEADERS.get(text.lower(), text.lower()) for text in table.header]
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise TableRefused(_("These columns are missing: %(columns)s") % {"columns": ", ".join(missing)})
    doubled = sorted({column for column in columns if column and columns.count(column) > 1})
    if doubled:
        raise TableRefused(_("These columns stand twice: %(columns)s") % {"columns": ", ".join(doubled)})
    return _checked(table, columns, code)


def _checked(table: Table, columns: list[str], code: str) -> Preview:
    rows, errors, seen = [], [_by_name(error, columns) for error in table.errors], dict[str, int]()
    for number, cells in table.rows:
        row = dict.fromkeys((*REQUIRED, *OPTIONAL), "") | dict(zip(columns, cells, strict=False))
        row = {key: row[key] for key in (*REQUIRED, *OPTIONAL)}
        row["unit_code"] = ""
        errors += [CellError(number, column, message) for column, message in _row_errors(row, code)]
        key = factor_key(row)
        if key in seen:
            said = _("This row is the same as row %(row)s.") % {"row": seen[key]}
            errors.append(CellError(number, "row" if row["row"] else "name_en", said))
        seen.setdefault(key, number)
        rows.append(row)
    return Preview(rows, sorted(errors, key=lambda error: (error.row, error.column)))


def _by_name(error: CellError, columns: list[str]) -> CellError:
    """The error with the column's name instead of its letter, where the column has one."""
    index = column_index_from_string(error.column) - 1
    return replace(error, column=columns[index]) if index < len(columns) and columns[index] else error


def _row_errors(row: dict[str, str], code: str) -> Iterator[tuple[str, Any]]:
    """What is wrong with a row, by column; the row's texts are cleaned and its unit gets its code."""
    yield from ((name, _("This is empty.")) for name in REQUIRED if not row[name])
    for name, length in _LENGTHS.items():
        if len(row[name]) > length:
            yield name, _("At most %(count)s characters are taken.") % {"count": length}
        try:
            row[name] = clean_text(row[name])
        except TextRefused:
            yield name, _("The text holds damaged or control characters.")
    yield from _figure_errors(row)
    for name, text, codes in (
        ("origin", row["origin"], MaterialOrigin.values),
        ("confidence", level_of(row), Confidence.values),
    ):
        if row[name] and text not in codes:
            yield name, _("Write one of: %(codes)s") % {"codes": ", ".join(codes)}
    if row["set"] and row["set"] != code:
        yield "set", _("The row is of another set.")


def _figure_errors(row: dict[str, str]) -> Iterator[tuple[str, Any]]:
    value, unit = parse_number(row["kgco2e_per_unit"]), find_unit(row["unit"])
    if isinstance(value, Problem):
        if row["kgco2e_per_unit"]:
            yield "kgco2e_per_unit", _said(value)
    elif (value * 10**MAX_DECIMALS).denominator != 1 or abs(value) >= 10**MAX_DECIMALS:
        yield "kgco2e_per_unit", _("At most 15 decimals are taken: nothing is rounded.")
    if isinstance(unit, Problem):
        if row["unit"]:
            yield "unit", _said(unit)
    else:
        row["unit_code"] = unit.code


def level_of(row: Mapping[str, str]) -> str:
    return row["confidence"].split(":")[0].split(";")[0].strip()


def _say(problem: Problem) -> str:
    return problem.message_en if get_language() == "en" else problem.message_th


_said = lazy(_say, str)


def keep(
    name: str, content: bytes, found: Preview, values: Mapping[str, Any], *, by: User, at: datetime
) -> FactorImport:
    """Keep a file without errors until it is confirmed; nothing of it can be used before."""
    if found.errors:
        raise ImportRefused(_("The file still has errors."))
    return FactorImport.objects.create(
        file_name=name[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        set_values=dict(values),
        rows=found.rows,
        uploaded_at=at,
        uploaded_by=by,
    )


def confirm(import_id: int, *, by: User, at: datetime) -> EmissionFactorSet:
    """Store the set of a kept file with all its rows, and end the set it takes the place of.

    One transaction: all or nothing. A second confirmation returns the set of the first.
    Raises ImportRefused where a set of that code, or another successor, has come into being meanwhile.
    """
    with transaction.atomic():
        kept = FactorImport.objects.select_for_update(of=("self",)).get(pk=import_id)
        if kept.factor_set is not None:
            return kept.factor_set
        values = {key: _day(value) if key in _DATES else value for key, value in kept.set_values.items()}
        former_grace, former = values.pop("former_grace_until", None), _former(str(values.pop("succeeds", "")))
        if EmissionFactorSet.objects.filter(code=values["code"]).exists():
            raise ImportRefused(_("There is a set of this code already."))
        factor_set = EmissionFactorSet.objects.create(**values, succeeds=former)
        EmissionFactor.objects.bulk_create([_factor(factor_set, row) for row in kept.rows])
        if former is not None:
            _end(former, factor_set, former_grace)
        kept.factor_set, kept.confirmed_at, kept.confirmed_by = factor_set, at, by
        kept.save(update_fields=["factor_set", "confirmed_at", "confirmed_by"])
        data = {
            "file": kept.file_name,
            "sha256": kept.sha256,
            "rows": len(kept.rows),
            "succeeds": former.code if former else "",
        }
        audit.append(verb="factor_set.imported", by=by, at=at, subject=factor_set, data=data)
    return factor_set


def _former(code: str) -> EmissionFactorSet | None:
    if not code:
        return None
    former = EmissionFactorSet.objects.select_for_update().filter(code=code).first()
    if former is None or EmissionFactorSet.objects.filter(succeeds=former).exists():
        raise ImportRefused(_("The set it takes the place of has a successor already."))
    return former


def _end(former: EmissionFactorSet, factor_set: EmissionFactorSet, grace_until: date | None) -> None:
    """The former set ends the day before the new one begins; its rows stay as they are."""
    if factor_set.in_force_from is None:
        return
    last = factor_set.in_force_from - timedelta(days=1)
    former.in_force_to = min(former.in_force_to, last) if former.in_force_to else last
    former.grace_until = grace_until or former.grace_until
    former.save(update_fields=["in_force_to", "grace_until"])


def _factor(factor_set: EmissionFactorSet, row: Mapping[str, str]) -> EmissionFactor:
    factor = EmissionFactor(
        factor_set=factor_set,
        key=factor_key(row),
        row=row["row"],
        name_th=row["name_th"],
        name_en=row["name_en"],
        category=row["category"],
        activity=row["activity"] or activity_code(row["name_en"]),
        unit=row["unit"],
        unit_code=row["unit_code"],
        value_text=row["kgco2e_per_unit"],
        factor_kgco2e_per_unit=decimal_of(row["kgco2e_per_unit"]),
        origin=row["origin"],
        source=row["source"],
        source_year=row["source_year"],
        source_url=row["source_url"],
        confidence=row["confidence"],
        confidence_level=level_of(row),
    )
    factor.set_sort_key()
    return factor


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
