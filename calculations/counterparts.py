"""TGO's table of virgin counterparts: loaded from its file, and the rows in force on a day as a run freezes them."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q

from calculations.catalogue import factor_payload
from calculations.models import Counterpart, EmissionFactor

DATA = Path(__file__).parent / "data" / "counterparts.csv"


def counterparts_in_force(on: date) -> list[dict[str, Any]]:
    """Return the rows in force on a day, in the form the engine reads: plain text, no database ids."""
    rows = (
        Counterpart.objects.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))
        .select_related("factor__factor_set")
        .prefetch_related("recycled_factors__factor_set")
    )
    return [counterpart_payload(row) for row in rows]


def counterpart_payload(row: Counterpart) -> dict[str, Any]:
    """Return one row as `counterparts[]` of a run's context holds it."""
    factor = factor_payload(row.factor)
    return {
        "id": row.code,
        "name_th": row.name_th,
        "name_en": row.name_en,
        "recycled_factors": sorted(factor.code for factor in row.recycled_factors.all()),
        "materials": [name.strip() for name in row.materials.splitlines() if name.strip()],
        "factor": {key: value for key, value in factor.items() if key not in ("id", "is_for_recycled")},
        "virgin_yield_share": row.virgin_yield_text or None,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "source": row.source,
        "confidence": row.confidence,
        "is_example": row.is_example,
    }


def load_counterparts(path: Path = DATA) -> int:
    """Add the rows that come with the portal and are not in the table yet; return how many.

    A row that is there already belongs to whoever keeps the table and is left alone.
    """
    known = set(Counterpart.objects.values_list("code", flat=True))
    with path.open(encoding="utf-8-sig", newline="") as file, transaction.atomic():
        new = [row for row in csv.DictReader(file) if row["code"] not in known]
        for row in new:
            _store(row)
    return len(new)


def _store(row: dict[str, str]) -> None:
    stored = Counterpart.objects.create(
        code=row["code"],
        name_th=row["name_th"],
        name_en=row["name_en"],
        factor=_factor(f"{row['set']}/{row['factor']}"),
        materials="\n".join(_listed(row["materials"])),
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        source=row["source"],
        confidence=row["confidence"],
        is_example=True,
    )
    stored.recycled_factors.set(_factor(code) for code in _listed(row["recycled_factors"]))


def _listed(cell: str) -> list[str]:
    return [item.strip() for item in cell.split("|") if item.strip()]


def _factor(code: str) -> EmissionFactor:
    set_code, _separator, key = code.partition("/")
    return EmissionFactor.objects.get(factor_set__code=set_code, key=key)
