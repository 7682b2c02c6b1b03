"""What was converted on the way to a figure: units, and the period's totals to one functional unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.case import Case
from calculations.engine.display import exact_text, grouped_text, readable_text
from calculations.engine.inventory import comparator_footprint, footprint, functional_units_in_period
from calculations.engine.outcomes import Text
from calculations.engine.problems import Problem
from calculations.engine.quantities import UNITS, Unit


@dataclass(frozen=True, slots=True)
class Conversion:
    """``value in target = value in source × factor``, exactly, for so many lines."""

    kind: str
    factor: Fraction
    count: int
    text: Text


def conversions(case: Case) -> tuple[Conversion, ...]:
    """Each pair of units once with its exact factor, then the divisor of all totals of the data period."""
    return (*_of_mass(case), *_of_activity(case), *_of_period(case))


def _of_mass(case: Case) -> Iterator[Conversion]:
    kilogram = UNITS["kg"]
    masses = [node.mass for node in case.bill_of_materials]
    found = Counter(mass.unit for mass in masses if mass is not None and mass.unit != kilogram)
    for unit, count in sorted(found.items(), key=lambda pair: pair[0].code):
        yield _unit(unit, kilogram, count)


def _of_activity(case: Case) -> Iterator[Conversion]:
    pairs: Counter[tuple[Unit, Unit]] = Counter()
    for result in (*footprint(case, "product").lines, *comparator_footprint(case).lines):
        total, per = result.line.period_total, result.factor.per_unit if result.factor else None
        if total is not None and per is not None and total.unit != per and total.unit.dimension == per.dimension:
            pairs[total.unit, per] += 1
    for (source, target), count in sorted(pairs.items(), key=lambda pair: (pair[0][0].code, pair[0][1].code)):
        yield _unit(source, target, count)


def _unit(source: Unit, target: Unit, count: int) -> Conversion:
    factor = source.size / target.size
    shown = f"1 {source.code} = {grouped_text(exact_text(factor))} {target.code}"
    lines = "line" if count == 1 else "lines"
    return Conversion("unit", factor, count, Text(f"{shown} ({count} รายการ)", f"{shown} ({count} {lines})"))


def _of_period(case: Case) -> Iterator[Conversion]:
    units = functional_units_in_period(case)
    if isinstance(units, Problem) or units <= 0 or not footprint(case, "product").lines:
        return
    shown = grouped_text(readable_text(units))
    text = Text(
        f"ปริมาณต่อหน่วยการทำงาน = ปริมาณรวมในช่วงเวลาเก็บข้อมูล × สัดส่วนการปันส่วน ÷ {shown} หน่วยการทำงาน",
        f"Amount per functional unit = total of the data period × allocation share ÷ {shown} functional units.",
    )
    yield Conversion("period", 1 / units, len(footprint(case, "product").lines), text)
