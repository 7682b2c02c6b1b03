"""Which recycled portions count under clause 4.1.2."""

from __future__ import annotations

from dataclasses import dataclass

from calculations.engine.case import Case, Portion, bare_licence, normalised_licence
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
    arose = portion.waste_origin
    is_own = normalised_licence(arose.licence) in case.own_licences if arose.licence else False
    if arose.kind == "take_back" or is_own:
        return "own_discard"
    if portion.origin == "distribution_return":
        return "distribution_return"
    if arose.kind in ("", "unknown"):
        return "arose_unknown"
    if arose.kind == "factory" and not arose.licence:
        return "foreign" if arose.country not in ("", "TH") else "licence_missing"
    if arose.licence and bare_licence(arose.licence) in case.own_bare_licences:
        return "licence_alike"
    return "post_consumer"


def _pre_consumer(case: Case, portion: Portion) -> str:
    """The first ground that applies; whose licence it is comes before all that merely asks a question."""
    arose, own, by = portion.waste_origin, case.own_licences, portion.reprocessor.licence
    is_own = bool(arose.licence) and normalised_licence(arose.licence) in own
    is_alike = bool(arose.licence) and bare_licence(arose.licence) in case.own_bare_licences
    is_same_company = bool(arose.juristic_id) and arose.juristic_id == case.applicant_juristic_id
    grounds = (
        (bool(arose.licence) and not own, "own_licence_missing"),
        (is_own and bool(by) and normalised_licence(by) not in own, "toll"),
        (is_own, "same_licence"),
        (arose.country not in ("", "TH"), "foreign"),
        (not arose.licence, "licence_missing"),
        (is_alike, "licence_alike"),
        (bool(portion.is_returnable_to_process), "returnable"),
        (bool(portion.is_bio_based), "bio_residue"),
        (portion.otherwise_fate == "sold", "by_product"),
        (is_same_company, "same_company"),
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
    return any(text and normalised_licence(text) in case.own_licences for text in licences)
