"""What was in force when the earlier case was judged, and what stands in its place now."""

from datetime import date

from django.db.models import F, Q

from applications import models
from applications.models import Application, ProductCategoryRule
from calculations.catalogue import sets_in_force, usable
from calculations.models import EmissionFactor, EmissionFactorSet

FACTOR_PATHS = (
    (models.InventoryLine, "application", ("factor", "combustion_factor")),
    (models.OwnFactorMeter, "own_factor__application", ("factor",)),
    (models.TransportLeg, "transport__application", ("factor", "return_factor")),
    (models.CounterpartOverride, "application", ("factor",)),
)


def factor_set_now(former: EmissionFactorSet | None, on: date, *, is_newest: bool) -> EmissionFactorSet | None:
    """Return the set to pin: the newest in force; with `is_newest` False the former one while it may be used."""
    found = sets_in_force(on, former.scheme if former else "CFP")
    if former is not None and not is_newest and found.filter(pk=former.pk).exists():
        return former
    return found.order_by(F("in_force_from").desc(nulls_last=True), "code").first()


def rule_now(former: ProductCategoryRule | None, on: date) -> ProductCategoryRule | None:
    """Return the announced PCR of the same code with the newest version that is not withdrawn; None when none is."""
    if former is None:
        return None
    standing = ProductCategoryRule.objects.filter(
        Q(withdrawn_on=None) | Q(withdrawn_on__gt=on), code=former.code, approved_on__lte=on
    )
    return standing.order_by("-approved_on", "-pk").first()


def factors_now(application: Application, pinned: EmissionFactorSet | None, on: date) -> dict[int, int]:
    """Return, for every factor of a set that the case uses, the row to use now; one without such a row is left out.

    The same activity of the pinned set, or of the newest set in force of the factor's own scheme where it came from
    a list of another one.
    """
    used = EmissionFactor.objects.filter(pk__in=_used(application)).select_related("factor_set")
    found = {factor.pk: _row_now(factor, application.factor_set, pinned, on) for factor in used}
    return {former: row.pk for former, row in found.items() if row is not None}


def _row_now(
    factor: EmissionFactor, former: EmissionFactorSet | None, pinned: EmissionFactorSet | None, on: date
) -> EmissionFactor | None:
    if factor.factor_set == pinned:
        return factor
    is_of_list = former is None or factor.factor_set == former or factor.factor_set.scheme == former.scheme
    wanted = pinned if is_of_list else _other_list(factor, on)
    if wanted is None or wanted == factor.factor_set:
        return factor if wanted else None
    same = Q(activity=factor.activity) if factor.activity else Q(key=factor.key)
    return usable(wanted).filter(same).order_by("pk").first()


def _other_list(factor: EmissionFactor, on: date) -> EmissionFactorSet | None:
    own = factor.factor_set
    found = sets_in_force(on, own.scheme).filter(gwp_set=own.gwp_set)
    if found.filter(pk=own.pk).exists():
        return own
    return found.order_by(F("in_force_from").desc(nulls_last=True), "code").first()


def _used(application: Application) -> set[int]:
    used: set[int] = set()
    for model, path, names in FACTOR_PATHS:
        rows = model._default_manager.filter(**{path: application}).values_list(*(f"{name}_id" for name in names))
        used |= {key for row in rows for key in row if key is not None}
    return used
