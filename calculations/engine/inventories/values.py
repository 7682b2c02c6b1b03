"""The values ``inventory/1`` is read into: frozen and exact; ``None`` means not stated or not readable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.quantities import Unit

SCHEMA = "inventory/1"
ONLY_IMPACT, ONLY_IMPACT_UNIT = "climate", "kgCO2e"


@dataclass(frozen=True)
class OwnUnit:
    """A unit as typed, with its place in the engine's table where it has one ("passenger-km" has none)."""

    text: str
    known: Unit | None


@dataclass(frozen=True)
class Line:
    """An amount that meets a factor, is an elementary flow, or is a product of the network; exactly one of the three.

    ``amount`` is exact, in ``unit``, after the allocation share; ``factors`` are per ``per_unit``.
    """

    id: str
    name: str
    stage: str
    amount: Fraction | None
    unit: OwnUnit | None
    per_unit: OwnUnit | None
    factors: Mapping[str, Fraction]
    flow: str
    product: str
    is_credit: bool


@dataclass(frozen=True)
class Output:
    """What one run of a process makes; the allocation share where it makes several things."""

    product: str
    amount: Fraction | None
    unit: OwnUnit | None
    allocation_share: Fraction | None


@dataclass(frozen=True)
class Process:
    """A unit process: outputs and lines of one run of it."""

    id: str
    path: str
    outputs: tuple[Output, ...]
    lines: tuple[Line, ...]
    is_avoided: bool


@dataclass(frozen=True)
class Inventory:
    """One system: its lines, the processes behind them, or the totals it was declared with."""

    id: str
    path: str
    name: str
    functional_units: Fraction | None
    terms: Mapping[str, str]
    functional_unit: tuple[Fraction, OwnUnit] | None
    lines: tuple[Line, ...]
    processes: tuple[Process, ...]
    declared: Mapping[str, tuple[Fraction, str]]


@dataclass(frozen=True)
class Comparison:
    """The product's result shall not be more than the comparator's, in one impact or one elementary flow."""

    id: str
    path: str
    product: str
    comparator: str
    impact: str
    flow: str


@dataclass(frozen=True)
class Document:
    """Everything one ``inventory/1`` file holds."""

    impacts: Mapping[str, str]
    characterisation: Mapping[str, Mapping[str, Fraction]]
    inventories: tuple[Inventory, ...]
    comparisons: tuple[Comparison, ...]
