"""Fields of the case's rows in words: labels are those of the columns they were typed into, references are named."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications import models
from applications.overview.words import Json, amount, day, percent, said

Table = type[Model]

# Fields of the case that have another name than their column.
COLUMNS: Mapping[tuple[Table, str], str] = {
    (models.BomNode, "mass_share"): "mass_text",
    (models.Portion, "reason"): "data_route_reason",
    (models.Portion, "yield_share"): "kept_share_text",
    (models.Portion, "reprocessor_permit"): "reprocessor_licence",
    (models.Portion, "reprocessor_is_outsourced"): "is_reprocessing_outsourced",
    (models.InventoryLine, "biogenic_emitted_kgco2"): "biogenic_emitted_text",
    (models.InventoryLine, "biogenic_removed_kgco2"): "biogenic_removed_text",
    (models.InventoryLine, "cut_off_estimate_share"): "cut_off_estimate_text",
    (models.InventoryLine, "density"): "density_text",
    (models.TransportLeg, "comes_back_empty"): "way_back",
    (models.OwnFactor, "value_kgco2e"): "factor_text",
    (models.OwnFactor, "name_th"): "name",
    (models.OwnFactor, "certificate_expires_on"): "expires_text",
    (models.StockBalance, "opening_recycled_share"): "opening_share_text",
    (models.Delivery, "document"): "evidence",
}
# What stands beside another field and says the same, or is no fact of the case.
SILENT = frozenset({"line_id", "id", "size_bytes", "media_type", "is_example", "confidence", "name_en"})
SILENT_OF: Mapping[Table, frozenset[str]] = {
    models.OwnFactor: frozenset({"kind"}),
    # Groups: only virgin material has none of them, and their fields are shown one by one.
    models.Portion: frozenset({"reprocessor", "waste_origin"}),
}
LABELS: Mapping[tuple[Table, str], Promise] = {
    (models.TransportLeg, "factor"): gettext_lazy("factor of the set"),
    (models.TransportLeg, "return_factor"): gettext_lazy("factor of the way back"),
    (models.Evidence, "sha256"): gettext_lazy("file"),
    (models.CounterpartOverride, "portion"): gettext_lazy("portion of material"),
}


def label_of(table: Table, field: str) -> str:
    """Return the label of a field of the case's rows: "" for those not shown, the field's own name at worst."""
    if field in SILENT or field in SILENT_OF.get(table, ()):
        return ""
    if (table, field) in LABELS:
        return capfirst(str(LABELS[table, field]))
    column = _column(table, field)
    return str(capfirst(column.verbose_name)) if column is not None else field


def shown(table: Table, field: str, value: Any, names: Mapping[str, str]) -> str:
    """Return a value in words: choices, amounts, shares, days, and the names of the rows it refers to."""
    if value in (None, "", [], ()):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return " · ".join(part for part in (amount(value), value.get("source", "")) if part)
    if isinstance(value, (list, tuple)):
        return ", ".join(names.get(str(item), str(item)) for item in value)
    return names.get(str(value)) or _text(table, field, str(value))


def _text(table: Table, field: str, text: str) -> str:
    if field.endswith("share") or field.startswith("share_"):
        return percent(text)
    if field.endswith("_on") or field in ("period_start", "period_end"):
        return day(text)
    column = _column(table, field)
    words = dict(column.flatchoices) if column is not None and column.choices else {}
    return str(words.get(text, f"{text[:12]}…" if field == "sha256" else text))


def names_in(case: Json) -> dict[str, str]:
    """Return the names of everything in a case that something else refers to, by its identifier."""
    judged = case["judged"]
    factors = {row["id"]: said(row) for row in (*(judged.get("factors") or ()), *(judged.get("own_factors") or ()))}
    return {key: name for key, name in (*factors.items(), *_rows_named(judged)) if name}


def _rows_named(judged: Any) -> Iterator[tuple[str, str]]:
    """Yield identifier and name of every row below, the row within under its own."""
    if isinstance(judged, Mapping):
        if judged.get("line_id"):
            texts = (judged.get(key) for key in ("name", "material", "title", "vehicle", "label", "supplier", "number"))
            yield judged["line_id"], next((str(text) for text in texts if text), "")
        for inner in judged.values():
            yield from _rows_named(inner)
    elif isinstance(judged, (list, tuple)):
        for inner in judged:
            yield from _rows_named(inner)


def _column(table: Table, field: str) -> Any:
    """Return the column a field of the case was typed into, or None."""
    stem = field.removesuffix("_on")
    for name in (COLUMNS.get((table, field), field), f"{field}_text", f"{stem}_text", f"{field}_share_text"):
        try:
            return table._meta.get_field(name)
        except FieldDoesNotExist:
            continue
    return None
