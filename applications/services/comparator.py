"""The generated comparator of a draft as it stands, and the applicant's own choices of virgin material."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from applications.choices import ComparatorMethod
from applications.models import Application, CounterpartOverride, Portion
from applications.overview.substitution import SubstitutionView, substitution_view
from applications.services.inventory import stored_case
from calculations.engine.criteria.editions import EDITIONS
from calculations.engine.outcomes import INVALID, REVIEW, Outcome
from calculations.engine.report.substitution import substitution
from calculations.engine.rules.virgin_model import generated_model


@dataclass(frozen=True)
class Question:
    """What the engine says of the generated comparator now: to be mended, or for an officer to consider."""

    outcome: str
    th: str
    en: str
    line_ids: tuple[str, ...]


@dataclass(frozen=True)
class GeneratedComparator:
    """The draft's generated comparator for its page."""

    view: SubstitutionView
    questions: tuple[Question, ...]


def generated_of(application: Application) -> GeneratedComparator | None:
    """Return the generated comparator from what is stored, or None where another method is chosen."""
    if application.comparator_method != ComparatorMethod.GENERATED:
        return None
    case = stored_case(application)
    view = substitution_view(substitution(case))
    edition = EDITIONS.get(application.criteria_edition)
    if view is None or edition is None:
        return None
    outcomes = [outcome for outcome in generated_model(case, edition) if outcome.outcome in (INVALID, REVIEW)]
    return GeneratedComparator(view, tuple(_question(outcome) for outcome in outcomes))


def _question(outcome: Outcome) -> Question:
    return Question(outcome.outcome, outcome.message.th, outcome.message.en, outcome.line_ids)


def write_override(application: Application, portion: Portion, values: Mapping[str, Any]) -> None:
    """Store the choice of another virgin material for one portion of the locked application."""
    CounterpartOverride.objects.update_or_create(portion=portion, defaults={**values, "application": application})


def remove_override(application: Application, portion: Portion) -> None:
    """Go back to TGO's table for one portion of the locked application."""
    application.counterpart_overrides.filter(portion=portion).delete()
