"""References between the parts of a case."""

from __future__ import annotations

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
    _check_certificate(case, judged)
    for _, portion in case.portions():
        for name in portion.evidence:
            if name not in case.evidence:
                path = f"judged.bill_of_materials.{portion.line_id}.evidence"
                judged.problems.append(Problem("reference_unknown", shown(name), path, portion.line_id))
    _check_stock(case, judged, portions)


def _check_stock(case: Case, judged: Source, portions: set[str]) -> None:
    for index, balance in enumerate(case.stock_balances):
        path = f"judged.stock_balances[{index}]"
        for name in balance.portions:
            if name not in portions:
                judged.problems.append(Problem("reference_unknown", shown(name), f"{path}.portions", balance.line_id))
        for delivery in balance.deliveries:
            if delivery.document and delivery.document not in case.evidence:
                place = f"{path}.deliveries.{delivery.line_id}.document"
                judged.problems.append(Problem("reference_unknown", shown(delivery.document), place, delivery.line_id))


def _check_certificate(case: Case, judged: Source) -> None:
    held = case.recognised_certificate
    for name in held.evidence if held else ():
        if name not in case.evidence:
            path = "judged.recognised_certificate.evidence"
            judged.problems.append(Problem("reference_unknown", shown(name), path))
