"""The life-cycle inventory: amount per functional unit and emission of every line, totals by stage, all exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.case import STAGES, Case, InventoryLine, ProductAmount
from calculations.engine.line_results import LineResult, Term, line_result
from calculations.engine.problems import Problem
from calculations.engine.sums import sum_exactly, sum_of_products

__all__ = [
    "Footprint",
    "LineResult",
    "Term",
    "amount_ratio",
    "comparator_footprint",
    "footprint",
    "functional_units_in_period",
    "product_units_in_period",
]

# Outputs carry no emission of their own: what they take with them is the allocation share of the other lines.
OUTPUTS = ("product", "co_product")
# A credit bought elsewhere is no part of the product's life cycle (clause 5.1): named, refused, never deducted.
_NOT_SUMMED = {*OUTPUTS, "carbon_credit"}


@dataclass(frozen=True, slots=True)
class Footprint:
    """One side's result; ``total_kgco2e`` is ``None`` as long as a line of it cannot be computed."""

    total_kgco2e: Fraction | None
    by_stage: dict[str, Fraction]
    lines: tuple[LineResult, ...]
    cut_off: tuple[InventoryLine, ...]
    problems: tuple[Problem, ...]
    is_declared: bool = False
    # Beside the footprint, per functional unit; neither is part of the total.
    biogenic_emitted_kgco2: Fraction = Fraction(0)
    biogenic_removed_kgco2: Fraction = Fraction(0)


def amount_ratio(amount: ProductAmount, unit: ProductAmount) -> Fraction | Problem:
    """How many of ``unit`` an amount of product is, exactly."""
    if amount.value is None or unit.value is None:
        return Problem("number_missing")
    if amount.unit_text == unit.unit_text:
        return amount.value / unit.value
    if amount.unit is None or unit.unit is None or amount.unit.dimension != unit.unit.dimension:
        return Problem("output_unit", f"{amount.unit_text} ≠ {unit.unit_text}")
    return amount.value * amount.unit.size / (unit.value * unit.unit.size)


def product_units_in_period(case: Case) -> Fraction | Problem:
    """The output of the data period, in product units."""
    if case.period_output is None or case.product_unit is None:
        return Problem("number_missing", path="judged.period_output")
    product_units = amount_ratio(case.period_output, case.product_unit)
    return product_units.at("judged.period_output.unit") if isinstance(product_units, Problem) else product_units


def functional_units_in_period(case: Case) -> Fraction | Problem:
    """The output of the data period, in functional units: what every period total is divided by."""
    product_units = product_units_in_period(case)
    if isinstance(product_units, Problem):
        return product_units
    if case.product_units_per_functional_unit is None:
        return Problem("number_missing", path="judged.period_output")
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
    emissions: dict[str, list[Fraction]] = {stage: [] for stage in STAGES}
    for line in lines:
        if line.is_cut_off or line.kind in _NOT_SUMMED:
            continue
        result = line_result(case, line, output, problems)
        results.append(result)
        if result.emission_kgco2e is not None and line.stage:
            emissions[line.stage].append(result.emission_kgco2e)
    by_stage = {stage: sum_exactly(values) for stage, values in emissions.items()}
    is_complete = bool(results) and all(r.emission_kgco2e is not None and r.line.stage for r in results)
    return Footprint(
        total_kgco2e=sum_exactly(by_stage.values()) if is_complete else None,
        by_stage=by_stage,
        lines=tuple(results),
        cut_off=tuple(line for line in lines if line.is_cut_off),
        problems=tuple(problems),
        biogenic_emitted_kgco2=_biogenic(results, output, "biogenic_emitted_kgco2"),
        biogenic_removed_kgco2=_biogenic(results, output, "biogenic_removed_kgco2"),
    )


def _biogenic(results: list[LineResult], output: Fraction | Problem, name: str) -> Fraction:
    """Biogenic carbon dioxide of the lines that count, in kg per functional unit."""
    if isinstance(output, Problem):
        return Fraction(0)
    stated = ((result.line, getattr(result.line, name)) for result in results)
    return sum_of_products((kg, line.allocation_share or Fraction(0)) for line, kg in stated if kg) / output


def comparator_footprint(case: Case) -> Footprint:
    """The comparator's result: its inventory, or the total it was declared with."""
    comparator = case.comparator
    if comparator is None or comparator.method != "declared":
        return footprint(case, "comparator")
    return Footprint(
        total_kgco2e=comparator.declared_total_kgco2e,
        by_stage={},
        lines=(),
        cut_off=(),
        problems=(),
        is_declared=True,
    )
