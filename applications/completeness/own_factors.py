"""What an own emission factor still lacks: the fields of its rung, and its meters where it is computed."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.choices import FactorOrigin
from applications.choices import OwnFactorRung as Rung
from applications.completeness.composition import share_problem
from applications.completeness.figures import day_problem, number_problem, spoken, text_problem
from applications.completeness.problem import Problem
from applications.models import OwnFactor, OwnFactorMeter
from calculations.engine import problems as engine
from calculations.engine.quantities import find_unit, parse_number

SECTION = "inventory"


def own_factor_problems(factor: OwnFactor) -> list[Problem]:
    """Return what one own factor still lacks; the problems of a meter carry the meter's line."""
    found = [*_words(factor), *(_metered(factor) if factor.is_computed else _stated(factor))]
    if factor.is_computed:
        found += [problem for meter in factor.meters.all() for problem in _meter(meter)]
    return [problem for problem in found if problem]


def _words(factor: OwnFactor) -> Iterator[Problem | None]:
    at: Any = {"section": SECTION, "line_id": factor.line_id}
    yield text_problem(factor.name, _("Name the factor."), field="name", **at)
    yield text_problem(factor.rung, _("Choose how the factor was obtained."), field="rung", **at)
    yield text_problem(factor.origin, _("Choose what it is a factor of."), field="origin", **at)
    yield _unit(factor.per_unit, "per_unit", factor.line_id)
    yield text_problem(factor.source, _("Name the source: document, edition, page."), field="source", **at)
    if factor.origin == FactorOrigin.RECYCLED and factor.rung not in ("", Rung.METERED):
        sentence = _("State why the recycler's metered data, or the alternative above, was out of reach (clause 5.2).")
        yield text_problem(factor.reason, sentence, field="reason", **at)


def _unit(typed: str, field: str, line_id: str) -> Problem | None:
    unit = find_unit(typed)
    return Problem(SECTION, spoken(unit), field, line_id, unit.code) if isinstance(unit, engine.Problem) else None


def _stated(factor: OwnFactor) -> Iterator[Problem | None]:
    at: Any = {"section": SECTION, "line_id": factor.line_id}
    parsed = parse_number(factor.factor_text)
    # A negative factor (a credit) can be computed with; the engine has a person look at it.
    if isinstance(parsed, engine.Problem):
        yield Problem(SECTION, spoken(parsed), "factor_text", factor.line_id, parsed.code)
    elif factor.factor_value is None and factor.pk:
        code = "number_too_long"
        yield Problem(SECTION, spoken(engine.Problem(code)), "factor_text", factor.line_id, code)
    if factor.rung == Rung.SUPPLIER_CFP:
        sentence = _("Enter the number of the supplier's certificate.")
        yield text_problem(factor.certificate_number, sentence, field="certificate_number", **at)
        yield day_problem(factor.expires_text, field="expires_text", **at)


def _metered(factor: OwnFactor) -> Iterator[Problem | None]:
    at: Any = {"section": SECTION, "line_id": factor.line_id}
    yield text_problem(factor.maker_name, _("Name the plant that was metered."), field="maker_name", **at)
    yield day_problem(factor.period_start_text, field="period_start_text", **at)
    yield day_problem(factor.period_end_text, field="period_end_text", **at)
    yield number_problem(factor.output_text, field="output_text", **at)
    yield _unit(factor.output_unit, "output_unit", factor.line_id)
    if factor.intake_text.strip():
        yield number_problem(factor.intake_text, field="intake_text", **at)
        yield _unit(factor.intake_unit, "intake_unit", factor.line_id)
    if factor.pk is None or not factor.meters.exists():
        sentence = _("Add what the recycler meters: electricity, fuels, water, auxiliary materials.")
        yield Problem(SECTION, sentence, "", factor.line_id, "own_factor_meters")


def _meter(meter: OwnFactorMeter) -> Iterator[Problem | None]:
    at: Any = {"section": SECTION, "line_id": meter.line_id}
    yield text_problem(meter.kind, _("Choose what kind of input is metered."), field="kind", **at)
    yield text_problem(meter.name, _("Enter what is metered."), field="name", **at)
    yield number_problem(meter.period_total_text, field="period_total_text", **at)
    yield _unit(meter.period_total_unit, "period_total_unit", meter.line_id)
    yield share_problem(meter.allocation_share_text or "100", field="allocation_share_text", **at)
    yield text_problem(meter.quantity_basis, _("Choose how the total was obtained."), field="quantity_basis", **at)
    if meter.factor is None:
        yield Problem(SECTION, _("Choose the emission factor."), "factor", meter.line_id, "factor_missing")
