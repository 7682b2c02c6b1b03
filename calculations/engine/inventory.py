"""The life-cycle inventory: amount per functional unit and emission of every line, totals by stage, all exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.case import STAGES, Case, Factor, InventoryLine, ProductAmount
from calculations.engine.problems import Problem
from calculations.engine.quantities import convert

# Outputs carry no emission of their own: what they take with them is the allocation share of the other lines.
_OUTPUTS = {"product", "co_product"}


@dataclass(frozen=True, slots=True)
class LineResult:
    """One line per functional unit: the amount in the factor's unit and its emission."""

    line: InventoryLine
    factor: Factor | None
    amount: Fraction | None
    emission_kgco2e: Fraction | None


@dataclass(frozen=True, slots=True)
class Footprint:
    """One side's result; ``total_kgco2e`` is ``None`` as long as a line of it cannot be computed."""

    total_kgco2e: Fraction | None
    by_stage: dict[str, Fraction]
    lines: tuple[LineResult, ...]
    cut_off: tuple[InventoryLine, ...]
    problems: tuple[Problem, ...]
    is_declared: bool = False


def amount_ratio(amount: ProductAmount, unit: ProductAmount) -> Fraction | Problem:
    """How many of ``unit`` an amount of product is, exactly."""
    if amount.value is None or unit.value is None:
        return Problem("number_missing")
    if amount.unit_text == unit.unit_text:
        return amount.value / unit.value
    if amount.unit is None or unit.unit is None or amount.unit.dimension != unit.unit.dimension:
        return Problem("output_unit", f"{amount.unit_text} ≠ {unit.unit_text}")
    return amount.value * amount.unit.size / (unit.value * unit.unit.size)


def functional_units_in_period(case: Case) -> Fraction | Problem:
    """The output of the data period, in functional units: what every period total is divided by."""
    if case.period_output is None or case.product_unit is None or case.product_units_per_functional_unit is None:
        return Problem("number_missing", path="judged.period_output")
    product_units = amount_ratio(case.period_output, case.product_unit)
    if isinstance(product_units, Problem):
        return product_units.at("judged.period_output.unit")
    return product_units / case.product_units_per_functional_unit


def footprint(case: Case, side: str) -> Footprint:
    """Sum one side's inventory.

    Amount per functional unit = period total × allocation share ÷ period output × product units per functional
    unit; emission = amount × factor. Everything stays a fraction.

    Args:
        case: the case as read.
        side: ``product`` or ``comparator``.

    Returns:
        Emissions in kgCO2e per functional unit by line and stage, exact, with every line's problem.
    """
    return case.once(("footprint", side), lambda: _footprint(case, side))


def _footprint(case: Case, side: str) -> Footprint:
    output = functional_units_in_period(case)
    lines = [line for line in case.inventory if line.side == side]
    results: list[LineResult] = []
    problems: list[Problem] = [output] if isinstance(output, Problem) and lines else []
    by_stage = dict.fromkeys(STAGES, Fraction(0))
    for line in lines:
        if line.is_cut_off or line.kind in _OUTPUTS:
            continue
        result = _line_result(case, line, output, problems)
        results.append(result)
        if result.emission_kgco2e is not None and line.stage:
            by_stage[line.stage] += result.emission_kgco2e
    is_complete = bool(results) and all(r.emission_kgco2e is not None and r.line.stage for r in results)
    return Footprint(
        total_kgco2e=sum(by_stage.values(), Fraction(0)) if is_complete else None,
        by_stage=by_stage,
        lines=tuple(results),
        cut_off=tuple(line for line in lines if line.is_cut_off),
        problems=tuple(problems),
    )


def _line_result(case: Case, line: InventoryLine, output: Fraction | Problem, problems: list[Problem]) -> LineResult:
    factor = case.factors.get(line.factor)
    if factor is None:
        if not line.factor:
            problems.append(Problem("factor_missing", "", "judged.inventory.factor", line.line_id))
        return LineResult(line, None, None, None)
    if line.period_total is None or line.allocation_share is None or factor.per_unit is None:
        return LineResult(line, factor, None, None)
    total = convert(line.period_total.value, line.period_total.unit, factor.per_unit)
    if isinstance(total, Problem):
        problems.append(total.at("judged.inventory.period_total.unit", line.line_id))
        return LineResult(line, factor, None, None)
    if isinstance(output, Problem) or factor.value_kgco2e is None:
        return LineResult(line, factor, None, None)
    amount = total * line.allocation_share / output
    return LineResult(line, factor, amount, amount * factor.value_kgco2e)
