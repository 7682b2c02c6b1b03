"""The table of parts: what was typed into it, read row by row, and the rows as they are stored."""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.completeness.problem import Problem
from applications.forms.drafts import DraftForm
from applications.forms.fields import MASS_UNITS, UnitField, cell, cell_choice, cell_percent
from applications.forms.portion import CELLS, PortionForm, shown_values
from applications.models import Application, BomNode, Portion
from applications.models.bill_of_materials import PERCENT
from applications.services.composition import MORE_COLUMNS, PART_COLUMNS, PartDraft, PortionDraft

FIELDS = PART_COLUMNS
# What says nothing in a bill without assemblies, losses or water.
PLAIN = {"parent_text": "", "count_text": "1", "moisture_share_text": "", "input_mass_text": "", "yield_share_text": ""}
PART_UNITS = (*MASS_UNITS, (PERCENT, _("% of the product")))
MAX_ROWS = 1000
# Shorter than the model's words: the column is narrow.
ROLES = ((choices.NodeRole.PRODUCT.value, _("Product")), (choices.NodeRole.PACKAGING.value, _("Packaging")))
_TOKEN = re.compile(r"(?:new-)?[0-9a-f]{12}")


class UnknownLine(Exception):
    """The page names a line that this case does not have."""


class PartForm(DraftForm):
    """The cells of one part: name, mass of one piece, and whether it is packaging.

    Assembly, count, moisture, input and yield are cells of a second line, there only where the page shows them.
    """

    optional = frozenset(MORE_COLUMNS)

    name = cell(_("Part"), max_length=200)
    mass_text = cell(_("Mass per product unit"), max_length=60, numeric=True)
    mass_unit = UnitField(PART_UNITS, label=_("Unit"))
    role = cell_choice(_("Product or packaging"), ROLES)
    parent_text = cell(_("Stands in (name of the assembly)"), max_length=200)
    count_text = cell(_("Pieces"), max_length=20, numeric=True)
    moisture_share_text = cell_percent(_("Moisture (%)"))
    input_mass_text = cell(_("Mass put into the process"), max_length=60, numeric=True)
    yield_share_text = cell_percent(_("Of which in the product (%)"))

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        prefix = kwargs.get("prefix") or ""
        # Copying fields is most of the work of a table with hundreds of lines: only those the page holds are made.
        if not any(f"{prefix}-{name}" in (data or ()) for name in MORE_COLUMNS):
            self.base_fields = {name: field for name, field in self.base_fields.items() if name not in MORE_COLUMNS}  # type: ignore[misc]
        super().__init__(data, *args, **kwargs)
        if "parent_text" in self.fields:
            self.fields["parent_text"].widget.attrs["list"] = "assemblies"
        units: Any = self.fields["mass_unit"]
        units.widget.choices = units.offered(self.typed("mass_unit"))

    def typed(self, name: str) -> str:
        """Return what stands in a cell of the page, cleaned or not."""
        return str(self.data.get(self.add_prefix(name)) or "")

    @property
    def is_blank(self) -> bool:
        return not any(self.typed(name).strip() for name in ("name", "mass_text", "input_mass_text", "parent_text"))

    @property
    def more(self) -> list[BoundField]:
        """Return the cells of the second line."""
        return [self[name] for name in MORE_COLUMNS if name in self.fields]

    def stored(self) -> dict[str, Any]:
        """Return the columns to store."""
        found = {name: value for name, value in self.storable().items() if name in FIELDS}
        if found.get("count_text") == "":
            found["count_text"] = PLAIN["count_text"]
        return found


@dataclass
class PortionRow:
    """One line of the table: a portion, under the token its inputs are named by."""

    token: str
    form: PortionForm
    portion: Portion | None = None

    @property
    def cell_errors(self) -> list[BoundField]:
        """Return the cells of the line with something wrong; the fields below the line show their own."""
        return [self.form[name] for name in CELLS if name in self.form.errors] if self.form.errors else []


@dataclass
class PartRow:
    """One part with its portions, the first of which stands on the part's own line."""

    form: PartForm
    node: BomNode | None = None
    portions: list[PortionRow] = field(default_factory=list)
    asks: list[Any] = field(default_factory=list)

    @property
    def token(self) -> str:
        return self.portions[0].token

    @property
    def label(self) -> str:
        return self.form.typed("name") or gettext("Unnamed part")

    def value(self, name: str) -> str:
        """Return what stands in a cell of the part, on the page or else stored."""
        if name in self.form.fields:
            return self.form.typed(name).strip()
        return str(getattr(self.node, name)) if self.node else PLAIN.get(name, "")

    @property
    def is_blank(self) -> bool:
        return self.form.is_blank and len(self.portions) == 1 and self.portions[0].form.is_blank

    @property
    def errors(self) -> list[tuple[BoundField | None, Any]]:
        forms = (self.form, *(row.form for row in self.portions))
        return [
            (form[name] if name in form.fields else None, sentence)
            for form in forms
            for name, sentences in form.errors.items()
            for sentence in sentences
        ]


def new_token() -> str:
    """Return the token of a line that is not stored yet."""
    return f"new-{uuid.uuid4().hex[:12]}"


def evidence_choices(application: Application) -> list[tuple[str, str]]:
    """Return the documents of the case that a portion may be backed by."""
    rows = application.evidence.filter(removed_at=None).select_related("document")
    return [(row.line_id, row.title or f"{row.get_kind_display()}: {row}") for row in rows]


