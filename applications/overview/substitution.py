"""What the generated comparator replaces, in the words of the page: from what to what, by mass, yield and factor."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from applications.overview.words import Json, percent, said
from calculations.engine.display import grams_text


@dataclass(frozen=True)
class MaterialSide:
    """One material of a replaced line: amount, factor with source and confidence, emission per functional unit."""

    name: str
    amount: str
    yield_share: str
    factor: str
    factor_value: str
    source: str
    confidence: str
    is_average: bool
    emission: str


@dataclass(frozen=True)
class SubstitutionRow:
    """One recycled material beside the virgin material that stands for it."""

    portion: str
    line_id: str
    material: str
    mass: str
    line_share: str
    recycled: MaterialSide
    virgin: MaterialSide | None
    table_name: str
    table_source: str
    table_confidence: str
    has_several: bool
    override_reason: str | None
    difference: str


@dataclass(frozen=True)
class SubstitutionView:
    """Everything the generated comparator changes, and what it would be with packaging replaced as well."""

    rows: list[SubstitutionRow]
    made_new: list[tuple[str, str]]
    left_out: list[tuple[str, str]]
    kept_lines: int
    packaging_total: str
    packaging_is_met: bool | None
    has_packaging: bool


def substitution_view(found: Mapping[str, Any] | None) -> SubstitutionView | None:
    """Return the report's `substitution` for people, or None where the comparator is not generated."""
    if not found:
        return None
    packaging = found.get("with_packaging") or {}
    return SubstitutionView(
        rows=[_row(line) for line in found["lines"]],
        made_new=[(row["name"], row["text"] or "") for row in found["made_new"]],
        left_out=[(row["name"], row["text"] or "") for row in found["left_out"]],
        kept_lines=found["kept_lines"],
        packaging_total=packaging.get("text") or "",
        packaging_is_met=packaging.get("is_not_more_than"),
        has_packaging=bool(packaging),
    )


def _row(line: Json) -> SubstitutionRow:
    row, override = line["counterpart"], line["override"]
    return SubstitutionRow(
        portion=line["portion"],
        line_id=line["line_id"],
        material=line["material"],
        mass=_mass(line["mass_in_product_kg"]),
        line_share="" if line["line_share"] == "1" else percent(line["line_share"]),
        recycled=_side(line["from"], line["from"]["name"]),
        virgin=_side(line["to"], said(row) or said((line["to"] or {}).get("factor"))) if line["to"] else None,
        table_name=said(row) if row else "",
        table_source=row["source"] if row else "",
        table_confidence=row["confidence"] if row else "",
        has_several=not override and len(line["candidates"]) > 1,
        override_reason=override["reason"] if override else None,
        difference=line["difference_text"] or "",
    )


def _side(side: Json, name: str) -> MaterialSide:
    factor = side["factor"] or {}
    unit = side["unit"] or ""
    return MaterialSide(
        name=name,
        amount=f"{side['amount_text']} {unit}".strip() if side["amount_text"] else "",
        yield_share=percent(side["yield_share"]),
        factor=said(factor),
        factor_value=f"{factor['value_kgco2e']} kgCO₂e/{unit}" if factor else "",
        source=factor.get("source") or "",
        confidence=(factor.get("confidence") or "") if factor.get("set") else _("Applicant's own factor"),
        is_average=factor.get("origin") == "average",
        emission=side["text"] or "",
    )


def _mass(mass_kg: Json) -> str:
    low, high = (grams_text(Fraction(mass_kg[end])) for end in ("low", "high"))
    return f"{low} {_('g')}" if low == high else f"{low} – {high} {_('g')}"
