"""Takes the rows of a case over into another one; every reference between them leads to the copied row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Field, ManyToManyField, Model

from applications.choices import FilingKind
from applications.models import Application, Evidence, OwnFactor
from applications.models.numbers import TypedNumbersModel
from applications.services.renewal.parts import (
    APPLICATION_ASKED_ANEW,
    COURSE,
    METERED,
    OF_METERED_FACTORS,
    PARTS,
    Part,
)
from calculations.models import EmissionFactor

# Former primary key to present one, for every table that is taken over or translated.
Keys = dict[type[Model], dict[int, int]]


def application_values(former: Application, *, kind: str) -> dict[str, Any]:
    """Return the columns that a new application takes over; those that are asked anew with what a new row holds."""
    emptied = _emptied(Application, APPLICATION_ASKED_ANEW) if kind == FilingKind.RENEWAL else {}
    kept = {
        field.attname: getattr(former, field.attname)
        for field in Application._meta.concrete_fields
        if field.name not in COURSE
    }
    return kept | emptied


def copy_rows(former: Application, new: Application, factors: dict[int, int]) -> dict[str, int]:
    """Copy every row of the case to `new` and return how many of each table.

    Args:
        factors: for every factor of a set in use, the row that stands in its place; others are left empty.
    """
    keys: Keys = {Application: {former.pk: new.pk}, EmissionFactor: factors}
    counts = {}
    for part in PARTS:
        rows = list(part.rows(former, new.filing_kind))
        copies = [_copy(row, keys, part, new.filing_kind) for row in rows]
        part.model._default_manager.bulk_create(copies)
        keys[part.model] = {row.pk: copy.pk for row, copy in zip(rows, copies, strict=True)}
        _link_to_own_kind(part.model, rows, keys)
        for field in part.model._meta.many_to_many:
            _copy_links(field, keys)
        counts[part.model._meta.model_name or ""] = len(copies)
    return counts


def _copy(row: Model, keys: Keys, part: Part, kind: str) -> Model:
    copy = type(row)()
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name == "public_id":
            continue
        setattr(copy, field.attname, _value(row, field, keys))
    if kind == FilingKind.RENEWAL:
        for name, value in _emptied(part.model, _asked_anew(row, part)).items():
            setattr(copy, name, value)
    if isinstance(copy, Evidence):
        copy.awaits_confirmation = kind == FilingKind.RENEWAL
    if isinstance(copy, TypedNumbersModel):
        copy.parse_typed_numbers()
    return copy


def _value(row: Model, field: Field[Any, Any], keys: Keys) -> Any:
    value = getattr(row, field.attname)
    if field.related_model in keys:
        return keys[field.related_model].get(value)
    # A line above of the same table has no copy yet.
    return None if field.related_model is type(row) else value


def _asked_anew(row: Model, part: Part) -> tuple[str, ...]:
    is_metered = isinstance(row, OwnFactor) and row.rung in METERED
    return (*part.asked_anew, *(OF_METERED_FACTORS if is_metered else ()))


def _emptied(model: type[Model], names: Iterable[str]) -> dict[str, Any]:
    return {name: model._meta.get_field(name).get_default() for name in names}  # type: ignore[union-attr]


def _link_to_own_kind(model: type[Model], rows: list[Model], keys: Keys) -> None:
    """Set the references of a table to itself, now that every row has its copy."""
    for field in model._meta.concrete_fields:
        if field.related_model is not model:
            continue
        wanted = {keys[model][row.pk]: keys[model].get(getattr(row, field.attname)) for row in rows}
        copies = model._default_manager.in_bulk([key for key, above in wanted.items() if above is not None])
        for key, copy in copies.items():
            setattr(copy, field.attname, wanted[key])
        model._default_manager.bulk_update(copies.values(), [field.name])


def _copy_links(field: ManyToManyField[Any, Any], keys: Keys) -> None:
    through: type[Model] = field.remote_field.through  # type: ignore[assignment]
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    sources, targets = keys[field.model], keys[field.related_model]
    links = through._default_manager.filter(**{f"{own}__in": list(sources)}).order_by("pk").values_list(own, other)
    through._default_manager.bulk_create(
        through(**{own: sources[source], other: targets[target]}) for source, target in links if target in targets
    )
