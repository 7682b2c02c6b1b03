"""One inventory line per functional unit: amount times factor, for a fuel and for transport legs the sum of such."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.case import Case, Factor, InventoryLine, TransportLeg
from calculations.engine.density import amount_in
from calculations.engine.problems import Problem
from calculations.engine.quantities import UNITS, Quantity

_PATH = "judged.inventory"


@dataclass(frozen=True, slots=True)
class Term:
    """One product of amount and factor within a line: ``production``, ``combustion``, ``out`` or ``back``."""

    role: str
    factor: Factor
    amount: Fraction
    emission_kgco2e: Fraction
    leg_id: str = ""


@dataclass(frozen=True, slots=True)
class LineResult:
    """One line per functional unit: the amount in the factor's unit and its emission.

    ``terms`` is filled where a line is more than one product: a fuel that is burnt, a transport by legs. The latter
    has no single factor and no single amount.
    """

    line: InventoryLine
    factor: Factor | None = None
    amount: Fraction | None = None
    emission_kgco2e: Fraction | None = None
    terms: tuple[Term, ...] = ()


def line_result(case: Case, line: InventoryLine, output: Fraction | Problem, problems: list[Problem]) -> LineResult:
    """Compute one line.

    Args:
        output: functional units made in the data period, or why they are not known.
        problems: receives everything that keeps the line from being computed.

    Returns:
        Amount = period total × allocation share ÷ output, in the factor's unit; emission in kgCO2e. Exact.
    """
    if line.legs:
        return _by_legs(case, line, output, problems)
    factor = case.factors.get(line.factor)
    if factor is None:
        if not line.factor:
            problems.append(Problem("factor_missing", "", f"{_PATH}.factor", line.line_id))
        return LineResult(line)
    role = "production" if line.combustion_factor else ""
    main = _term(line, role, factor, line.period_total, output, problems)
    if not line.combustion_factor:
        return LineResult(line, factor, main.amount, main.emission_kgco2e) if main else LineResult(line, factor)
    burnt = case.factors.get(line.combustion_factor)
    burning = _term(line, "combustion", burnt, line.period_total, output, problems)
    if main is None or burning is None:
        return LineResult(line, factor)
    return LineResult(line, factor, main.amount, main.emission_kgco2e + burning.emission_kgco2e, (main, burning))


def _term(
    line: InventoryLine,
    role: str,
    factor: Factor | None,
    total: Quantity | None,
    output: Fraction | Problem,
    problems: list[Problem],
    leg_id: str = "",
) -> Term | None:
    """One product of the line; ``None`` with the reason named if it cannot be computed."""
    if factor is None or total is None or line.allocation_share is None or factor.per_unit is None:
        return None
    amount = amount_in(total, factor.per_unit, line.density)
    if isinstance(amount, Problem):
        problems.append(amount.at(f"{_PATH}.period_total.unit", leg_id or line.line_id))
        return None
    if isinstance(output, Problem) or factor.value_kgco2e is None:
        return None
    amount = amount * line.allocation_share / output
    return Term(role, factor, amount, amount * factor.value_kgco2e, leg_id)


def _by_legs(case: Case, line: InventoryLine, output: Fraction | Problem, problems: list[Problem]) -> LineResult:
    if line.factor or line.combustion_factor:
        problems.append(Problem("legs_and_factor", "", f"{_PATH}.factor", line.line_id))
    if line.kind != "transport":
        # A material's own factor would be left out, and its way alone would stand for it.
        problems.append(Problem("legs_not_transport", "", f"{_PATH}.legs", line.line_id))
    terms: list[Term | None] = []
    for leg in line.legs:
        for role, name, total in _ways(line, leg, problems):
            terms.append(_term(line, role, case.factors.get(name), total, output, problems, leg.line_id))
    done = tuple(term for term in terms if term is not None)
    is_alone = line.kind == "transport" and not line.factor and not line.combustion_factor
    is_whole = len(done) == len(terms) > 0 and is_alone
    return LineResult(line, None, None, sum((t.emission_kgco2e for t in done), Fraction(0)) if is_whole else None, done)


def _ways(
    line: InventoryLine, leg: TransportLeg, problems: list[Problem]
) -> Iterator[tuple[str, str, Quantity | None]]:
    """The way out in tkm and the empty way back in km, each with its factor; what lacks is named."""
    mass_kg, distance_km = _mass_kg(line, problems), _distance_km(leg, problems)
    if not leg.factor:
        problems.append(Problem("leg_factor_missing", "", f"{_PATH}.legs.factor", leg.line_id))
    yield "out", leg.factor, _product(mass_kg and mass_kg / 1000, distance_km, "tkm")
    if leg.comes_back_empty:
        if not leg.return_factor:
            problems.append(Problem("leg_return_factor_missing", "", f"{_PATH}.legs.return_factor", leg.line_id))
        trips = leg.trips
        if trips is None and leg.payload is not None and mass_kg is not None:
            trips = mass_kg / leg.payload.in_base
        if trips is None:
            problems.append(Problem("leg_trips_missing", "", f"{_PATH}.legs.trips", leg.line_id))
        yield "back", leg.return_factor, _product(trips, distance_km, "km")


def _mass_kg(line: InventoryLine, problems: list[Problem]) -> Fraction | None:
    if line.period_total is None:
        return None
    mass_kg = amount_in(line.period_total, UNITS["kg"], line.density)
    if isinstance(mass_kg, Problem):
        typed = line.period_total.unit.code
        problems.append(Problem("legs_without_mass", typed, f"{_PATH}.period_total.unit", line.line_id))
        return None
    return mass_kg


def _distance_km(leg: TransportLeg, problems: list[Problem]) -> Fraction | None:
    if leg.distance is None:
        return None
    if leg.distance.unit.dimension != "distance":
        problems.append(Problem("leg_distance_unit", leg.distance.unit.code, f"{_PATH}.legs.distance", leg.line_id))
        return None
    return leg.distance.in_base


def _product(one: Fraction | None, other: Fraction | None, unit: str) -> Quantity | None:
    return None if one is None or other is None else Quantity(one * other, UNITS[unit])