def stored_rows(application: Application, found: Iterable[Problem] = (), *, with_more: bool = False) -> list[PartRow]:
    """Return the table as it is stored, with the problems of every line beside it.

    The second lines are there when asked for, and always when one of them says something.
    """
    by_line: dict[str, list[Problem]] = {}
    for problem in found:
        by_line.setdefault(problem.line_id, []).append(problem)
    evidence = evidence_choices(application)
    nodes = parts_of(application)
    with_more = with_more or any(_has_more(node) for node in nodes)
    return [_stored_row(node, by_line, evidence, with_more=with_more) for node in nodes]


def parts_of(application: Application) -> list[BomNode]:
    """Return the parts and assemblies in their order."""
    return list(application.bom_nodes.select_related("parent").prefetch_related("portions__evidence"))


def _has_more(node: BomNode) -> bool:
    is_plain = all(getattr(node, name) in ("", plain) for name, plain in PLAIN.items()) and node.parent_id is None
    return not is_plain or any(portion.kept_share_text for portion in node.portions.all())


def _stored_row(
    node: BomNode, by_line: Mapping[str, list[Problem]], evidence: Sequence[tuple[str, str]], *, with_more: bool
) -> PartRow:
    stored = list(node.portions.all())
    is_mixed = with_more and len(stored) > 1
    portions = [
        _portion_row(portion, by_line.get(portion.line_id, ()), evidence, is_mixed=is_mixed) for portion in stored
    ] or [blank_portion(evidence)]
    values = {name: getattr(node, name) for name in FIELDS if with_more or name not in MORE_COLUMNS}
    if with_more and node.parent:
        values["parent_text"] = node.parent.name
    form = PartForm.showing(values, by_line.get(node.line_id, ()), prefix=portions[0].token)
    return PartRow(form, node, portions)


def _portion_row(
    portion: Portion, found: Iterable[Problem], evidence: Sequence[tuple[str, str]], *, is_mixed: bool
) -> PortionRow:
    values = shown_values(portion, is_mixed=is_mixed)
    form = PortionForm.showing(values, found, prefix=portion.line_id, evidence=evidence)
    return PortionRow(portion.line_id, form, portion)


def blank_portion(evidence: Sequence[tuple[str, str]] = ()) -> PortionRow:
    """Return a new portion with nothing typed."""
    token = new_token()
    return PortionRow(token, PortionForm.showing({"waste_origin_country": "TH"}, prefix=token, evidence=evidence))


def blank_row(evidence: Sequence[tuple[str, str]] = (), *, with_more: bool = False) -> PartRow:
    """Return a new part with one portion of 100 per cent."""
    token = new_token()
    part = {"mass_unit": "g", "role": choices.NodeRole.PRODUCT.value} | (PLAIN if with_more else {})
    portion = {"waste_origin_country": "TH", "share_low_text": "100"}
    row = PortionRow(token, PortionForm.showing(portion, prefix=token, evidence=evidence))
    return PartRow(PartForm.showing(part, prefix=token), None, [row])


def typed_rows(application: Application, data: MultiValueDict[str, str], only: str = "") -> list[PartRow]:
    """Return the table as typed, in the order of the page; `only` names the one line whose part is wanted.

    Raises UnknownLine for a line that this case does not have.
    """
    nodes = {node.line_id: node for node in parts_of(application)}
    portions = {portion.line_id: portion for node in nodes.values() for portion in node.portions.all()}
    evidence = evidence_choices(application)
    rows: list[PartRow] = []
    for group in _groups(data):
        if only and only not in group:
            continue
        if unknown := [token for token in group if not token.startswith("new-") and token not in portions]:
            raise UnknownLine(unknown[0])
        row = PartRow(PartForm(data, prefix=group[0]), _node(nodes, data.get(f"{group[0]}-node", "")))
        row.portions = [
            PortionRow(token, PortionForm(data, prefix=token, evidence=evidence), portions.get(token))
            for token in group
        ]
        rows.append(row)
    return rows


def _groups(data: MultiValueDict[str, str]) -> list[list[str]]:
    """Return the tokens of the page's lines, those of one part together."""
    groups: list[list[str]] = []
    tokens = data.getlist("row")[:MAX_ROWS]
    for token in tokens:
        if not _TOKEN.fullmatch(token) or tokens.count(token) > 1:
            raise UnknownLine(token)
        if groups and data.get(f"{token}-continues"):
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _node(nodes: dict[str, BomNode], line_id: str) -> BomNode | None:
    if not line_id:
        return None
    if line_id not in nodes:
        raise UnknownLine(line_id)
    return nodes.pop(line_id)


def has_hard_errors(rows: Iterable[PartRow]) -> bool:
    """Tell whether something on the page cannot be stored at all."""
    return any(row.form.errors or any(line.form.errors for line in row.portions) for row in rows)


def assembly_names(rows: Iterable[PartRow]) -> frozenset[str]:
    """Return the names that other lines give as what they stand in."""
    return frozenset(filter(None, (row.value("parent_text") for row in rows)))


def drafts(rows: Sequence[PartRow]) -> list[PartDraft]:
    """Return what is to be stored; new lines with nothing typed are left out, an assembly's empty material as well."""
    assemblies = assembly_names(rows)
    return [
        PartDraft(
            row.token,
            row.node,
            row.form.stored(),
            [
                PortionDraft(line.token, line.portion, line.form.stored(), line.form.evidence_chosen())
                for line in row.portions
                if not (line.form.is_blank and row.value("name") in assemblies)
            ],
        )
        for row in rows
        if row.node is not None or not row.is_blank
    ]
