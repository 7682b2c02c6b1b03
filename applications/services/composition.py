"""The bill of materials: storing the table of parts, and changing its order and length before that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from applications.choices import NodeRole
from applications.models import Application, BomNode, Portion
from applications.models.numbers import TypedNumbersModel

MORE_COLUMNS = ("parent_text", "count_text", "moisture_share_text", "input_mass_text", "yield_share_text")
PART_COLUMNS = ("name", "mass_text", "mass_unit", "role", *MORE_COLUMNS)


@dataclass
class PortionDraft:
    """A portion to store: the row it was, if any, and what was typed. Evidence None leaves the links as they are."""

    token: str
    portion: Portion | None
    values: dict[str, Any]
    evidence: list[str] | None = None


@dataclass
class PartDraft:
    """A part to store, with its portions in their order. Tokens are the names of lines on the page."""

    token: str
    node: BomNode | None
    values: dict[str, Any]
    portions: list[PortionDraft] = field(default_factory=list)

    def copied(self) -> "PartDraft":
        """Return the same part as a new one."""
        portions = [PortionDraft(each.token, None, dict(each.values), each.evidence) for each in self.portions]
        return PartDraft(self.token, None, dict(self.values), portions)


NEW_PART = {"mass_unit": "g", "role": NodeRole.PRODUCT.value}
NEW_PORTION = {"share_low_text": "100", "waste_origin_country": "TH"}


def change_parts(parts: list[PartDraft], action: str, token: str) -> None:
    """Remove, duplicate or move a part, or add and remove a portion, in place; unknown actions change nothing."""
    places = {line.token: place for place, part in enumerate(parts) for line in part.portions}
    # The line of an assembly has no material of its own.
    places |= {part.token: place for place, part in enumerate(parts)}
    if token not in places:
        return
    place = places[token]
    part = parts[place]
    if action == "remove" and token == part.token:
        del parts[place]
    elif action == "remove":
        part.portions = [line for line in part.portions if line.token != token]
    elif action == "duplicate":
        parts.insert(place + 1, part.copied())
    elif action == "portion":
        part.portions.append(PortionDraft("", None, {"waste_origin_country": "TH"}))
    elif action in ("up", "down"):
        other = place - 1 if action == "up" else place + 1
        if 0 <= other < len(parts):
            parts[place], parts[other] = parts[other], part


def paste_lines(parts: list[PartDraft], lines: Sequence[Mapping[str, str]], token: str) -> None:
    """Write pasted lines over the parts from `token` on, and the rest as new parts at the end.

    A line that `continues` becomes a further portion of the part before it.
    """
    tokens = [part.token for part in parts]
    place = tokens.index(token) if token in tokens else len(parts)
    for line in lines:
        values = {name: value for name, value in line.items() if name != "continues"}
        if "continues" in line and place > 0:
            parts[place - 1].portions.append(PortionDraft("", None, {"waste_origin_country": "TH", **values}))
            continue
        if place == len(parts):
            parts.append(PartDraft("", None, dict(NEW_PART), [PortionDraft("", None, dict(NEW_PORTION))]))
        part = parts[place]
        if not part.portions:
            part.portions.append(PortionDraft("", None, dict(NEW_PORTION)))
        for name, value in values.items():
            (part.values if name in PART_COLUMNS else part.portions[0].values)[name] = value
        place += 1
    _clear_assemblies(parts)


def _clear_assemblies(parts: Sequence[PartDraft]) -> None:
    """Take the empty material off lines that others are said to stand in."""
    named = {part.values.get("parent_text") for part in parts} - {"", None}
    for part in parts:
        only = part.portions[0].values if len(part.portions) == 1 else {"material": "some"}
        if part.values.get("name") in named and not (only.get("material") or only.get("origin")):
            part.portions.clear()


def write_parts(application: Application, parts: Sequence[PartDraft]) -> None:
    """Make the bill of the locked application what `parts` says; lines not named are deleted."""
    former_names = {row.pk: row.name for row in application.bom_nodes.all()}
    nodes: list[BomNode] = []
    kept_portions = set()
    evidence = {row.line_id: row.pk for row in application.evidence.filter(removed_at=None)}
    for position, part in enumerate(parts):
        node = part.node or BomNode(application=application)
        _store(node, {**part.values, "position": position})
        nodes.append(node)
        for place, draft in enumerate(part.portions):
            portion = draft.portion or Portion()
            _store(portion, {**draft.values, "position": place, "node_id": node.pk})
            kept_portions.add(portion.pk)
            _link_evidence(portion, draft.evidence, evidence)
    Portion.objects.filter(node__application=application).exclude(pk__in=kept_portions).delete()
    _place(nodes, former_names)
    application.bom_nodes.exclude(pk__in=[node.pk for node in nodes]).delete()


def _place(nodes: Sequence[BomNode], former_names: Mapping[int, str]) -> None:
    """Lead each node to the one line with the name of its assembly, by its new name or the one it had before."""
    by_name: dict[str, list[BomNode]] = {}
    for node in nodes:
        by_name.setdefault(node.name, []).append(node)
    for node in nodes:
        named = by_name.get(node.parent_text, []) if node.parent_text else []
        if not named and node.parent_text:
            named = [other for other in nodes if former_names.get(other.pk) == node.parent_text]
        parent = named[0] if len(named) == 1 else None
        if node.parent_id != (parent.pk if parent else None) or (parent and node.parent_text != parent.name):
            node.parent = parent
            node.parent_text = parent.name if parent else node.parent_text
            node.save(update_fields=["parent", "parent_text"])


def _store(row: TypedNumbersModel, values: dict[str, Any]) -> None:
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if row.pk is None:
        row.save()
    elif changed:
        row.save(update_fields=[name.removesuffix("_id") if name == "node_id" else name for name in changed])


def _link_evidence(portion: Portion, chosen: list[str] | None, known: dict[str, int]) -> None:
    if chosen is None:
        return
    linked = {row.line_id for row in portion.evidence.all() if row.removed_at is None}
    if linked != set(chosen):
        portion.evidence.set([known[line_id] for line_id in chosen if line_id in known])
