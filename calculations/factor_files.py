"""Rows of a factor-set file to database rows: every row is checked first, and nothing is stored unless all are good."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from calculations.engine.problems import Problem
from calculations.engine.quantities import find_unit, parse_number
from calculations.models import Confidence, EmissionFactor, EmissionFactorSet, GuidelineEdition, MaterialOrigin

DATA = Path(__file__).parent / "data"
_SET_COLUMNS = (
    "code", "scheme", "name_th", "name_en", "gwp_set", "published_on", "in_force_from", "in_force_to", "grace_until",
    "source",
)  # fmt: skip
_FACTOR_COLUMNS = (
    "set", "row", "name_en", "name_th", "category", "unit", "kgco2e_per_unit", "source", "source_year", "source_url",
    "confidence", "origin",
)  # fmt: skip
_GUIDELINE_COLUMNS = ("code", "name_th", "name_en", "in_force_from", "in_force_to", "accepted_until", "source")
_DATES = ("published_on", "in_force_from", "in_force_to", "grace_until")


class FactorFileRefused(ValueError):
    """A file with rows that cannot be taken; the sentences name each row."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Loaded:
    """How many rows a load created, changed and left as they were."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


def load_factor_sets(directory: Path = DATA) -> Loaded:
    """Load the sets and their factors; doing it again changes nothing.

    Raises FactorFileRefused if any row cannot be taken; then nothing is stored.
    """
    errors: list[str] = []
    sets = _read(directory / "emission_factor_sets.csv", _SET_COLUMNS, errors)
    rows = _read(directory / "emission_factors.csv", _FACTOR_COLUMNS, errors)
    values = [_factor_values(number, row, errors) for number, row in enumerate(rows, start=2)]
    known = {row["code"] for row in sets}
    errors += [f"row {n}: no set {row['set']}" for n, row in enumerate(rows, start=2) if row["set"] not in known]
    errors += _doubles(rows)
    if errors:
        raise FactorFileRefused(errors)
    with transaction.atomic():
        _load_guidelines(directory)
        by_code = {row["code"]: _store_set(row) for row in sets}
        stored = [_store(by_code[row["set"]], value) for row, value in zip(rows, values, strict=True)]
    return Loaded(stored.count("created"), stored.count("changed"), stored.count("unchanged"))


def _load_guidelines(directory: Path) -> None:
    """Store the editions of the CFP guideline that are not known yet; the dates of known ones are TGO's to change."""
    path = directory / "guideline_editions.csv"
    if not path.exists():
        return
    errors: list[str] = []
    for row in _read(path, _GUIDELINE_COLUMNS, errors):
        values: dict[str, Any] = {key: row[key] for key in ("name_th", "name_en", "source")}
        dates = ("in_force_from", "in_force_to", "accepted_until")
        values |= {key: date.fromisoformat(row[key]) if row[key] else None for key in dates}
        GuidelineEdition.objects.get_or_create(code=row["code"], defaults=values)
    if errors:
        raise FactorFileRefused(errors)


def activity_code(name_en: str) -> str:
    """What an activity is called in every set: its English name without years, remarks and the kind of list.

    >>> activity_code("Grid electricity 2016-2018, CFP"), activity_code("HDPE resin, virgin (2022 set)")
    ('grid-electricity', 'hdpe-resin-virgin')
    """
    text = re.sub(r"\([^)]*\)|\b\d{4}(-\d{4})?\b", " ", name_en)
    text = re.sub(r",\s*(CFP|CFO Scope 2|Scope 3 upstream)\s*$", "", text.strip())
    return slugify(text)[:120]


def factor_key(row: Mapping[str, str]) -> str:
    """The permanent key of a row: its number in the published list, or its name and unit where it has none."""
    return row["row"] or slugify(f"{row['name_en']} per {row['unit']}")[:120]


def _read(path: Path, columns: tuple[str, ...], errors: list[str]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise FactorFileRefused([f"{path.name}: no column {', '.join(missing)}"])
        rows = []
        for number, row in enumerate(reader, start=2):
            # A decimal comma without quotes makes one cell too many.
            if None in row or None in row.values():
                errors.append(f"row {number}: more or fewer cells than the header has")
            rows.append({column: (row[column] or "").strip() for column in columns})
        return rows


def _doubles(rows: Iterable[Mapping[str, str]]) -> list[str]:
    seen: dict[tuple[str, str], int] = {}
    errors = []
    for number, row in enumerate(rows, start=2):
        key = (row["set"], factor_key(row))
        if key in seen:
            errors.append(f"row {number}: {key[0]} {key[1]} stands in row {seen[key]} already")
        seen.setdefault(key, number)
    return errors


def _factor_values(number: int, row: Mapping[str, str], errors: list[str]) -> dict[str, Any]:
    value, unit = parse_number(row["kgco2e_per_unit"]), find_unit(row["unit"])
    level = row["confidence"].split(":")[0].split(";")[0].strip()
    if isinstance(value, Problem):
        errors.append(f"row {number}: {value.message_en}")
    for key, codes in (("origin", MaterialOrigin.values), ("level", Confidence.values)):
        text = level if key == "level" else row[key]
        if text not in codes:
            errors.append(f"row {number}: {key} “{text}” is not one of {', '.join(codes)}")
    return {
        "key": factor_key(row),
        "row": row["row"],
        "name_th": row["name_th"],
        "name_en": row["name_en"],
        "category": row["category"],
        "activity": row.get("activity") or activity_code(row["name_en"]),
        "unit": row["unit"],
        "unit_code": "" if isinstance(unit, Problem) else unit.code,
        "value_text": row["kgco2e_per_unit"],
        "factor_kgco2e_per_unit": Decimal(0) if isinstance(value, Problem) else decimal_of(row["kgco2e_per_unit"]),
        "origin": row["origin"],
        "source": row["source"],
        "source_year": row["source_year"],
        "source_url": row["source_url"],
        "confidence": row["confidence"],
        "confidence_level": level,
    }


def decimal_of(text: str) -> Decimal:
    """The value for its column; what a file holds beyond 15 decimals has been refused before."""
    return Decimal(text.replace(",", "")).quantize(Decimal("1e-15"))


def _store_set(row: Mapping[str, str]) -> EmissionFactorSet:
    values: dict[str, Any] = {key: row[key] for key in ("scheme", "name_th", "name_en", "gwp_set", "source")}
    values |= {key: date.fromisoformat(row[key]) if row[key] else None for key in _DATES}
    return EmissionFactorSet.objects.update_or_create(code=row["code"], defaults=values)[0]


def _store(factor_set: EmissionFactorSet, values: dict[str, Any]) -> str:
    factor = EmissionFactor.objects.filter(factor_set=factor_set, key=values["key"]).first()
    if factor is None:
        EmissionFactor.objects.create(factor_set=factor_set, **values)
        return "created"
    different = {key for key, value in values.items() if getattr(factor, key) != value}
    if not different:
        return "unchanged"
    if different != {"activity"} and factor_set.is_used:
        raise FactorFileRefused([f"{factor_set.code} {factor.key}: the set is in use; a change comes as a new set"])
    for key, value in values.items():
        setattr(factor, key, value)
    factor.save()
    return "changed"
