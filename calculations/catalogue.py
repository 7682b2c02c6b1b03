"""Looking factors up: the sets in force on a day, a search within one set, and a factor as a case embeds it."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from calculations.engine.display import exact_text
from calculations.engine.problems import Problem
from calculations.engine.quantities import parse_number
from calculations.factor_files import load_factor_sets
from calculations.models import EmissionFactor, EmissionFactorSet
from cecfp_portal.text import search_text

__all__ = ["factor_payload", "load_factor_sets", "only_elsewhere", "search", "sets_in_force", "usable"]


def sets_in_force(on: date, scheme: str = "CFP") -> QuerySet[EmissionFactorSet]:
    """The sets of a scheme that may be pinned on a day: in force, or superseded with their grace still running."""
    return EmissionFactorSet.objects.filter(
        Q(in_force_from=None) | Q(in_force_from__lte=on),
        Q(in_force_to=None) | Q(in_force_to__gte=on) | Q(grace_until__gte=on),
        scheme=scheme,
    )


def usable(factor_set: EmissionFactorSet) -> QuerySet[EmissionFactor]:
    """The factors of a set that a case can use: those whose unit the engine knows."""
    return factor_set.factors.exclude(unit_code="").select_related("factor_set")


def search(factor_set: EmissionFactorSet, text: str = "", limit: int | None = None) -> QuerySet[EmissionFactor]:
    """Find usable factors of a set by words of either name, category or row number, in Thai dictionary order.

    Every word has to be found somewhere; Thai digits and capital letters make no difference.
    """
    found = usable(factor_set)
    for word in search_text(text).split():
        found = found.filter(
            Q(name_th__icontains=word) | Q(name_en__icontains=word) | Q(category__icontains=word) | Q(row=word)
        )
    found = found.order_by("name_sort_key", "pk")
    return found[:limit] if limit is not None else found


def only_elsewhere(factor_set: EmissionFactorSet, text: str = "") -> list[EmissionFactor]:
    """The factors of other sets of the same scheme and GWP set for activities the set has no row of.

    Of several sets the newest row stands; whether it may be used is a question of its own in every case.
    """
    held = set(factor_set.factors.exclude(activity="").values_list("activity", flat=True))
    others = EmissionFactorSet.objects.filter(scheme=factor_set.scheme, gwp_set=factor_set.gwp_set)
    found: dict[str, EmissionFactor] = {}
    for other in others.exclude(pk=factor_set.pk).order_by(F("in_force_from").desc(nulls_last=True)):
        for factor in search(other, text):
            if factor.activity and factor.activity not in held:
                found.setdefault(factor.activity, factor)
    return list(found.values())


def factor_payload(factor: EmissionFactor) -> dict[str, Any]:
    """The factor as `factors[]` of a case holds it: plain text, its value exactly as published, no database id."""
    value = parse_number(factor.value_text)
    return {
        "id": factor.code,
        "kind": "set",
        "set": factor.factor_set.code,
        "row": factor.row,
        "name_th": factor.name_th,
        "name_en": factor.name_en,
        "category": factor.category,
        "value_kgco2e": factor.value_text if isinstance(value, Problem) else exact_text(value),
        "per_unit": factor.unit_code or factor.unit,
        "gwp_set": factor.factor_set.gwp_set,
        "scheme": factor.factor_set.scheme,
        "source": factor.source,
        "source_url": factor.source_url,
        "confidence": factor.confidence,
        "origin": factor.origin,
        "is_for_recycled": factor.origin == "recycled",
    }
