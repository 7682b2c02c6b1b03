"""Nested processes: how often each has to run for one unit of every product asked for, loops included, exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.inventories.elimination import Unsolvable, solve
from calculations.engine.inventories.values import Inventory, Line, Output, OwnUnit, Process
from calculations.engine.problems import Problem, shown
from calculations.engine.quantities import convert


@dataclass(frozen=True)
class Activity:
    """A process, or one product's allocated share of it."""

    process: Process
    outputs: tuple[Output, ...]
    share: Fraction

    @property
    def id(self) -> str:
        is_whole = len(self.outputs) == len(self.process.outputs)
        return self.process.id if is_whole else f"{self.process.id}:{self.outputs[0].product}"


@dataclass(frozen=True)
class Network:
    """The processes behind one inventory; ``runs`` are per one unit of each product asked for."""

    activities: tuple[Activity, ...]
    units: Mapping[str, OwnUnit]
    runs: Mapping[str, Mapping[str, Fraction]]


def converted(amount: Fraction, unit: OwnUnit, target: OwnUnit) -> Fraction | Problem:
    """The amount in another unit; words outside the table meet only themselves."""
    if unit.text == target.text:
        return amount
    if unit.known is None or target.known is None:
        return Problem("unit_dimension", f"{shown(unit.text)} ≠ {shown(target.text)}")
    return convert(amount, unit.known, target.known)


def network_of(inventory: Inventory, problems: list[Problem]) -> Network:
    """Solve the part of the network that the inventory's lines reach.

    Every problem is noted with the process it lies in; a network with problems has no ``runs``.
    """
    asked = {line.product for line in inventory.lines if line.product}
    activities = _reached(asked, [a for process in inventory.processes for a in _split(process)])
    units = _units(activities)
    before = len(problems)
    problems += [
        # One column of the system for each: a process called like another's share would be taken for it.
        Problem("line_id_duplicate", shown(name), f"{inventory.path}.processes", inventory.id)
        for name, count in Counter(activity.id for activity in activities).items()
        if count > 1
    ]
    rows = _equations(activities, units, problems)
    missing = [line for line in inventory.lines if line.product and line.product not in rows]
    problems += [
        Problem("product_unknown", shown(line.product), f"{inventory.path}.lines", line.id) for line in missing
    ]
    if len(problems) > before:
        return Network(activities, units, {})
    return Network(activities, units, _solved(rows, sorted(asked), activities, inventory, problems))


def _split(process: Process) -> tuple[Activity, ...]:
    """A process whose outputs carry allocation shares stands for one process per output."""
    if len(process.outputs) > 1 and all(output.allocation_share is not None for output in process.outputs):
        return tuple(Activity(process, (o,), o.allocation_share or Fraction(0)) for o in process.outputs)
    return (Activity(process, process.outputs, Fraction(1)),)


def _reached(asked: Iterable[str], activities: list[Activity]) -> tuple[Activity, ...]:
    makers: dict[str, list[Activity]] = {}
    for activity in activities:
        for output in activity.outputs:
            makers.setdefault(output.product, []).append(activity)
    waiting, seen, reached = sorted(asked), set(asked), {}
    while waiting:
        for activity in makers.get(waiting.pop(), []):
            if activity.id in reached:
                continue
            reached[activity.id] = activity
            named = {o.product for o in activity.outputs} | {x.product for x in activity.process.lines if x.product}
            waiting += sorted(named - seen)
            seen |= named
    return tuple(activity for activity in activities if activity.id in reached)


def _units(activities: tuple[Activity, ...]) -> dict[str, OwnUnit]:
    units: dict[str, OwnUnit] = {}
    for activity in activities:
        for output in activity.outputs:
            if output.unit is not None:
                units.setdefault(output.product, output.unit)
    return units


def _equations(
    activities: tuple[Activity, ...], units: Mapping[str, OwnUnit], problems: list[Problem]
) -> dict[str, dict[str, Fraction]]:
    """One equation per product: what all processes make of it, less what they use, meets the demand."""
    rows: dict[str, dict[str, Fraction]] = {product: {} for a in activities for product in _products(a)}
    for activity in activities:
        process = activity.process
        flows = [(o.product, o.amount, o.unit, Fraction(1), f"{process.path}.produces") for o in activity.outputs]
        flows += [
            (x.product, x.amount, x.unit, -activity.share, f"{process.path}.lines") for x in process.lines if x.product
        ]
        for product, amount, unit, sign, path in flows:
            if product not in units and product not in rows:
                problems.append(Problem("product_unknown", shown(product), path, process.id))
                continue
            if amount is None or unit is None or product not in units:
                continue
            exact = converted(amount, unit, units[product])
            if isinstance(exact, Problem):
                problems.append(exact.at(path, process.id))
                continue
            row = rows[product]
            row[activity.id] = row.get(activity.id, Fraction(0)) + sign * exact
    return rows


def _products(activity: Activity) -> tuple[str, ...]:
    return tuple(output.product for output in activity.outputs)


def _solved(
    rows: Mapping[str, Mapping[str, Fraction]],
    asked: list[str],
    activities: tuple[Activity, ...],
    inventory: Inventory,
    problems: list[Problem],
) -> Mapping[str, Mapping[str, Fraction]]:
    try:
        return solve(rows, {product: {product: Fraction(1)} for product in asked})
    except Unsolvable as refusal:
        if refusal.reason == "contradiction":
            makers = [a for a in activities if set(refusal.names) & set(_products(a))]
            problems += [Problem("network_singular", shown(a.id), a.process.path, a.process.id) for a in makers]
        elif refusal.reason == "ambiguous":
            free = [a for a in activities if a.id in refusal.names]
            problems += [Problem("network_ambiguous", shown(a.id), a.process.path, a.process.id) for a in free]
        else:
            problems.append(Problem("network_too_large", "", inventory.path, inventory.id))
        return {}


def own_lines(process: Process) -> tuple[Line, ...]:
    """The lines of a process that are not products of others."""
    return tuple(line for line in process.lines if not line.product)
