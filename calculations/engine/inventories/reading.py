"""``inventory/1`` to its values: the whole object is read, and all problems are returned together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from calculations.engine.inventories.values import (
    ONLY_IMPACT,
    ONLY_IMPACT_UNIT,
    SCHEMA,
    Comparison,
    Document,
    Inventory,
    Line,
    Output,
    OwnUnit,
    Process,
)
from calculations.engine.problems import Problem, shown
from calculations.engine.quantities import find_unit
from calculations.engine.source import Source

TERMS = ("boundary", "gwp_set", "allocation")


def document_from_json(given: Mapping[str, Any]) -> tuple[Document, list[Problem]]:
    """Read a file.

    Args:
        given: the decoded JSON object; figures are text or whole numbers, never floats.

    Returns:
        Its values and every problem with its path and line.
    """
    problems: list[Problem] = []
    root = Source(given, "$", problems)
    if given.get("schema") != SCHEMA:
        root.note(Problem("schema_unknown", shown(given.get("schema"))), "schema")
    impacts = {item.line_id: item.text("unit") for item in _objects(root, "impacts")}
    impacts = impacts or {ONLY_IMPACT: ONLY_IMPACT_UNIT}
    shared = tuple(_process(item, impacts) for item in _objects(root, "processes"))
    inventories = tuple(_inventory(item, impacts, shared) for item in _objects(root, "inventories"))
    if not inventories:
        bare = replace(root, line_id="inventory")
        inventories = (_inventory(bare, impacts, shared, is_bare=True),)
    _name_duplicates([item.id for item in inventories], root, "inventories")
    document = Document(
        impacts=impacts,
        characterisation={
            key: _numbers(root.inner("characterisation"), key) for key in _keys(root, "characterisation")
        },
        inventories=inventories,
        comparisons=tuple(_comparison(item, impacts) for item in _objects(root, "comparisons")),
    )
    for key in sorted(set(document.characterisation) - set(impacts)):
        root.note(Problem("reference_unknown", shown(key)), "characterisation")
    return document, problems


def _keys(source: Source, key: str) -> list[str]:
    return list(source.inner(key).data)


def _objects(source: Source, key: str) -> Iterator[Source]:
    """The objects of a list; one without an ``id`` is called by its place."""
    value = source.data.get(key)
    if value is not None and not isinstance(value, list):
        source.note(Problem("shape", key), key)
    for index, item in enumerate(value if isinstance(value, list) else []):
        name = f"{source.line_id}.{key}[{index}]" if source.line_id else f"{key}[{index}]"
        inner = replace(source, data={}, path=f"{source.path}.{key}[{index}]", line_id=name)
        if isinstance(item, Mapping):
            inner.data = item
            inner.line_id = inner.text("id") or name
            yield inner
        else:
            inner.note(Problem("shape", key), "id")


def _name_duplicates(ids: list[str], source: Source, key: str) -> None:
    for name in sorted(name for name, count in Counter(ids).items() if count > 1):
        source.note(Problem("line_id_duplicate", shown(name)), key)


def _inventory(
    source: Source, impacts: Mapping[str, str], shared: tuple[Process, ...], *, is_bare: bool = False
) -> Inventory:
    own = () if is_bare else tuple(_process(item, impacts) for item in _objects(source, "processes"))
    processes = (*shared, *own)
    _name_duplicates([process.id for process in processes], source, "processes")
    lines = tuple(_line(item, impacts) for item in _objects(source, "lines"))
    _name_duplicates([line.id for line in lines], source, "lines")
    declared = _numbers(source, "totals")
    for key in sorted(set(declared) - set(impacts)):
        source.note(Problem("reference_unknown", shown(key)), "totals")
    typed = source.inner("totals").data
    return Inventory(
        id=source.line_id,
        path=source.path,
        name=source.text("name"),
        functional_units=source.positive("functional_units") if source.has("functional_units") else Fraction(1),
        terms={key: source.text(key) for key in TERMS},
        functional_unit=_functional_unit(source),
        lines=lines,
        processes=processes,
        declared={key: (value, str(typed[key])) for key, value in declared.items()},
    )


def _functional_unit(source: Source) -> tuple[Fraction, OwnUnit] | None:
    if not source.has("functional_unit"):
        return None
    inner = source.inner("functional_unit")
    value, unit = inner.positive("amount"), _unit(inner, "unit")
    return (value, unit) if value is not None and unit is not None else None


def _process(source: Source, impacts: Mapping[str, str]) -> Process:
    outputs = tuple(
        Output(
            product=item.text("product", required=True),
            amount=item.positive("amount"),
            unit=_unit(item, "unit"),
            allocation_share=item.share("allocation_share", required=False),
        )
        for item in _objects(source, "produces")
    )
    if not outputs:
        source.note(Problem("process_without_output"), "produces")
    shares = [output.allocation_share for output in outputs if output.allocation_share is not None]
    if shares and (len(shares) < len(outputs) or sum(shares) != 1):
        source.note(Problem("allocation_sum"), "produces")
    lines = tuple(_line(item, impacts) for item in _objects(source, "lines"))
    return Process(source.line_id, source.path, outputs, lines, bool(source.flag("is_avoided")))


def _line(source: Source, impacts: Mapping[str, str]) -> Line:
    flow, product = source.text("flow"), source.text("product")
    amount = source.number("amount")
    share = source.share("allocation_share") if source.has("allocation_share") else Fraction(1)
    unit = _unit(source, "unit")
    has_factor = source.data.get("factor") is not None or source.data.get("factors") is not None
    if [has_factor, bool(flow), bool(product)].count(True) != 1:
        source.note(Problem("line_kind"), "factor")
    return Line(
        id=source.line_id,
        name=source.text("name") or flow or product or source.line_id,
        stage=source.text("stage"),
        amount=amount * share if amount is not None and share is not None else None,
        unit=unit,
        per_unit=_unit(source, "per_unit") if source.has("per_unit") else unit,
        factors=_factors(source, impacts) if has_factor else {},
        flow=flow,
        product=product,
        is_credit=bool(source.flag("is_credit")),
    )


def _factors(source: Source, impacts: Mapping[str, str]) -> Mapping[str, Fraction]:
    """The factor of every impact there is: one that is not stated is missing, never zero."""
    if source.data.get("factors") is None:
        only = next(iter(impacts))
        value = source.number("factor")
        if len(impacts) > 1:
            source.note(Problem("factor_missing"), "factors")
        return {} if value is None else {only: value}
    if source.data.get("factor") is not None:
        source.note(Problem("line_kind"), "factor")
    found = _numbers(source, "factors")
    for key in impacts:
        if key not in source.inner("factors").data:
            source.note(Problem("factor_missing"), f"factors.{key}")
    for key in sorted(set(found) - set(impacts)):
        source.note(Problem("reference_unknown", shown(key)), f"factors.{shown(key)}")
    return {key: value for key, value in found.items() if key in impacts}


def _numbers(source: Source, key: str) -> dict[str, Fraction]:
    inner = source.inner(key)
    read = {name: inner.number(name) for name in inner.data}
    return {name: value for name, value in read.items() if value is not None}


def _unit(source: Source, key: str) -> OwnUnit | None:
    """A unit of the table or the author's own word; ``ton`` is asked about here as well."""
    text = source.text(key, required=True)
    found = find_unit(text)
    if isinstance(found, Problem):
        if found.code == "unit_ton":
            source.note(found, key)
            return None
        return OwnUnit(text, None) if text else None
    return OwnUnit(found.code, found)


def _comparison(source: Source, impacts: Mapping[str, str]) -> Comparison:
    flow = source.text("flow")
    impact = "" if flow else source.text("impact") or next(iter(impacts))
    if impact and impact not in impacts:
        source.note(Problem("reference_unknown", shown(impact)), "impact")
    if flow and source.has("impact"):
        source.note(Problem("shape", "flow"), "impact")
    product, comparator = source.text("product", required=True), source.text("comparator", required=True)
    return Comparison(source.line_id, source.path, product, comparator, impact, flow)
