"""What differs between two cases, section by section, in words: a renewal or variation beside what was certified."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications import choices, models
from applications.completeness import SECTIONS
from applications.overview.facts import Section, sections, workbook_totals
from applications.overview.field_words import Table, label_of, names_in, shown
from applications.overview.words import Json

Sentence = str | Promise

ADDED, REMOVED = _("not there before"), _("no longer there")
# Lists of the judged part with the section they are filled in at; lists within their rows have tables of their own.
LISTS: tuple[tuple[str, str, Table], ...] = (
    ("bill_of_materials", "composition", models.BomNode),
    ("evidence", "documents", models.Evidence),
    ("stock_balances", "stock", models.StockBalance),
    ("inventory", "inventory", models.InventoryLine),
    ("own_factors", "inventory", models.OwnFactor),
)
WITHIN: Mapping[Table, Mapping[str, Table]] = {
    models.BomNode: {"portions": models.Portion},
    models.Portion: {"lots": models.Lot},
    models.InventoryLine: {"legs": models.TransportLeg},
    models.OwnFactor: {"meters": models.OwnFactorMeter},
    models.StockBalance: {"deliveries": models.Delivery},
}


@dataclass(frozen=True)
class Difference:
    """One thing that differs: the row it belongs to ("" for a fact of the case), its label, before and after."""

    row: str
    label: Sentence
    before: Sentence
    after: Sentence


@dataclass(frozen=True)
class Changed:
    """A section of the case with what differs in it."""

    code: str
    title: Sentence
    differences: tuple[Difference, ...]


def differences(before: Json, after: Json) -> list[Changed]:
    """Return the sections that differ, in the order of the case; an empty list for equal cases."""
    found: dict[str, list[Difference]] = {code: [] for code in SECTIONS}
    for section, differing in _facts(before, after):
        found[section].append(differing)
    names = names_in(before) | names_in(after)
    for name, section, table in LISTS:
        old, new = before["judged"].get(name) or [], after["judged"].get(name) or []
        for row, differing in _rows(table, old, new, names):
            found[_section_of(section, row)].append(differing)
    old, new = ((case["judged"].get("comparator") or {}).get("overrides") or [] for case in (before, after))
    found["comparator"] += [differing for _row, differing in _rows(models.CounterpartOverride, old, new, names)]
    return [Changed(code, SECTIONS[code], tuple(rows)) for code, rows in found.items() if rows]


def _facts(before: Json, after: Json) -> Iterator[tuple[str, Difference]]:
    for old, new in zip(_of_facts(before), _of_facts(after), strict=True):
        values = {fact.field: fact.value for fact in old.facts}
        labels = {fact.field: fact.label for fact in (*old.facts, *new.facts)}
        present = {fact.field: fact.value for fact in new.facts}
        for field, label in labels.items():
            former, now = values.get(field, "").splitlines(), present.get(field, "").splitlines()
            if former != now:
                before_lines, after_lines = _without(former, now), _without(now, former)
                yield old.code, Difference("", label, "\n".join(before_lines), "\n".join(after_lines))


def _of_facts(case: Json) -> list[Section]:
    return [*sections(case), workbook_totals(case)]


def _without(lines: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    """Return the lines the others lack; all of them where they differ in their order alone."""
    left = [line for line in lines if line not in others]
    return left if left or set(lines) < set(others) else lines


def _rows(
    table: Table, old: Sequence[Json], new: Sequence[Json], names: Mapping[str, str]
) -> Iterator[tuple[Json, Difference]]:
    """Yield what differs between two lists, by the permanent identifiers of their rows."""
    former, present = ({_key(row): row for row in rows} for rows in (old, new))
    for key in [*former, *(key for key in present if key not in former)]:
        row = present.get(key) or former[key]
        name = names.get(key) or key
        if key not in former:
            yield row, Difference(name, table._meta.verbose_name or "", "", ADDED)
        elif key not in present:
            yield row, Difference(name, table._meta.verbose_name or "", "", REMOVED)
        else:
            yield from ((row, differing) for differing in _row(table, name, former[key], present[key], names))


def _row(table: Table, name: str, old: Json, new: Json, names: Mapping[str, str]) -> Iterator[Difference]:
    former, present = _flat(table, old), _flat(table, new)
    for field in dict.fromkeys([*former, *present]):
        label = label_of(table, field)
        before, after = (shown(table, field, row.get(field), names) for row in (former, present))
        if label and before != after:
            yield Difference(name, label, before, after)
    for inner, inner_table in WITHIN.get(table, {}).items():
        rows = _rows(inner_table, old.get(inner) or [], new.get(inner) or [], names)
        yield from (differing for _inner_row, differing in rows)


def _flat(table: Table, row: Json) -> dict[str, Any]:
    """Return the fields of a row, those of a group in it as `group_field`; amounts stay whole, rows within left out."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name in WITHIN.get(table, {}):
            continue
        if isinstance(value, Mapping) and "amount" not in value:
            found |= {f"{name}_{inner}": inner_value for inner, inner_value in value.items()}
        else:
            found[name] = value
    return found


def _key(row: Json) -> str:
    return str(row.get("line_id") or row.get("id"))


def _section_of(section: str, row: Json) -> str:
    is_comparator = section == "inventory" and row.get("side") == choices.Side.COMPARATOR
    return "comparator" if is_comparator else section
