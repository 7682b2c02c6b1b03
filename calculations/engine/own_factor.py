"""The applicant's own factor computed from the recycler's meters, exactly (clause 5.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from calculations.engine.case.factors import Factor, Meter, OwnFactor
from calculations.engine.problems import Problem, shown
from calculations.engine.quantities import convert

COMPUTED_RUNGS = ("metered", "electricity_only")


@dataclass(frozen=True, slots=True)
class MeterResult:
    """One metered input: the amount in its factor's unit, its part for this material, and what it emits."""

    meter: Meter
    factor: Factor | None
    amount: Fraction | None
    emission_kgco2e: Fraction | None


@dataclass(frozen=True, slots=True)
class Computed:
    """The factor in kgCO2e per unit; ``None`` as long as a meter cannot be computed."""

    value_kgco2e: Fraction | None
    meters: tuple[MeterResult, ...]
    problems: tuple[Problem, ...]


def computed(factor: Factor, own: OwnFactor, factors: Mapping[str, Factor]) -> Computed:
    """Sum of metered input × allocation share × its factor, over the recycled material made in the period.

    Args:
        factor: the own factor; only its id and unit are read.
        own: how it was obtained.
        factors: all factors of the case, by id.

    Returns:
        kgCO2e per unit of the factor, exact, with every meter's part and everything that keeps it from being known.

    Source: clause 5.2 (primary data) and 5.2 (1) (electricity alone). Losses need no allowance of their own: the
    whole input is divided by what came out.
    """
    problems: list[Problem] = []
    if not own.meters:
        problems.append(Problem("own_factor_meters", path="judged.own_factors.meters", line_id=factor.id))
    meters = tuple(_result(meter, own, factors, problems) for meter in own.meters)
    output = None
    if own.output is not None and factor.per_unit is not None:
        output = convert(own.output.value, own.output.unit, factor.per_unit)
    if isinstance(output, Problem):
        problems.append(output.at("judged.own_factors.output", factor.id))
    emissions = [result.emission_kgco2e for result in meters]
    known = [emission for emission in emissions if emission is not None]
    is_known = bool(emissions) and len(known) == len(emissions) and isinstance(output, Fraction) and not problems
    value = sum(known, Fraction(0)) / output if is_known and isinstance(output, Fraction) else None
    return Computed(value, meters, tuple(problems))


def _result(meter: Meter, own: OwnFactor, factors: Mapping[str, Factor], problems: list[Problem]) -> MeterResult:
    factor = factors.get(meter.factor)
    path = "judged.own_factors.meters"
    if own.rung == "electricity_only" and meter.kind not in ("", "electricity"):
        problems.append(Problem("own_factor_electricity_only", shown(meter.name), f"{path}.kind", meter.line_id))
    if factor is None:
        if meter.factor:
            problems.append(Problem("reference_unknown", shown(meter.factor), f"{path}.factor", meter.line_id))
        return MeterResult(meter, None, None, None)
    if factor.own is not None and factor.own.rung in COMPUTED_RUNGS:
        problems.append(Problem("own_factor_nested", shown(meter.factor), f"{path}.factor", meter.line_id))
        return MeterResult(meter, factor, None, None)
    if meter.period_total is None or meter.allocation_share is None or factor.per_unit is None:
        return MeterResult(meter, factor, None, None)
    amount = convert(meter.period_total.value, meter.period_total.unit, factor.per_unit)
    if isinstance(amount, Problem):
        problems.append(amount.at(f"{path}.period_total.unit", meter.line_id))
        return MeterResult(meter, factor, None, None)
    amount *= meter.allocation_share
    emission = amount * factor.value_kgco2e if factor.value_kgco2e is not None else None
    return MeterResult(meter, factor, amount, emission)


def with_computed(factors: Mapping[str, Factor], problems: list[Problem]) -> dict[str, Factor]:
    """The factors with the values of the metered ones filled in; what keeps one from being known is noted."""
    filled: dict[str, Factor] = {}
    for key, factor in factors.items():
        own = factor.own
        if own is None or own.rung not in COMPUTED_RUNGS:
            filled[key] = factor
            continue
        result = computed(factor, own, factors)
        problems.extend(result.problems)
        gwp_set = factor.gwp_set or _common_gwp_set(result)
        value = result.value_kgco2e if factor.value_kgco2e is None else factor.value_kgco2e
        filled[key] = replace(factor, value_kgco2e=value, gwp_set=gwp_set)
    return filled


def _common_gwp_set(result: Computed) -> str:
    """The GWP set of the factors behind the meters, where they agree."""
    found = {meter.factor.gwp_set for meter in result.meters if meter.factor is not None}
    return found.pop() if len(found) == 1 else ""
