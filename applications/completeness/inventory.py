"""What the inventory of the product still lacks: per line, per own factor, and as a whole."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from applications.choices import OUTPUT_KINDS, QuantityBasis, Side, Stage
from applications.completeness.composition import share_problem
from applications.completeness.figures import number_problem, spoken, text_problem
from applications.completeness.own_factors import own_factor_problems
from applications.completeness.problem import Problem
from applications.completeness.transport import legs_problems
from applications.models import Application, InventoryLine, Portion, TransportLeg
from calculations.engine import problems as engine
from calculations.engine.criteria.editions import EDITIONS
from calculations.engine.quantities import Unit, convert, find_unit, parse_number

SECTION = "inventory"
FACTORS_OF_LEG = ("factor", "own_factor", "return_factor", "return_own_factor")


def problems(application: Application) -> list[Problem]:
    """Return the problems of the product's lines, of the own factors, and of the inventory as a whole."""
    lines = lines_of(application, Side.PRODUCT)
    found = whole_problems(application, lines)
    for line in lines:
        found += line_problems(line, SECTION)
    for factor in application.own_factors.all():
        found += own_factor_problems(factor)
    return [*found, *workbook_problems(application)]


def workbook_problems(application: Application) -> list[Problem]:
    """Return what is wrong with the totals of the applicant's own workbook; they may be left out altogether."""
    stages = [f"workbook_{stage}_text" for stage in Stage.values]
    typed = [name for name in ("workbook_total_text", *stages) if getattr(application, name).strip()]
    found = [number_problem(getattr(application, name), section=SECTION, field=name) for name in typed]
    if typed and "workbook_total_text" not in typed:
        sentence = _("Enter the total as well, not only the stages.")
        found.append(Problem(SECTION, sentence, "workbook_total_text", code="text_missing"))
    return [problem for problem in found if problem]


def lines_of(application: Application, side: str) -> list[InventoryLine]:
    """Return one side's lines with what they refer to."""
    related = application.inventory_lines.filter(side=side)
    shown = related.select_related("factor__factor_set", "own_factor", "portion__node")
    return list(shown.prefetch_related(Prefetch("legs", TransportLeg.objects.select_related(*FACTORS_OF_LEG))))


def whole_problems(application: Application, lines: Sequence[InventoryLine]) -> list[Problem]:
    """Return what no single line lacks: stages of the boundary, and a line for every recycled portion."""
    if not lines:
        return [Problem(SECTION, _("Add the inputs, outputs and transport of the product."), code="inventory_empty")]
    kept = [line for line in lines if not line.is_cut_off]
    return [*_stage_problems(application, lines, kept), *_portion_problems(application, kept)]


def _stage_problems(
    application: Application, lines: Sequence[InventoryLine], kept: Sequence[InventoryLine]
) -> Iterator[Problem]:
    edition = EDITIONS.get(application.criteria_edition)
    if edition is None or not application.boundary:
        return
    required = edition.stages_required[application.boundary]
    present = {line.stage for line in kept}
    for stage in required:
        if stage not in present:
            missing = _("No line yet for the stage “%(stage)s”.") % {"stage": Stage(stage).label}
            yield Problem(SECTION, missing, code="stage_missing")
    for line in lines:
        if line.stage and line.stage not in required and not line.is_cut_off:
            sentence = _("This stage lies beyond the system boundary of the case.")
            yield Problem(SECTION, sentence, "stage", line.line_id, "stage_beyond")


def _portion_problems(application: Application, kept: Sequence[InventoryLine]) -> Iterator[Problem]:
    covered = {line.portion_id for line in kept}
    portions = Portion.objects.filter(node__application=application).select_related("node")
    for portion in portions:
        if portion.is_recycled and portion.pk not in covered:
            sentence = _("No line stands for the recycled material “%(material)s” (clause 5.2).")
            yield Problem(SECTION, sentence % {"material": str(portion)}, code="portion_missing")


def line_problems(line: InventoryLine, section: str) -> list[Problem]:
    """Return what one line still lacks; `section` tells whose side it stands on."""
    return [
        problem for problem in (*_words(line, section), *_figures(line, section), *_factor(line, section)) if problem
    ]


