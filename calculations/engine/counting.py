"""Which recycled portions count under clause 4.1.2, and the recycled share by weight that follows."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.bom import FlatBom, Leaf, flatten
from calculations.engine.case import Case, Portion, bare_licence, stated_licence
from calculations.engine.criteria import Edition
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
        (bool(licence) and bare_licence(licence) in case.own_bare_licences, "licence_alike"),
        (is_factory and case.has_factory_without_licence, "own_licence_missing"),
    )
    return next((reason for is_met, reason in grounds if is_met), "post_consumer")


def _pre_consumer(case: Case, portion: Portion) -> str:
    """The first ground that applies; whose licence it is comes before all that merely asks a question."""
    arose, own, by = portion.waste_origin, case.own_licences, portion.reprocessor
    licence, other = stated_licence(arose.licence), stated_licence(by.licence)
    is_own = bool(licence) and licence in own
    is_elsewhere = (bool(other) and other not in own) or (not other and bool(by.permit))
    grounds = (
        (is_own and is_elsewhere, "toll"),
        (is_own, "same_licence"),
        (arose.kind == "take_back", "own_discard"),
        (arose.kind == "field", "field_residue"),
        (bool(licence) and case.has_factory_without_licence, "own_licence_missing"),
        (arose.is_abroad, "foreign"),
        (not licence, "licence_missing"),
        (bare_licence(licence) in case.own_bare_licences, "licence_alike"),
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
    return any(stated_licence(text) in case.own_licences for text in licences)


@dataclass(frozen=True, slots=True)
class Shares:
    """Recycled share by weight under one reading of what belongs to the product's mass.

    ``lower`` holds what is evidenced, ``upper`` adds what a person may still accept, ``claimed`` everything
    presented as recycled. All masses in kg per product unit, exact.
    """

    total_kg: Fraction
    lower_kg: Fraction
    upper_kg: Fraction
    strict_kg: Fraction
    claimed_kg: Fraction

    @property
    def lower(self) -> Fraction:
        return self.lower_kg / self.total_kg

    @property
    def upper(self) -> Fraction:
        return self.upper_kg / self.total_kg

    @property
    def strict(self) -> Fraction:
        return self.strict_kg / self.total_kg

    def verdict(self, min_share: Fraction) -> str:
        """Cross-multiplied, never a rounded quotient; equality passes."""
        if self.lower_kg * min_share.denominator >= min_share.numerator * self.total_kg:
            return "pass"
        if self.upper_kg * min_share.denominator < min_share.numerator * self.total_kg:
            return "fail"
        return "review"


def dry_share(leaf: Leaf) -> Fraction:
    return 1 - leaf.moisture_share if leaf.moisture_share is not None else Fraction(1)


def weigh(case: Case, leaves: tuple[Leaf, ...]) -> Shares | None:
    """Add the masses up on one moisture basis; ``None`` if nothing is left to divide by."""
    total = lower = upper = strict = claimed = Fraction(0)
    for leaf in leaves:
        mass = leaf.mass_kg * dry_share(leaf)
        total += mass
        leaf_upper = Fraction(0)
        for portion in leaf.portions:
            low, high = portion.share_low or Fraction(0), portion.share_high or Fraction(0)
            counting = count_portion(case, portion)
            if portion.origin not in ("virgin", "reused_part"):
                claimed += mass * high
            if counting.status == COUNTED:
                lower += mass * low
                strict += Fraction(0) if counting.is_strict_open else mass * low
            if counting.status != EXCLUDED:
                leaf_upper += mass * high
        # Ranges may overlap ("30-60 %" beside "40-70 %"): a part is never recycled beyond its own mass.
        upper += min(leaf_upper, mass)
    return Shares(total, lower, upper, strict, claimed) if total > 0 else None


@dataclass(frozen=True, slots=True)
class Weighing:
    """The flat bill with the reading in force and, where the text leaves packaging open, the other reading."""

    flat: FlatBom
    shares: Shares | None
    other_reading: Shares | None
    left_out: tuple[Leaf, ...]


def weigh_product(case: Case, edition: Edition) -> Weighing:
    """Apply the packaging rule of clause 4.1.1 and weigh what remains."""
    key = ("weighing", edition.packaging_left_out, edition.packaging_left_out_by_text)
    return case.once(key, lambda: _weigh_product(case, edition))


def _weigh_product(case: Case, edition: Edition) -> Weighing:
    flat = flatten(case.bill_of_materials)
    packaging = tuple(leaf for leaf in flat.leaves if leaf.is_packaging)
    product = tuple(leaf for leaf in flat.leaves if not leaf.is_packaging)
    is_left_out = case.product_kind in edition.packaging_left_out
    shares = weigh(case, product if is_left_out else flat.leaves)
    other = None
    if packaging and product and case.product_kind not in edition.packaging_left_out_by_text:
        other = weigh(case, flat.leaves if is_left_out else product)
    return Weighing(flat, shares, other, packaging if is_left_out else ())
