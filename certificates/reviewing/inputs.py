"""Taking something away from the frozen inputs of a case, as plain JSON values; the inputs given stay as they are.

Each function returns the inputs without the item and the names of what used it, or None where nothing does.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from calculations.engine.case import bare_licence, stated_licence
from calculations.engine.circular_share import RULE_PORTION
from calculations.engine.counting import RULE_412

Json = dict[str, Any]


@dataclass(frozen=True)
class Inputs:
    """What the engine is given: case, rulings and context."""

    case: Json
    rulings: list[Json]
    context: Json


@dataclass(frozen=True)
class Changed:
    """The inputs without the item; `uses` names the lines of the case that rest on it, none where only tables do."""

    inputs: Inputs
    uses: tuple[str, ...]


Removal = Callable[[Inputs], Changed | None]
# Given a factor of the case or of the table of counterparts: that very factor where it stays, another, or None.
Substitute = Callable[[Json], Json | None]


def with_factors(given: Inputs, substitute: Substitute) -> Changed | None:
    """Put something else, or nothing, in the place of factors.

    A line whose factor is gone cannot be computed. Another factor keeps the id under which the lines name the old one.
    """
    case, context = deepcopy(given.case), deepcopy(given.context)
    judged = case["judged"]
    kept, gone = _substituted(judged.get("factors") or [], substitute)
    judged["factors"] = kept
    is_in_tables = _put_into_counterparts(context, substitute)
    if not gone and not is_in_tables:
        return None
    return Changed(Inputs(case, given.rulings, context), tuple(_lines_naming(judged, gone)))


def _substituted(factors: list[Json], substitute: Substitute) -> tuple[list[Json], set[str]]:
    kept, touched = [], set()
    for factor in factors:
        found = substitute(factor)
        if found is factor:
            kept.append(factor)
            continue
        touched.add(str(factor.get("id")))
        if found is not None:
            kept.append(found | {"id": factor.get("id")})
    return kept, touched


def _put_into_counterparts(context: Json, substitute: Substitute) -> bool:
    rows, is_touched = [], False
    for row in context.get("counterparts") or ():
        found = substitute(row["factor"])
        is_touched = is_touched or found is not row["factor"]
        if found is not None:
            rows.append(row | {"factor": found})
    if is_touched:
        context["counterparts"] = rows
    return is_touched


def _lines_naming(judged: Json, factor_ids: set[str]) -> Iterator[str]:
    """Yield the names of inventory lines, own factors and overrides that name one of the factors anywhere."""
    lines = [*(judged.get("inventory") or ()), *(judged.get("own_factors") or ())]
    overrides = (judged.get("comparator") or {}).get("overrides") or ()
    for line in (*lines, *overrides):
        if factor_ids & set(_texts(line)):
            yield str(line.get("name") or line.get("name_th") or line.get("name_en") or line.get("line_id") or "")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def with_set(given: Inputs, old: str, new: Mapping[str, Any] | None, substitute: Substitute) -> Changed | None:
    """Put another factor set in the place of the one a case pins or uses.

    Args:
        new: the set as the context tells it (code, scheme, gwp_set, dates, recycled_rows), or None where nothing
            takes the place of the old one.
        substitute: the new set's row for each row of the old one.
    """
    changed = with_factors(given, substitute)
    editions = given.case["judged"].get("editions") or {}
    if changed is None and editions.get("factor_set") != old:
        return None
    inputs = changed.inputs if changed else Inputs(deepcopy(given.case), given.rulings, deepcopy(given.context))
    if new is not None and editions.get("factor_set") == old:
        inputs.case["judged"]["editions"] |= {"factor_set": new["code"], "gwp_set": new["gwp_set"]}
        _pin_in_context(inputs.context, new)
        comparator = inputs.case["judged"].get("comparator") or {}
        if comparator.get("factor_set") == old:
            comparator["factor_set"] = new["code"]
    return Changed(inputs, (changed.uses if changed else ()) or (old,))


def _pin_in_context(context: Json, new: Mapping[str, Any]) -> None:
    held = context.get("factor_sets")
    if held is None:
        return
    term = {key: value for key, value in new.items() if key != "recycled_rows"}
    held["sets"] = [row for row in held.get("sets") or () if row.get("code") != new["code"]] + [term]
    held["recycled_rows"] = list(new.get("recycled_rows") or ())


def without_counterpart(given: Inputs, code: str, value: str) -> Changed | None:
    """Take a row of the table of counterparts away, or give its virgin factor another value."""
    rows = given.context.get("counterparts") or []
    if all(row.get("id") != code for row in rows):
        return None
    context = deepcopy(given.context)
    context["counterparts"] = [row for row in context["counterparts"] if row.get("id") != code or value]
    for row in context["counterparts"]:
        if row.get("id") == code:
            row["factor"] = row["factor"] | {"value_kgco2e": value}
    return Changed(Inputs(given.case, given.rulings, context), ())


def without_licence(given: Inputs, licence: str) -> Changed | None:
    """Let no portion count whose waste arose, or was reprocessed, under the licence; figures stay as they are.

    Where such a portion's waste arose is not known, and that is refused: neither recycled material nor replaced in
    the comparator.
    """
    case = deepcopy(given.case)
    found = [
        portion
        for node in case["judged"].get("bill_of_materials") or ()
        for portion in node.get("portions") or ()
        if _is_under(portion, licence)
    ]
    if not found:
        return None
    refused = []
    for portion in found:
        portion["waste_origin"] = {"kind": "unknown"}
        # The only claimed origin that counts wherever the waste arose.
        if portion.get("origin") == "distribution_return":
            portion["origin"] = "post_consumer"
        refused += [_refusal(f"{rule}:{portion.get('line_id')}") for rule in (RULE_412, RULE_PORTION)]
    ids = {ruling["outcome_id"] for ruling in refused}
    rulings = [ruling for ruling in given.rulings if ruling.get("outcome_id") not in ids] + refused
    return Changed(Inputs(case, rulings, given.context), tuple(str(portion.get("material")) for portion in found))


def _is_under(portion: Mapping[str, Any], licence: str) -> bool:
    arose, reprocessor = portion.get("waste_origin") or {}, portion.get("reprocessor") or {}
    named = (arose.get("licence"), reprocessor.get("licence"), reprocessor.get("permit"))
    return any(text and stated_licence(text) and bare_licence(text) == bare_licence(licence) for text in named)


def _refusal(outcome_id: str) -> Json:
    return {
        "outcome_id": outcome_id,
        "accepted": False,
        "reason": "licence withdrawn",
        "by_role": "officer",
        "at": None,
    }


def without_body(given: Inputs, code: str, effective_on: date | None) -> Changed | None:
    """End the listings of a recognised body the day before `effective_on`, or take them away altogether."""
    held = given.case["judged"].get("recognised_certificate") or {}
    listings = (given.context.get("recognised_bodies") or {}).get("listings")
    if held.get("body") != code or listings is None:
        return None
    context = deepcopy(given.context)
    ended = (_ended(row, effective_on) if row.get("body") == code else row for row in listings)
    context["recognised_bodies"]["listings"] = [row for row in ended if row is not None]
    return Changed(Inputs(given.case, given.rulings, context), (str(held.get("body_name") or code),))


def _ended(row: Json, effective_on: date | None) -> Json | None:
    if effective_on is None or row["listed_from"] >= effective_on.isoformat():
        return None
    last = (effective_on - timedelta(days=1)).isoformat()
    return row | {"listed_to": min(row.get("listed_to") or last, last)}
