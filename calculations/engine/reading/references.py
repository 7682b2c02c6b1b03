"""References between the parts of a case."""

from __future__ import annotations

from collections.abc import Container, Iterator

from calculations.engine.case import Case
from calculations.engine.problems import Problem, shown
from calculations.engine.source import Source

_Reference = tuple[str, Container[str], str, str]


def check_references(case: Case, judged: Source) -> None:
    """Name every reference that leads nowhere; the rules then treat it as not stated."""
    for value, known, path, line_id in _references(case):
        if value and value not in known:
            judged.problems.append(Problem("reference_unknown", shown(value), path, line_id))


def _references(case: Case) -> Iterator[_Reference]:
    yield from _of_lines(case)
    yield from _of_overrides(case)
    portions = {portion.line_id for _, portion in case.portions()}
    for balance in case.stock_balances:
        for name in balance.portions:
            yield name, portions, f"judged.stock_balances.{balance.line_id}.portions", balance.line_id
    for path, line_id, names in _evidence(case):
        for name in names:
            yield name, case.evidence, path, line_id


def _of_lines(case: Case) -> Iterator[_Reference]:
    portions = {portion.line_id for _, portion in case.portions()}
    for index, line in enumerate(case.inventory):
        path = f"judged.inventory[{index}]"
        yield line.factor, case.factors, f"{path}.factor", line.line_id
        for name in sorted(set(line.factors_named) - {line.factor}):
            yield name, case.factors, f"{path}.factors", line.line_id
        yield line.portion, portions, f"{path}.portion", line.line_id
        yield line.stands_for, portions, f"{path}.stands_for", line.line_id
        for name in line.portions:
            yield name, portions, f"{path}.portions", line.line_id


def _of_overrides(case: Case) -> Iterator[_Reference]:
    portions = {portion.line_id for _, portion in case.portions()}
    for override in case.comparator.overrides if case.comparator else ():
        path = f"judged.comparator.overrides.{override.line_id}"
        yield override.portion, portions, f"{path}.portion", override.line_id
        yield override.factor, case.factors, f"{path}.factor", override.line_id


def _evidence(case: Case) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every list of evidence with its path and the line it belongs to."""
    for _, portion in case.portions():
        yield f"judged.bill_of_materials.{portion.line_id}.evidence", portion.line_id, portion.evidence
    for factor in case.factors.values():
        path = f"judged.own_factors.{factor.id}.evidence"
        if factor.own is not None:
            yield path, factor.id, factor.own.evidence
            yield from ((path, meter.line_id, meter.evidence) for meter in factor.own.meters)
    for balance in case.stock_balances:
        for line in balance.deliveries:
            named = (line.document,) if line.document else ()
            yield f"judged.stock_balances.{balance.line_id}.deliveries.document", line.line_id, named
    if case.recognised_certificate is not None:
        yield "judged.recognised_certificate.evidence", "", case.recognised_certificate.evidence
    for override in case.comparator.overrides if case.comparator else ():
        yield f"judged.comparator.overrides.{override.line_id}.evidence", override.line_id, override.evidence
