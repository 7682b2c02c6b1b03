"""The emission factors a case may use: its pinned set, combustion and refrigerants of the CFO list, and its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.models import Application, InventoryLine, OwnFactor
from applications.services.own_factors import figures_of
from calculations import catalogue
from calculations.engine.criteria.editions import EDITIONS
from calculations.models import EmissionFactor
from cecfp_portal.wording import Words

CATEGORIES: dict[str, Words] = {
    "electricity": _("Electricity"),
    "fuel-upstream": _("Fuel production"),
    "fuel-combustion": _("Fuel combustion"),
    "refrigerant": _("Refrigerants"),
    "water": _("Water"),
    "plastic": _("Plastics"),
    "plastic-recycled": _("Recycled plastics"),
    "paper": _("Paper"),
    "metal": _("Metals"),
    "metal-recycled": _("Recycled metals"),
    "wood": _("Wood"),
    "transport": _("Transport"),
    "waste": pgettext_lazy("category of emission factors", "Waste management"),
}


@dataclass(frozen=True)
class FactorChoice:
    """One factor as it stands in the list: its code in forms, its words, and what is shown beside it."""

    code: str
    label: str
    group: Words
    source: str
    confidence: Words
    note: str
    is_own: bool
    set_name: str
    factor: EmissionFactor | None = None
    own: OwnFactor | None = None


def own_factors_of(application: Application) -> QuerySet[OwnFactor]:
    """Return the case's own factors with what their values are computed from."""
    held = application.own_factors.select_related("evidence__document")
    return held.prefetch_related("meters__factor__factor_set")


def factor_choices(application: Application, text: str = "") -> list[FactorChoice]:
    """Return the factors the case may use, own ones first; `text` narrows the sets' factors."""
    own = [_own(factor) for factor in own_factors_of(application)]
    if application.factor_set is None:
        return own
    found = [_of_set(factor) for factor in catalogue.search(application.factor_set, text)]
    found += [_of_set(factor) for factor in catalogue.only_elsewhere(application.factor_set, text)]
    edition = EDITIONS.get(application.criteria_edition)
    accepted = edition.settings.cfo_categories_accepted if edition else ()
    for other in catalogue.sets_in_force(timezone.localdate(), "CFO").filter(gwp_set=application.factor_set.gwp_set):
        found += [_of_set(factor) for factor in catalogue.search(other, text) if factor.category in accepted]
    return [*own, *sorted(found, key=lambda choice: str(choice.group))]


def chosen(application: Application, line: InventoryLine) -> FactorChoice | None:
    """Return the factor a stored line uses, whatever set it is of."""
    return choice_of(line.factor, line.own_factor)


def choice_of(factor: EmissionFactor | None, own: OwnFactor | None) -> FactorChoice | None:
    """Return a stored factor as it stands in the list."""
    if factor:
        return _of_set(factor)
    return _own(own) if own else None


def by_code(choices: Iterable[FactorChoice], code: str) -> FactorChoice | None:
    """Return the choice a form named; None for a code that is not offered."""
    return next((choice for choice in choices if choice.code == code), None)


def grouped(choices: Iterable[FactorChoice]) -> list[tuple[Words, list[FactorChoice]]]:
    """Return the choices under their headings, in the order given."""
    groups: dict[str, tuple[Words, list[FactorChoice]]] = {}
    for choice in choices:
        groups.setdefault(str(choice.group), (choice.group, []))[1].append(choice)
    return list(groups.values())


def _of_set(factor: EmissionFactor) -> FactorChoice:
    row = f" [{factor.row}]" if factor.row else ""
    return FactorChoice(
        code=f"set-{factor.pk}",
        label=f"{factor}{row} – {factor.value_text} kgCO₂e/{factor.unit_code or factor.unit}",
        group=CATEGORIES.get(factor.category, factor.category),
        source=factor.source,
        confidence=factor.get_confidence_level_display(),
        note=factor.confidence,
        is_own=False,
        set_name=str(factor.factor_set),
        factor=factor,
    )


def _own(factor: OwnFactor) -> FactorChoice:
    return FactorChoice(
        code=f"own-{factor.line_id}",
        label=f"{factor} – {_value_of(factor)} kgCO₂e/{factor.per_unit or '?'}",
        group=_("Your own factors"),
        source=factor.source,
        confidence=_("Brought by the applicant; not in the set"),
        note=str(factor.get_rung_display()),
        is_own=True,
        set_name="",
        own=factor,
    )


def _value_of(factor: OwnFactor) -> str:
    figures = figures_of(factor, list(factor.meters.all()))
    return (figures.value if figures else factor.factor_text) or "?"
