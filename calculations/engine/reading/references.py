"""References between the parts of a case."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case
from calculations.engine.problems import Problem, shown
from calculations.engine.source import Source


def check_references(case: Case, judged: Source) -> None:
    """Name every reference that leads nowhere; the rules then treat it as not stated."""
    portions = {portion.line_id for _, portion in case.portions()}
    for index, line in enumerate(case.inventory):
        for key, value, known in (("factor", line.factor, case.factors), ("portion", line.portion, portions)):
            if value and value not in known:
                path = f"judged.inventory[{index}].{key}"
                judged.problems.append(Problem("reference_unknown", shown(value), path, line.line_id))
        more = {name for name in line.factors_named if name != line.factor} - case.factors.keys()
        path = f"judged.inventory[{index}].factors"
        judged.problems += [Problem("reference_unknown", shown(name), path, line.line_id) for name in sorted(more)]
    for path, line_id, names in _evidence(case):
        for name in names:
            if name not in case.evidence:
                judged.problems.append(Problem("reference_unknown", shown(name), path, line_id))
    for balance in case.stock_balances:
        path = f"judged.stock_balances.{balance.line_id}.portions"
        astray = [name for name in balance.portions if name not in portions]
        judged.problems += [Problem("reference_unknown", shown(name), path, balance.line_id) for name in astray]


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
