"""The life-cycle inventory: lines and own factors stored, copied to the comparator, and their footprints computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Max

from applications import snapshots
from applications.choices import ComparatorMethod, LineKind, NodeRole, Side, Stage
from applications.models import Application, InventoryLine, Portion, TransportLeg
from applications.models.application import new_line_id
from calculations.engine import display
from calculations.engine.case import STAGES
from calculations.engine.inventory import Footprint, LineResult, comparator_footprint, footprint
from calculations.engine.reading import case_from_json


@dataclass(frozen=True)
class LineFigures:
    """What is computed of one line, per functional unit."""

    amount: str
    unit: str
    emission: str


@dataclass(frozen=True)
class StageTotal:
    """The emission of one life-cycle stage, with its part of the total."""

    code: str
    label: str
    emission: str
    percent: str


@dataclass(frozen=True)
class SideFigures:
    """One side of the comparison: every figure as text, the exact total beside the printed one."""

    total: str
    exact: str
    value: Fraction | None
    stages: tuple[StageTotal, ...]
    lines: Mapping[str, LineFigures]
    is_declared: bool


@dataclass(frozen=True)
class Comparison:
    """Clause 5.3 as it stands now: both totals unrounded, equality passes."""

    verdict: str
    difference: str


def figures_of(application: Application) -> tuple[SideFigures, SideFigures]:
    """Return what can be computed of product and comparator from what is stored."""
    case, _problems = case_from_json(snapshots.case_of(application))
    return _figures(footprint(case, Side.PRODUCT)), _figures(comparator_footprint(case))


def figures_as_typed(application: Application, line: InventoryLine, legs: Sequence[TransportLeg]) -> LineFigures | None:
    """Return what can be computed of a line that is not stored, with the case around it as it stands."""
    judged = snapshots.case_of(application)["judged"]
    used = {row["id"]: row for row in [*judged["factors"], *snapshots.factors_of([(line, legs)])]}
    changed = {**judged, "inventory": [snapshots.inventory_line(line, legs)], "factors": list(used.values())}
    case, _problems = case_from_json({"schema": snapshots.SCHEMA, "judged": changed})
    return _figures(footprint(case, line.side)).lines.get(line.line_id)


def compare(product: SideFigures, comparator: SideFigures) -> Comparison:
    """Compare the exact totals under clause 5.3; pending while one of them cannot be computed."""
    if product.value is None or comparator.value is None:
        return Comparison("pending", "")
    verdict = "pass" if product.value <= comparator.value else "fail"
    return Comparison(verdict, display.readable_text(comparator.value - product.value, "floor"))


def _figures(result: Footprint) -> SideFigures:
    total = result.total_kgco2e
    shown = [stage for stage in STAGES if any(line.line.stage == stage for line in result.lines)]
    percents = display.percents_to_hundred([result.by_stage[stage] for stage in shown]) if total else [""] * len(shown)
    return SideFigures(
        total="" if total is None else display.significant_text(total),
        exact="" if total is None else display.readable_text(total, places=12),
        value=total,
        stages=tuple(
            StageTotal(stage, str(Stage(stage).label), display.significant_text(result.by_stage[stage]), percent)
            for stage, percent in zip(shown, percents, strict=True)
        ),
        lines={line.line.line_id: _line_figures(line) for line in result.lines},
        is_declared=result.is_declared,
    )


def _line_figures(result: LineResult) -> LineFigures:
    unit = result.factor.per_unit.code if result.factor and result.factor.per_unit else ""
    if result.line.legs:
        carried = [term.amount for term in result.terms if term.role == "out"]
        return LineFigures(
            amount=display.significant_text(sum(carried, Fraction(0)), 4) if carried else "",
            unit="tkm",
            emission="" if result.emission_kgco2e is None else display.significant_text(result.emission_kgco2e),
        )
    return LineFigures(
        amount="" if result.amount is None else display.significant_text(result.amount, 4),
        unit=unit,
        emission="" if result.emission_kgco2e is None else display.significant_text(result.emission_kgco2e),
    )


def _next_position(application: Application) -> int:
    return int(application.inventory_lines.aggregate(last=Max("position"))["last"] or 0) + 1


def write_line(application: Application, line: InventoryLine, values: Mapping[str, Any]) -> InventoryLine:
    """Store one line of the locked application; a new one goes to the end."""
    for name, value in values.items():
        setattr(line, name, value)
    line.application = application
    if not line.pk:
        line.position = _next_position(application)
    line.save()
    return line


def write_legs(line: InventoryLine, rows: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Make the stored line's legs those given, in this order; those of it that are not given are removed."""
    stored = {leg.line_id: leg for leg in line.legs.all()}
    for position, (key, values) in enumerate(rows):
        leg = stored.pop(key, None) or TransportLeg(transport=line)
        for name, value in values.items():
            setattr(leg, name, value)
        leg.position = position
        leg.save()
    for leg in stored.values():
        leg.delete()


def copy_legs(line: InventoryLine, copy: InventoryLine) -> None:
    """Give a stored copy of a line legs like the line's."""
    for leg in line.legs.all():
        names = [field.attname for field in TransportLeg._meta.concrete_fields if not field.primary_key]
        values = {name: getattr(leg, name) for name in names} | {"line_id": new_line_id(), "transport_id": copy.pk}
        TransportLeg.objects.create(**values)


def copy_of(line: InventoryLine) -> InventoryLine:
    """Return the same line as a new one, not stored yet, under an identifier of its own."""
    names = [field.attname for field in InventoryLine._meta.concrete_fields if not field.primary_key]
    return InventoryLine(**{name: getattr(line, name) for name in names} | {"line_id": new_line_id()})


def add_lines_of_materials(application: Application) -> int:
    """Add a raw-material line for every portion that no line of the product stands for; return how many."""
    used = application.inventory_lines.filter(side=Side.PRODUCT, portion__isnull=False).values("portion")
    missing = Portion.objects.filter(node__application=application).exclude(pk__in=used).select_related("node")
    portions = [portion for portion in missing.order_by("node__position", "position") if portion.material]
    for portion in portions:
        values = {"stage": Stage.RAW_MATERIAL, "kind": LineKind.RAW_MATERIAL, "period_total_unit": "kg"}
        write_line(application, InventoryLine(), {**values, "name": portion.material, "portion": portion})
    return len(portions)


def copy_product_to_comparator(application: Application) -> int:
    """Copy the product's lines to the comparator for editing; return how many.

    Lines that stand for recycled material lose their factor, so that the one of virgin material is chosen;
    packaging stays as it is (both footprints hold it unchanged).
    """
    position = _next_position(application)
    lines = list(application.inventory_lines.filter(side=Side.PRODUCT).select_related("portion__node"))
    for offset, line in enumerate(lines):
        copy = copy_of(line)
        copy.side, copy.position = Side.COMPARATOR, position + offset
        if line.portion and line.portion.is_recycled and line.portion.node.role != NodeRole.PACKAGING:
            copy.factor = copy.own_factor = None
        copy.save()
        copy_legs(line, copy)
    if lines and not application.comparator_method:
        application.comparator_method = ComparatorMethod.MEASURED
        application.save(update_fields=["comparator_method"])
    return len(lines)
