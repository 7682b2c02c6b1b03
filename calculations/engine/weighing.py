"""The weighing of clause 4.1.1: what belongs to the product, on which basis, and the share over what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from calculations.engine.bom import FlatBom, Leaf, flatten
from calculations.engine.case import Case, Portion
from calculations.engine.counting import RULE_412, count_portion
from calculations.engine.criteria import Edition
from calculations.engine.origin_reasons import COUNTED, EXCLUDED, OPEN
from calculations.engine.outcomes import REVIEW
from calculations.engine.packaging_words import looks_like_packaging
from calculations.engine.shares import Shares, added, between, greatest, least

RULE_411 = "ce-cfp.4.1.1"
PACKAGING = f"{RULE_411}.packaging"
RANGE = f"{RULE_411}.range"
LOSS = f"{RULE_411}.loss"
MOISTURE = f"{RULE_411}.moisture"

Ranges = tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """The flat bill, the share with its bounds, and what the share depends on.

    ``questions`` are the ids of the outcomes still to be ruled on, empty unless the share is undecided.
    ``suspects`` are the parts that the applicant counts as product and that are, or stand in, something named like
    packaging, by the line with that name (row W8); ``doubted`` are those marked as packaging, named like none and poor
    in recycled material, by their own line. ``damp`` are the parts without moisture among others with it.
    """

    flat: FlatBom
    shares: Shares | None
    left_out: tuple[Leaf, ...]
    suspects: Mapping[str, tuple[Leaf, ...]] = field(default_factory=dict)
    damp: frozenset[Leaf] = frozenset()
    is_packaging_open: bool = False
    questions: tuple[str, ...] = ()
    doubted: Mapping[str, tuple[Leaf, ...]] = field(default_factory=dict)


def dry_share(leaf: Leaf) -> Fraction:
    return 1 - leaf.moisture_share if leaf.moisture_share is not None else Fraction(1)


def range_of(case: Case, portion: Portion) -> tuple[Fraction, Fraction]:
    """Least and greatest share of a portion in its part, after any ruling on a range."""
    low, high = portion.share_low or Fraction(0), portion.share_high or Fraction(0)
    accepted = case.settled.get(f"{RANGE}:{portion.line_id}")
    if accepted is None or low == high:
        return low, high
    return (high, high) if accepted else (low, low)


def portion_ranges(case: Case, leaf: Leaf) -> Ranges:
    """Least and greatest share of each portion in the part, by the losses that are proportional or were accepted."""
    if leaf.shares_by_loss is not None and case.settled.get(f"{LOSS}:{leaf.line_id}"):
        return tuple((share, share) for share in leaf.shares_by_loss)
    return tuple(range_of(case, portion) for portion in leaf.portions)


def weigh_leaf(case: Case, leaf: Leaf) -> Shares:
    """One part, dry: its total, and its recycled mass, between the losses where they are not ruled on. Row W17."""
    stated = _weigh(case, leaf, portion_ranges(case, leaf))
    if leaf.shares_by_loss is None or f"{LOSS}:{leaf.line_id}" in case.settled:
        return stated
    by_loss = _weigh(case, leaf, tuple((share, share) for share in leaf.shares_by_loss))
    return Shares(
        stated.total_kg,
        min(stated.lower_kg, by_loss.lower_kg),
        max(stated.upper_kg, by_loss.upper_kg),
        min(stated.strict_kg, by_loss.strict_kg),
        max(stated.claimed_kg, by_loss.claimed_kg),
    )


def _weigh(case: Case, leaf: Leaf, ranges: Ranges) -> Shares:
    lower = upper = strict = claimed = excluded = Fraction(0)
    for portion, (low, high) in zip(leaf.portions, ranges, strict=True):
        counting = count_portion(case, portion)
        if portion.origin not in ("virgin", "reused_part"):
            claimed += high
        if counting.status == COUNTED:
            lower += low
            strict += Fraction(0) if counting.is_strict_open else low
        if counting.status == EXCLUDED:
            excluded += low
        else:
            upper += high
    # Ranges may overlap ("30-60 %" beside "40-70 %"): a part is never recycled beyond what the rest of it leaves.
    room = max(Fraction(0), 1 - excluded)
    mass = leaf.mass_kg * dry_share(leaf)
    return Shares(mass, mass * min(lower, room), mass * min(upper, room), mass * min(strict, room), mass * claimed)


def weigh_product(case: Case, edition: Edition) -> Weighing:
    """Apply the packaging rule of clause 4.1.1 and weigh what remains.

    Where the text leaves open what belongs to the product (packaging of a component, a part named like packaging),
    the reading in force decides, unless another reading would decide otherwise: then the share lies between them all.
    """
    key = ("weighing", edition.packaging_left_out, edition.packaging_left_out_by_text, edition.min_recycled_share)
    return case.once(key, lambda: _weigh_product(case, edition))


def _weigh_product(case: Case, edition: Edition) -> Weighing:
    flat = flatten(case.bill_of_materials, case.declared_mass.in_base if case.declared_mass else None)
    suspects = {} if case.product_kind == "packaging" else suspects_of(flat.leaves)
    doubted = doubted_of(case, edition, flat.leaves)
    places = _Places(case, edition, flat.leaves, {**suspects, **doubted})
    damp = damp_leaves([*places.inside, *places.asked])
    sure, doubtful = _by_moisture(case, places.inside, damp)
    by_default = tuple(leaf for leaf in places.asked if places.is_inside_by_default(leaf))
    in_force = _between(sure + added(weigh_leaf(case, leaf) for leaf in by_default), doubtful)
    every = _between(sure, [*doubtful, *(weigh_leaf(case, leaf) for leaf in places.asked)])
    counted = {*places.inside, *by_default}
    left_out = tuple(leaf for leaf in flat.leaves if leaf not in counted)
    if in_force is None or every is None:
        return Weighing(flat, None, left_out, suspects, damp, doubted=doubted)
    is_asked = every.verdict(edition.min_recycled_share) == REVIEW and _bounds(every) != _bounds(in_force)
    shares = every if is_asked else in_force
    questions: tuple[str, ...] = ()
    if shares.verdict(edition.min_recycled_share) == REVIEW:
        weighed = [*places.inside, *(places.asked if is_asked else by_default)]
        questions = (*(places.questions() if is_asked else ()), *_questions(case, weighed, damp))
    return Weighing(flat, shares, left_out, suspects, damp, places.is_text_open, questions, doubted)


class _Places:
    """Where each part stands: inside the product, outside as packaging, or asked about."""

    def __init__(
        self, case: Case, edition: Edition, leaves: Sequence[Leaf], unsure: Mapping[str, tuple[Leaf, ...]]
    ) -> None:
        self._question_of = {leaf: f"{PACKAGING}:{key}" for key, found in unsure.items() for leaf in found}
        self._settled = settled = case.settled
        refused = {leaf for leaf, question in self._question_of.items() if settled.get(question) is False}
        # What the applicant says of a part stands until it is refused.
        packaging = {leaf for leaf in leaves if leaf.is_packaging != (leaf in refused)}
        is_by_text = case.product_kind in edition.packaging_left_out_by_text
        self.is_text_open = bool(packaging) and len(packaging) < len(leaves) and not is_by_text
        self._is_packaging_out = case.product_kind in edition.packaging_left_out
        ruled = settled.get(PACKAGING) if self.is_text_open else None
        if ruled is False:
            self._is_packaging_out = not self._is_packaging_out
        self._packaging = packaging
        asked = {leaf for leaf, question in self._question_of.items() if question not in settled}
        asked |= packaging if self.is_text_open and ruled is None else set()
        self.asked = tuple(leaf for leaf in leaves if leaf in asked)
        self.inside = tuple(leaf for leaf in leaves if leaf not in asked and self.is_inside_by_default(leaf))

    def is_inside_by_default(self, leaf: Leaf) -> bool:
        return leaf not in self._packaging or not self._is_packaging_out

    def questions(self) -> tuple[str, ...]:
        own = (self._question_of.get(leaf, PACKAGING) for leaf in self.asked)
        return tuple(dict.fromkeys(PACKAGING if question in self._settled else question for question in own))


def suspects_of(leaves: Sequence[Leaf]) -> dict[str, tuple[Leaf, ...]]:
    """Parts of the product named like packaging, or standing in an assembly named so, by the line with that name.

    A name that all of the product stands under is the product's own and says nothing of its parts.
    """
    product = [leaf for leaf in leaves if not leaf.is_packaging]
    chains = [{line_id for line_id, _ in leaf.holders} for leaf in product]
    whole = set.intersection(*chains) if chains else set()
    found: dict[str, list[Leaf]] = {}
    for leaf in product:
        named = (line_id for line_id, name in leaf.holders if line_id not in whole and looks_like_packaging(name))
        if line_id := next(named, None):
            found.setdefault(line_id, []).append(leaf)
    return {line_id: tuple(parts) for line_id, parts in found.items()}


def doubted_of(case: Case, edition: Edition, leaves: Sequence[Leaf]) -> dict[str, tuple[Leaf, ...]]:
    """Parts marked as packaging, which the text leaves out, that are named like none and would lower the share.

    A part of the product marked so would take its mass out of the whole without a word.
    """
    if case.product_kind not in edition.packaging_left_out_by_text:
        return {}
    found: dict[str, tuple[Leaf, ...]] = {}
    for leaf in leaves:
        if not leaf.is_packaging or any(looks_like_packaging(name) for _, name in leaf.holders):
            continue
        shares = weigh_leaf(case, leaf)
        if shares.upper_kg < edition.min_recycled_share * shares.total_kg:
            found[leaf.line_id] = (leaf,)
    return found


def damp_leaves(leaves: Sequence[Leaf]) -> frozenset[Leaf]:
    """The parts that do not state their moisture although others do. Row W16."""
    if all(leaf.moisture_share is None for leaf in leaves):
        return frozenset()
    return frozenset(leaf for leaf in leaves if leaf.moisture_share is None)


def _by_moisture(case: Case, inside: Sequence[Leaf], damp: frozenset[Leaf]) -> tuple[Shares, list[Shares]]:
    """What is known dry, and what may hold any amount of water until it is ruled to be dry.

    A part's dry mass lies between nothing and its whole mass, so its bounds are those of leaving it out or not.
    """
    accepted = case.settled.get(MOISTURE)
    known = added(weigh_leaf(case, leaf) for leaf in inside if accepted or leaf not in damp)
    open_ones = [] if accepted else [weigh_leaf(case, leaf) for leaf in inside if leaf in damp]
    return (least(known, open_ones), []) if accepted is False else (known, open_ones)


def product_parts_kg(weighing: Weighing) -> Fraction:
    """Mass of all parts that belong to the product, as they are, in kg per product unit."""
    left_out = set(weighing.left_out)
    return sum((leaf.mass_kg for leaf in weighing.flat.leaves if leaf not in left_out), Fraction(0))


def _between(base: Shares, optional: Sequence[Shares]) -> Shares | None:
    low, high = least(base, optional), greatest(base, optional)
    if low.total_kg <= 0:
        return None
    return between(low, high) if optional else low


def _bounds(shares: Shares) -> tuple[Fraction, Fraction]:
    return shares.lower, shares.upper


def _questions(case: Case, leaves: Sequence[Leaf], damp: frozenset[Leaf]) -> Iterator[str]:
    """The ids of what is still open about the parts weighed: moisture, losses, ranges, origins."""
    if MOISTURE not in case.settled and any(leaf in damp for leaf in leaves):
        yield MOISTURE
    for leaf in leaves:
        if leaf.shares_by_loss is not None and f"{LOSS}:{leaf.line_id}" not in case.settled:
            yield f"{LOSS}:{leaf.line_id}"
        for portion in leaf.portions:
            counting = count_portion(case, portion)
            low, high = range_of(case, portion)
            if counting.status == OPEN:
                yield f"{RULE_412}:{portion.line_id}"
            if counting.status != EXCLUDED and low != high and leaf.shares_by_loss is None:
                yield f"{RANGE}:{portion.line_id}"
