"""What may be withdrawn, as the reference registers list it, and how the inputs of a case look without it."""

from collections.abc import Callable
from typing import NamedTuple

from applications.models import RecognisedBody
from applications.surroundings.factor_sets import recycled_rows, term_of
from calculations.catalogue import factor_payload
from calculations.models import Counterpart, EmissionFactor, EmissionFactorSet
from cecfp_portal.accounts.models import VerifierRegistration
from certificates.models import WithdrawalReview, WithdrawnKind
from certificates.reviewing.inputs import (
    Changed,
    Inputs,
    Json,
    Removal,
    Substitute,
    with_factors,
    with_set,
    without_body,
    without_counterpart,
    without_licence,
)


class Item(NamedTuple):
    """An item by its permanent code, with its names."""

    code: str
    name_th: str
    name_en: str


def items_of(kind: str) -> list[Item]:
    """Return what can be chosen of a kind; licences stand in no register and are typed."""
    return _LISTS[kind]() if kind in _LISTS else []


def _factors() -> list[Item]:
    rows = EmissionFactor.objects.exclude(unit_code="").select_related("factor_set")
    return [_factor_item(row) for row in rows.order_by("factor_set__code", "name_sort_key", "pk")]


def _factor_item(row: EmissionFactor) -> Item:
    value = f"{row.value_text} kgCO₂e/{row.unit_code}"
    return Item(
        row.code, f"{row.factor_set.code} · {row.name_th} ({value})", f"{row.factor_set.code} · {row.name_en} ({value})"
    )


def _sets() -> list[Item]:
    return [Item(row.code, row.name_th, row.name_en) for row in EmissionFactorSet.objects.order_by("code")]


def _counterparts() -> list[Item]:
    return [Item(row.code, row.name_th, row.name_en) for row in Counterpart.objects.order_by("code")]


def _bodies() -> list[Item]:
    return [Item(row.code, row.name_th, row.name_en or row.name_th) for row in RecognisedBody.objects.order_by("code")]


def _registrations() -> list[Item]:
    rows = VerifierRegistration.objects.select_related("user", "organisation").order_by("number")
    return [_registration_item(row) for row in rows]


def _registration_item(row: VerifierRegistration) -> Item:
    person, body = row.user, row.organisation
    return Item(
        row.number,
        f"{row.number} · {person.name_th or person.name_en} ({body.name_th})",
        f"{row.number} · {person.name_en or person.name_th} ({body.name_en or body.name_th})",
    )


_LISTS: dict[str, Callable[[], list[Item]]] = {
    WithdrawnKind.FACTOR: _factors,
    WithdrawnKind.FACTOR_SET: _sets,
    WithdrawnKind.COUNTERPART: _counterparts,
    WithdrawnKind.BODY: _bodies,
    WithdrawnKind.VERIFIER: _registrations,
}


def removal_of(review: WithdrawalReview) -> Removal:
    """Return what takes the review's item away from a case's inputs. Raises DoesNotExist for an item gone since."""
    return _REMOVALS[review.kind](review)


def _factor(review: WithdrawalReview) -> Removal:
    code, _separator, key = review.item.partition("/")
    row = EmissionFactor.objects.select_related("factor_set").get(factor_set__code=code, key=key)
    instead = _corrected(factor_payload(row), review.replacement)
    return lambda given: with_factors(given, instead)


def _corrected(withdrawn: Json, value: str) -> Substitute:
    def instead(factor: Json) -> Json | None:
        if not _is_row(factor, withdrawn):
            return factor
        return factor | {"value_kgco2e": value} if value else None

    return instead


def _is_row(factor: Json, row: Json) -> bool:
    """Whether a factor is the row of a set; those in the table of counterparts carry no id, only their names."""
    if "id" in factor:
        return bool(factor["id"] == row["id"])
    return _name_of(factor) == _name_of(row)


def _name_of(factor: Json) -> tuple[str, ...]:
    return tuple(str(factor.get(key) or "") for key in ("set", "row", "name_th", "name_en"))


def _factor_set(review: WithdrawalReview) -> Removal:
    old = review.item
    new = EmissionFactorSet.objects.get(code=review.replacement) if review.replacement else None
    by_id, by_name = _successors(old, new)

    def instead(factor: Json) -> Json | None:
        if factor.get("set") != old:
            return factor
        return by_id.get(str(factor["id"])) if "id" in factor else by_name.get(_name_of(factor))

    told = term_of(new) | {"recycled_rows": recycled_rows(new.code)} if new else None
    return lambda given: with_set(given, old, told, instead)


def _successors(old: str, new: EmissionFactorSet | None) -> tuple[dict[str, Json], dict[tuple[str, ...], Json]]:
    """Return the new set's row for the same activity, by the id and by the names of the old one."""
    if new is None:
        return {}, {}
    rows = (
        EmissionFactor.objects.filter(factor_set=new).exclude(activity="").select_related("factor_set").order_by("-pk")
    )
    of_activity = {row.activity: factor_payload(row) for row in rows}
    by_id, by_name = {}, {}
    for row in EmissionFactor.objects.filter(factor_set__code=old).select_related("factor_set"):
        if row.activity in of_activity:
            payload = factor_payload(row)
            by_id[payload["id"]] = by_name[_name_of(payload)] = of_activity[row.activity]
    return by_id, by_name


def _counterpart(review: WithdrawalReview) -> Removal:
    return lambda given: without_counterpart(given, review.item, review.replacement)


def _licence(review: WithdrawalReview) -> Removal:
    return lambda given: without_licence(given, review.item)


def _body(review: WithdrawalReview) -> Removal:
    def removal(given: Inputs) -> Changed | None:
        return without_body(given, review.item, review.effective_on)

    return removal


_REMOVALS: dict[str, Callable[[WithdrawalReview], Removal]] = {
    WithdrawnKind.FACTOR: _factor,
    WithdrawnKind.FACTOR_SET: _factor_set,
    WithdrawnKind.COUNTERPART: _counterpart,
    WithdrawnKind.LICENCE: _licence,
    WithdrawnKind.BODY: _body,
}
