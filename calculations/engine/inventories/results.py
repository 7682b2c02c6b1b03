"""What one inventory adds up to: every impact and elementary flow, by line, stage and process, all exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from calculations.engine.inventories.network import Activity, Network, converted, network_of, own_lines
from calculations.engine.inventories.values import Document, Inventory, Line, OwnUnit
from calculations.engine.problems import Problem, shown
from calculations.engine.quantities import parse_number

# The word "impact" with an impact's id, or "flow" with a flow's name.
Key = tuple[str, str]
Effects = dict[Key, Fraction]
EVERY: Key = ("every", "")


@dataclass(frozen=True)
class LineEffects:
    line: Line
    effects: Effects


@dataclass(frozen=True)
class ProcessEffects:
    """How often a process runs for the inventory, and what it emits by that itself."""

    id: str
    runs: Fraction
    effects: Effects


@dataclass(frozen=True)
class Result:
    """Per functional unit; without ``totals`` where a problem keeps them from being computed.

    ``credits`` are lines and processes that lower a result without being declared as credits; ``unjudged`` are
    flows an impact has no characterisation factor for.
    """

    inventory: Inventory
    totals: Effects
    lines: tuple[LineEffects, ...]
    processes: tuple[ProcessEffects, ...]
    credits: tuple[tuple[str, Key], ...]
    unjudged: tuple[tuple[str, Key], ...]
    is_declared: bool


class _Adding:
    """Adds one inventory up, collecting problems, credits and flows without a factor on the way."""

    def __init__(self, document: Document, inventory: Inventory, flow_units: dict[str, OwnUnit]) -> None:
        self.document, self.inventory, self.flow_units = document, inventory, flow_units
        self.problems: list[Problem] = []
        self.credits: dict[tuple[str, Key], None] = {}
        self.unjudged: dict[tuple[str, Key], None] = {}
        self.intensities: dict[str, Effects] = {}
        self.network: Network | None = None

    def direct(self, line: Line, owner: str) -> Effects:
        """What a line emits itself."""
        if line.amount is None or line.unit is None:
            return {}
        found: Effects = {}
        if line.flow:
            found = self._flow(line, line.amount, line.unit, owner)
        elif line.factors and line.per_unit is not None:
            amount = self._converted(line.amount, line.unit, line.per_unit, line.id)
            found = {("impact", key): amount * factor for key, factor in line.factors.items()}
        if not line.is_credit:
            self.credits.update({(owner, key): None for key, value in found.items() if value < 0})
        return found

    def _flow(self, line: Line, typed: Fraction, unit: OwnUnit, owner: str) -> Effects:
        target = self.flow_units.setdefault(line.flow, unit)
        amount = self._converted(typed, unit, target, line.id)
        found: Effects = {("flow", line.flow): amount}
        for impact in self.document.impacts:
            factor = self.document.characterisation.get(impact, {}).get(line.flow)
            if factor is None:
                self.unjudged[(owner, ("impact", impact))] = None
            else:
                found[("impact", impact)] = amount * factor
        return found

    def _converted(self, amount: Fraction, unit: OwnUnit, target: OwnUnit, line_id: str) -> Fraction:
        exact = converted(amount, unit, target)
        if isinstance(exact, Problem):
            self.problems.append(exact.at(f"{self.inventory.path}.lines", line_id))
            return Fraction(0)
        return exact

    def resolve(self) -> list[tuple[Activity, Effects]]:
        """Solve the network; what each reached process emits in one run."""
        self.network = network_of(self.inventory, self.problems)
        emitted = []
        for activity in self.network.activities:
            effects: Effects = {}
            for line in own_lines(activity.process):
                add(effects, self.direct(line, line.id), activity.share)
            returned = [x for x in activity.process.lines if x.product and x.amount is not None and x.amount < 0]
            self.credits.update({(line.id, EVERY): None for line in returned if not line.is_credit})
            emitted.append((activity, effects))
        for activity, effects in emitted:
            for product, runs in self.network.runs.get(activity.id, {}).items():
                add(self.intensities.setdefault(product, {}), effects, runs)
        return emitted

    def of_line(self, line: Line) -> Effects:
        if not line.product:
            return self.direct(line, line.id)
        if line.amount is None or line.unit is None or self.network is None or line.product not in self.network.units:
            return {}
        amount = self._converted(line.amount, line.unit, self.network.units[line.product], line.id)
        found: Effects = {}
        add(found, self.intensities.get(line.product, {}), amount)
        if amount < 0 and not line.is_credit:
            self.credits[(line.id, EVERY)] = None
        return found

    def demand(self) -> Iterator[tuple[str, Fraction]]:
        """Product and amount asked for, in the product's unit."""
        for line in self.inventory.lines:
            if line.product and line.amount is not None and line.unit is not None and self.network is not None:
                target = self.network.units.get(line.product)
                exact = converted(line.amount, line.unit, target) if target else None
                if isinstance(exact, Fraction):
                    yield line.product, exact


