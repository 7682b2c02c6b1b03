"""The table of counterparts that TGO keeps: which virgin factor stands against which recycled material."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from calculations.engine.problems import Problem
from calculations.engine.quantities import Unit, find_unit, parse_number

# Between the parts of a name, as in R-PET, r PET and rPET.
_GAP = r"[\s\-_‐-―\u200b]*"


def name_pattern(name: str) -> re.Pattern[str]:
    """A material's name as it may stand within what an applicant typed: case, blanks and hyphens make no difference.

    >>> [bool(name_pattern("R-PET").search(text)) for text in ("เม็ด r pet ใส", "rpet", "r-pet-g", "lr-pet")]
    [True, True, False, False]
    """
    parts = re.split(r"[\s\-_‐-―\u200b]+", _plain(name).strip())
    inside = _GAP.join(re.escape(part) for part in parts if part)
    return re.compile(rf"(?<![a-z0-9\-]){inside}(?![a-z0-9\-])")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@dataclass(frozen=True)
class Counterpart:
    """One dated row: the recycled material it stands against, by factor or by name, and the virgin factor."""

    id: str
    name_th: str
    name_en: str
    recycled_factors: frozenset[str]
    materials: tuple[re.Pattern[str], ...]
    factor: Mapping[str, str]
    value_kgco2e: Fraction
    per_unit: Unit
    virgin_yield_share: Fraction | None
    valid_from: date | None
    valid_to: date | None
    source: str
    confidence: str

    def is_in_force(self, on: date | None) -> bool:
        if on is None:
            return True
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def fits(self, material: str, factor_id: str) -> bool:
        text = _plain(material)
        return factor_id in self.recycled_factors or any(name.search(text) for name in self.materials)


def counterparts_from_json(given: Sequence[Mapping[str, Any]]) -> tuple[Counterpart, ...]:
    """Read the table of a run's context.

    Raises:
        ValueError: a row is malformed, which is a fault of whoever keeps the table.
    """
    rows = tuple(_counterpart(row) for row in given)
    if len({row.id for row in rows}) != len(rows):
        raise ValueError("counterparts: an id appears twice")
    return rows


def _counterpart(row: Mapping[str, Any]) -> Counterpart:
    factor = {key: value for key, value in (row.get("factor") or {}).items() if isinstance(value, str)}
    unit = find_unit(factor.get("per_unit"))
    if not isinstance(row.get("id"), str) or not row["id"] or isinstance(unit, Problem):
        raise ValueError(f"counterpart {row.get('id')}: id or unit of the factor is missing")
    value = _number(row, factor.get("value_kgco2e"))
    virgin_yield = _number(row, row["virgin_yield_share"]) if row.get("virgin_yield_share") else None
    if value < 0 or (virgin_yield is not None and not 0 < virgin_yield <= 1):
        raise ValueError(f"counterpart {row['id']}: a factor is not negative and a yield lies above 0 and up to 1")
    return Counterpart(
        id=row["id"],
        name_th=str(row.get("name_th") or factor.get("name_th") or row["id"]),
        name_en=str(row.get("name_en") or factor.get("name_en") or row["id"]),
        recycled_factors=frozenset(row.get("recycled_factors") or ()),
        materials=tuple(name_pattern(name) for name in row.get("materials") or () if name.strip()),
        factor=factor,
        value_kgco2e=value,
        per_unit=unit,
        virgin_yield_share=virgin_yield,
        valid_from=_day(row.get("valid_from")),
        valid_to=_day(row.get("valid_to")),
        source=str(row.get("source") or ""),
        confidence=str(row.get("confidence") or ""),
    )


def _number(row: Mapping[str, Any], typed: object) -> Fraction:
    value = parse_number(typed, allow_ratio=True)
    if isinstance(value, Problem):
        raise ValueError(f"counterpart {row['id']}: {value.message_en}")
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
