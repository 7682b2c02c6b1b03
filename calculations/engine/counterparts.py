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

_GAPS = re.compile(r"[\s\-_./·–—\u200b]+")


def material_key(name: str) -> str:
    """One spelling for a material's name: case, blanks and hyphens make no difference.

    >>> material_key("R-PET") == material_key("r PET")
    True
    """
    return _GAPS.sub("", unicodedata.normalize("NFKC", name).casefold())


@dataclass(frozen=True)
class Counterpart:
    """One dated row: the recycled material it stands against, by factor or by name, and the virgin factor."""

    id: str
    name_th: str
    name_en: str
    recycled_factors: frozenset[str]
    materials: frozenset[str]
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
        return factor_id in self.recycled_factors or material_key(material) in self.materials


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
        materials=frozenset(key for name in row.get("materials") or () if (key := material_key(name))),
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