def add(target: Effects, effects: Mapping[Key, Fraction], times: Fraction) -> None:
    """Add effects so many times onto others, in place."""
    for key, value in effects.items():
        target[key] = target.get(key, Fraction(0)) + value * times


def result_of(document: Document, inventory: Inventory, flow_units: dict[str, OwnUnit]) -> tuple[Result, list[Problem]]:
    """Add one inventory up.

    Args:
        document: impacts and characterisation factors.
        inventory: lines, processes, declared totals.
        flow_units: the unit each flow is counted in, shared by all inventories of the file and filled here.

    Returns:
        The result per functional unit, and what keeps it from being computed.
    """
    if not inventory.lines:
        declared: Effects = {("impact", key): value for key, (value, _) in inventory.declared.items()}
        problems = [] if declared else [Problem("inventory_empty", "", f"{inventory.path}.lines", inventory.id)]
        lowering = tuple((inventory.id, key) for key, value in declared.items() if value < 0)
        return Result(inventory, declared, (), (), lowering, (), is_declared=True), problems
    adding = _Adding(document, inventory, flow_units)
    emitted = adding.resolve()
    per_unit = 1 / inventory.functional_units if inventory.functional_units else Fraction(0)
    lines = tuple(LineEffects(line, _scaled(adding.of_line(line), per_unit)) for line in inventory.lines)
    processes = tuple(_processes(adding, emitted, per_unit))
    # An impact that nothing here has a factor for is missing, not zero.
    totals: Effects = {}
    for line_effects in lines:
        add(totals, line_effects.effects, Fraction(1))
    problems = adding.problems
    if not problems:
        problems = list(_differing(inventory, totals))
    result = Result(
        inventory, totals, lines, processes, tuple(adding.credits), tuple(adding.unjudged), is_declared=False
    )
    return result, problems


def _scaled(effects: Effects, times: Fraction) -> Effects:
    return {key: value * times for key, value in effects.items()}


def _processes(
    adding: _Adding, emitted: list[tuple[Activity, Effects]], per_unit: Fraction
) -> Iterator[ProcessEffects]:
    network, demand = adding.network, list(adding.demand())
    for activity, effects in emitted:
        by_product = network.runs.get(activity.id, {}) if network else {}
        runs = (
            sum((by_product.get(product, Fraction(0)) * amount for product, amount in demand), Fraction(0)) * per_unit
        )
        # A process that runs backwards takes its burdens away: a credit, unless it is declared as avoided.
        if runs < 0 and not activity.process.is_avoided:
            adding.credits[(activity.id, EVERY)] = None
        yield ProcessEffects(activity.id, runs, _scaled(effects, runs))


def _differing(inventory: Inventory, totals: Effects) -> Iterator[Problem]:
    """A typed total beside lines agrees with the computed one in every digit it was typed with."""
    for impact, (value, typed) in inventory.declared.items():
        computed = totals.get(("impact", impact))
        if computed is None or abs(computed - value) > half_of_last_digit(typed):
            yield Problem("total_differs", shown(typed), f"{inventory.path}.totals.{impact}", inventory.id)


def half_of_last_digit(typed: str) -> Fraction:
    """How far an exact value may lie from a typed figure that was rounded; nothing for a ratio, which is exact.

    >>> half_of_last_digit("5.0"), half_of_last_digit("1/3"), half_of_last_digit("๕")
    (Fraction(1, 20), Fraction(0, 1), Fraction(1, 2))
    """
    if "/" in typed or isinstance(parse_number(typed), Problem):
        return Fraction(0)
    exponent = Decimal(typed.strip().replace(",", "").replace("\u2212", "-")).as_tuple().exponent
    return Fraction(10) ** exponent / 2 if isinstance(exponent, int) else Fraction(0)
