"""What the legs of a transport line still lack."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.choices import WayBack
from applications.completeness.figures import number_problem, text_problem
from applications.completeness.problem import Problem
from applications.models import InventoryLine, TransportLeg
from calculations.engine import problems as engine
from calculations.engine.quantities import find_unit


def legs_problems(line: InventoryLine, section: str) -> Iterator[Problem]:
    """Yield the problems of a line's legs; each names the leg by its own identifier, the line's total the line."""
    unit = find_unit(line.period_total_unit)
    if not isinstance(unit, engine.Problem) and unit.dimension not in ("mass", "volume"):
        sentence = _("With legs the total is the mass carried: choose a unit of mass.")
        yield Problem(section, sentence, "period_total_unit", line.line_id, "legs_without_mass")
    for number, leg in enumerate(line.legs.all(), start=1):
        for problem in leg_problems(leg, section):
            numbered = _("Leg %(number)s: %(problem)s") % {"number": number, "problem": problem.message}
            yield Problem(section, numbered, f"leg-{leg.line_id}-{problem.field}", line.line_id, problem.code)


def leg_problems(leg: TransportLeg, section: str) -> list[Problem]:
    """Return what one leg lacks, each at its own field."""
    return [problem for problem in _leg(leg, section) if problem]


def _leg(leg: TransportLeg, section: str) -> Iterator[Problem | None]:
    at: Any = {"section": section, "line_id": leg.line_id}
    yield text_problem(leg.vehicle, _("Name the vehicle and its load."), field="vehicle", **at)
    yield number_problem(leg.distance_text, field="distance_text", **at)
    sentence = _("Name where the distance is from (map, odometer, PCR).")
    yield text_problem(leg.distance_source, sentence, field="distance_source", **at)
    if leg.factor is None and leg.own_factor is None:
        yield Problem(section, _("Choose the factor of the way out."), "factor", leg.line_id, "factor_missing")
    yield text_problem(leg.way_back, _("Choose how the vehicle comes back."), field="way_back", **at)
    yield number_problem(leg.payload_text, field="payload_text", is_optional=True, **at)
    yield number_problem(leg.trips_text, field="trips_text", is_optional=True, **at)
    if leg.way_back == WayBack.LOADED:
        yield text_problem(leg.return_reason, _("Say what it brings back."), field="return_reason", **at)
    if leg.way_back == WayBack.EMPTY:
        if not leg.payload_text.strip() and not leg.trips_text.strip():
            sentence = _("Enter the load of one journey, or the number of journeys.")
            yield Problem(section, sentence, "payload_text", leg.line_id, "trips_missing")
        if leg.return_factor is None and leg.return_own_factor is None:
            sentence = _("Choose the factor of the empty way back.")
            yield Problem(section, sentence, "return_factor", leg.line_id, "factor_missing")