def _words(line: InventoryLine, section: str) -> Iterator[Problem | None]:
    at: Any = {"section": section, "line_id": line.line_id}
    yield text_problem(line.stage, _("Choose the life-cycle stage."), field="stage", **at)
    yield text_problem(line.kind, _("Choose the kind of line."), field="kind", **at)
    yield text_problem(line.name, _("Enter what goes in or out."), field="name", **at)
    if line.is_cut_off:
        yield text_problem(line.cut_off_reason, _("State why this line is cut off."), field="cut_off_reason", **at)
        if line.portion is not None and line.portion.is_recycled:
            sentence = _("Recycled material cannot be cut off.")
            yield Problem(section, sentence, "is_cut_off", line.line_id, "recycled_cut_off")
        return
    sentence = _("Name the document that shows the total.")
    yield text_problem(line.source_document, sentence, field="source_document", **at)
    yield text_problem(line.quantity_basis, _("Choose how the total was obtained."), field="quantity_basis", **at)
    is_recycled = line.portion is not None and line.portion.is_recycled and line.side == Side.PRODUCT
    if is_recycled and line.quantity_basis == QuantityBasis.ESTIMATED:
        sentence = _("Your own use of recycled material must be measured or invoiced, not estimated (clause 5.2).")
        yield Problem(section, sentence, "quantity_basis", line.line_id, "recycled_estimated")


def _figures(line: InventoryLine, section: str) -> Iterator[Problem | None]:
    at: Any = {"section": section, "line_id": line.line_id}
    has_total = bool(line.period_total_text.strip())
    if has_total or not line.is_cut_off:
        yield number_problem(line.period_total_text, field="period_total_text", may_be_zero=True, **at)
        unit = find_unit(line.period_total_unit)
        if isinstance(unit, engine.Problem):
            yield Problem(section, spoken(unit), "period_total_unit", line.line_id, unit.code)
    typed = line.allocation_share_text or "100"
    yield share_problem(typed, field="allocation_share_text", **at)
    share = parse_number(typed)
    if isinstance(share, Fraction) and share != 100 and not line.is_cut_off:
        sentence = _("State the basis of the allocation (mass, energy, price, …).")
        yield text_problem(line.allocation_basis, sentence, field="allocation_basis", **at)
    yield from _practice_figures(line, at)


def _practice_figures(line: InventoryLine, at: dict[str, Any]) -> Iterator[Problem | None]:
    """The figures that only some lines have; empty is complete."""
    for name in ("yield_share_text", "cut_off_estimate_text"):
        if getattr(line, name).strip():
            yield share_problem(getattr(line, name), field=name, **at)
    for name in ("biogenic_emitted_text", "biogenic_removed_text"):
        yield number_problem(getattr(line, name), field=name, is_optional=True, may_be_zero=True, **at)
    if line.density_text.strip():
        yield number_problem(line.density_text, field="density_text", **at)
        sentence = _("Name the source of the density.")
        yield text_problem(line.density_source, sentence, field="density_source", **at)


def _factor(line: InventoryLine, section: str) -> Iterator[Problem | None]:
    has_factor = line.factor is not None or line.own_factor is not None
    if line.kind in OUTPUT_KINDS:
        if has_factor:
            sentence = _("Products and co-products are outputs and have no emission factor.")
            yield Problem(section, sentence, "factor", line.line_id, "factor_of_output")
    elif line.pk and line.legs.all():
        if has_factor:
            sentence = _("The factors stand at the legs: choose none for the line as a whole.")
            yield Problem(section, sentence, "factor", line.line_id, "legs_and_factor")
        yield from legs_problems(line, section)
    elif has_factor:
        yield from _factor_unit(line, section)
    elif not line.is_cut_off:
        yield Problem(section, _("Choose the emission factor."), "factor", line.line_id, "factor_missing")


def _factor_unit(line: InventoryLine, section: str) -> Iterator[Problem | None]:
    unit, per = find_unit(line.period_total_unit), factor_unit(line)
    if isinstance(unit, engine.Problem):
        return
    if isinstance(per, engine.Problem):
        sentence = _("The unit of this factor cannot be computed with. Choose another, or enter your own.")
        yield Problem(section, sentence, "factor", line.line_id, "factor_unit")
    elif {unit.dimension, per.dimension} == {"mass", "volume"}:
        if not line.density_text.strip():
            sentence = _("State the density: the total is a mass and the factor per volume, or the reverse.")
            yield Problem(section, sentence, "density_text", line.line_id, "density_missing")
    elif isinstance(convert(Fraction(1), unit, per), engine.Problem):
        differs = _("The factor is per %(per)s: give the total in a unit of the same kind.") % {"per": per.code}
        yield Problem(section, differs, "period_total_unit", line.line_id, "unit_dimension")


def factor_unit(line: InventoryLine) -> Unit | engine.Problem:
    """Return the unit of the factor a line uses."""
    if line.factor:
        return find_unit(line.factor.unit_code or line.factor.unit)
    return find_unit(line.own_factor.per_unit if line.own_factor else "")
