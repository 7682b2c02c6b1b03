"""What PCR, units, data period, output and factor set of a case still lack."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.choices import Boundary, Market, PcrStatus
from applications.completeness.figures import day_problem, number_problem, spoken, text_problem
from applications.completeness.problem import Problem
from applications.models import Application
from calculations.engine import problems as engine
from calculations.engine.quantities import find_unit
from cecfp_portal import thai

SECTION = "scope"
BOUNDARY_OF_MARKET = {Market.B2B: Boundary.CRADLE_TO_GATE, Market.B2C: Boundary.CRADLE_TO_GRAVE}


def boundary_for(market: str) -> str:
    """Return the system boundary that a market asks for; empty while the market is not chosen.

    >>> str(boundary_for("b2c")), boundary_for("")
    ('cradle_to_grave', '')
    """
    return BOUNDARY_OF_MARKET[Market(market)] if market in Market.values else ""


def problems(application: Application) -> list[Problem]:
    """Return the problems of the calculation's frame."""
    found = (*_pcr_checks(application), *_unit_checks(application), *_period_checks(application))
    return [problem for problem in found if problem]


def _pcr_checks(application: Application) -> Iterator[Problem | None]:
    if not application.pcr_status:
        yield Problem(
            SECTION, _("Choose whether the PCR is announced or a draft."), "pcr_status", code="choice_missing"
        )
    elif application.pcr_status == PcrStatus.REGISTERED and application.pcr_id is None:
        yield Problem(SECTION, _("Choose the announced PCR."), "pcr", code="choice_missing")
    elif application.pcr_status == PcrStatus.DRAFT:
        sent, today = application.draft_pcr_sent_text, timezone.localdate()
        yield day_problem(sent, section=SECTION, field="draft_pcr_sent_text", not_after=today)
    if application.factor_set_id is None:
        yield Problem(SECTION, _("Choose the set of emission factors."), "factor_set", code="choice_missing")
    if not application.boundary:
        sentence = _("The system boundary follows from B2B or B2C: choose it in the section on the product first.")
        yield Problem(SECTION, sentence, code="boundary_missing")


def _unit_checks(application: Application) -> Iterator[Problem | None]:
    for name in ("functional_unit", "product_unit"):
        yield number_problem(getattr(application, f"{name}_text"), section=SECTION, field=f"{name}_text")
        yield _unit_problem(getattr(application, f"{name}_unit"), f"{name}_unit")
        thai_text, english_text = getattr(application, f"{name}_th"), getattr(application, f"{name}_en")
        yield text_problem(thai_text, _("Describe the unit in Thai."), section=SECTION, field=f"{name}_th")
        yield text_problem(english_text, _("Describe the unit in English."), section=SECTION, field=f"{name}_en")
    yield number_problem(
        application.product_units_per_functional_unit_text,
        section=SECTION,
        field="product_units_per_functional_unit_text",
    )
    yield number_problem(application.declared_mass_text, section=SECTION, field="declared_mass_text")
    yield _unit_problem(application.declared_mass_unit, "declared_mass_unit", dimension="mass")


def _unit_problem(typed: str, field: str, dimension: str = "") -> Problem | None:
    unit = find_unit(typed)
    if isinstance(unit, engine.Problem):
        return Problem(SECTION, spoken(unit), field, code=unit.code)
    if dimension and unit.dimension != dimension:
        return Problem(SECTION, _("Choose a unit of mass."), field, code="unit_dimension")
    return None


def _period_checks(application: Application) -> Iterator[Problem | None]:
    start, end = application.data_period_start_text, application.data_period_end_text
    yield day_problem(start, section=SECTION, field="data_period_start_text")
    yield day_problem(end, section=SECTION, field="data_period_end_text", not_after=timezone.localdate())
    first, last = _day(start), _day(end)
    if first and last and last <= first:
        sentence = _("The period must end after it begins.")
        yield Problem(SECTION, sentence, "data_period_end_text", code="period_order")
    yield number_problem(application.period_output_text, section=SECTION, field="period_output_text")


def _day(typed: str) -> date | None:
    try:
        return thai.parse_day(typed)
    except thai.DayRefused:
        return None
