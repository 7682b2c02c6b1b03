"""Which recycled portions count under clause 4.1.2."""

from __future__ import annotations

from dataclasses import dataclass

from calculations.engine.case import Case, Portion, is_stated, stated_licence
from calculations.engine.origin_reasons import COUNTED, EXCLUDED, OPEN, REASONS
from calculations.engine.outcomes import Text

CLAIMED_ORIGINS = ("post_consumer", "distribution_return", "pre_consumer")
RULE_412 = "ce-cfp.4.1.2"


@dataclass(frozen=True, slots=True)
class Counting:
    """Whether one portion counts as recycled material: yes, a person must say, or no."""

    status: str
    row: str
    reason: Text
    is_strict_open: bool = False
    is_ruled: bool = False


def _reason(case: Case, portion: Portion) -> str:
    if portion.origin == "virgin" and portion.is_bio_based:
        return "virgin_bio_based"
    if portion.origin in ("virgin", "in_process", "reused_part"):
        return portion.origin
    if portion.origin == "unknown":
        return "origin_unknown"
    if not portion.origin:
        return "unread"
    if portion.claim_method == "mass_balance":
        return "mass_balance"
    return _pre_consumer(case, portion) if portion.origin == "pre_consumer" else _post_consumer(case, portion)


def _post_consumer(case: Case, portion: Portion) -> str:
    """Binding is the place where the waste arose, not who reprocessed it (assumption on clause 4.1.2)."""
    arose, licence = portion.waste_origin, stated_licence(portion.waste_origin.licence)
    is_factory = arose.kind == "factory" or bool(licence)
    grounds = (
        (arose.kind == "take_back" or licence in case.own_licences, "own_discard"),
        (is_factory and case.is_applicant(arose.juristic_id), "own_discard"),
        (arose.kind == "field", "field_residue"),
        (portion.origin == "distribution_return", "distribution_return"),
        (arose.kind in ("", "unknown"), "arose_unknown"),
        (arose.kind == "factory" and not licence and arose.is_abroad, "foreign"),
        (arose.kind == "factory" and not licence, "licence_missing"),
        (case.resembles_own_licence(arose.licence), "licence_alike"),
        (is_factory and case.has_factory_without_licence, "own_licence_missing"),
    )
    return next((reason for is_met, reason in grounds if is_met), "post_consumer")


def _pre_consumer(case: Case, portion: Portion) -> str:
    """The first ground that applies; whose licence it is comes before all that merely asks a question."""
    arose, own, by = portion.waste_origin, case.own_licences, portion.reprocessor
    licence, other = stated_licence(arose.licence), stated_licence(by.licence)
    is_own = bool(licence) and licence in own
    is_elsewhere = (bool(other) and other not in own) or (not other and is_stated(by.permit))
    grounds = (
        (is_own and is_elsewhere, "toll"),
        (is_own, "same_licence"),
        (arose.kind == "take_back", "own_discard"),
        (arose.kind == "field", "field_residue"),
        (bool(licence) and case.has_factory_without_licence, "own_licence_missing"),
        (arose.is_abroad, "foreign"),
        (not licence, "licence_missing"),
        (case.resembles_own_licence(arose.licence), "licence_alike"),
        (portion.is_returnable_to_process is True, "returnable"),
        (bool(portion.is_bio_based), "bio_residue"),
        (portion.otherwise_fate == "sold", "by_product"),
        (portion.otherwise_fate not in ("disposal", "fuel"), "fate_unknown"),
        (portion.is_returnable_to_process is None, "return_unknown"),
        (case.is_applicant(arose.juristic_id), "same_company"),
    )
    return next((reason for is_met, reason in grounds if is_met), "other_licence")


def count_portion(case: Case, portion: Portion) -> Counting:
    """How one portion counts, after any ruling given on it."""
    status, row, reason = REASONS[_reason(case, portion)]
    accepted = case.settled.get(f"{RULE_412}:{portion.line_id}") if status == OPEN else None
    if accepted is not None:
        status = COUNTED if accepted else EXCLUDED
    return Counting(status, row, reason, _is_strict_open(case, portion), is_ruled=accepted is not None)


def _is_strict_open(case: Case, portion: Portion) -> bool:
    """Under the stricter reading clause 4.1.2 binds post-consumer material and its reprocessor as well."""
    licences = (portion.waste_origin.licence, portion.reprocessor.licence)
    return any(text and stated_licence(text) in case.own_licences for text in licences)
