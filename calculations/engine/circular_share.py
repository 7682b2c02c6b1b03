"""The circular share of a type 4.2 product by weight: recycled material and parts kept or used again (clause 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from calculations.engine.bom import Leaf
from calculations.engine.case import Case, Portion
from calculations.engine.counting import CLAIMED_ORIGINS, count_portion
from calculations.engine.criteria import Edition
from calculations.engine.origin_reasons import COUNTED, EXCLUDED, OPEN
from calculations.engine.weighing import dry_share, portion_ranges, weigh_product

RULE_PORTION = "ce-cfp.4.2.portion"
RETAINED = "reused_part"


@dataclass(frozen=True, slots=True)
class CircularCounting:
    """Whether one portion counts as circular: yes, a person must say, or no."""

    status: str
    is_ruled: bool = False


def count_circular(case: Case, portion: Portion) -> CircularCounting:
    """How a portion counts, after any ruling given on it.

    A retained part counts by its evidence, recycled material as under clauses 2 and 4.1.2, virgin material never.
    """
    if portion.origin == RETAINED:
        status = COUNTED if portion.evidence else OPEN
    elif portion.origin in CLAIMED_ORIGINS or portion.origin == "unknown":
        # A ruling on clause 4.1.2 answers another question than the one asked of a type 4.2 product.
        unruled = case.once("unruled", lambda: replace(case, settled={}))
        status = count_portion(unruled, portion).status
    else:
        status = EXCLUDED
    accepted = case.settled.get(f"{RULE_PORTION}:{portion.line_id}") if status == OPEN else None
    if accepted is None:
        return CircularCounting(status)
    return CircularCounting(COUNTED if accepted else EXCLUDED, is_ruled=True)


@dataclass(frozen=True, slots=True)
class CircularShares:
    """Masses in kg per product unit on one moisture basis, exact.

    ``upper_kg`` adds what a person may still accept; ``retained_high_kg`` is all that is presented as retained.
    """

    total_kg: Fraction
    recycled_kg: Fraction
    retained_kg: Fraction
    upper_kg: Fraction
    retained_high_kg: Fraction

    @property
    def lower_kg(self) -> Fraction:
        return self.recycled_kg + self.retained_kg

    @property
    def lower(self) -> Fraction:
        return self.lower_kg / self.total_kg

    @property
    def upper(self) -> Fraction:
        return self.upper_kg / self.total_kg


def weigh_circular(case: Case, edition: Edition) -> CircularShares | None:
    """Add up what is recycled and what is retained; ``None`` while the bill of materials cannot be weighed."""
    weighing = weigh_product(case, edition)
    if weighing.shares is None or weighing.flat.problems:
        return None
    total = CircularShares(*(Fraction(0),) * 5)
    for leaf in weighing.flat.leaves:
        if leaf not in weighing.left_out:
            total = _with_leaf(case, total, leaf)
    return total


def _with_leaf(case: Case, found: CircularShares, leaf: Leaf) -> CircularShares:
    mass, zero = leaf.mass_kg * dry_share(leaf), Fraction(0)
    ranges = portion_ranges(case, leaf)
    counted = [(p, count_circular(case, p).status, *ends) for p, ends in zip(leaf.portions, ranges, strict=True)]
    lows = dict.fromkeys((True, False), zero)
    for portion, status, low, _ in counted:
        lows[portion.origin == RETAINED] += low if status == COUNTED else zero
    high = sum((end for _, status, _, end in counted if status != EXCLUDED), zero)
    retained_high = sum((end for p, _, _, end in counted if p.origin == RETAINED), zero)
    return CircularShares(
        found.total_kg + mass,
        found.recycled_kg + mass * lows[False],
        found.retained_kg + mass * lows[True],
        # Ranges may overlap: a part is never circular beyond its own mass.
        found.upper_kg + mass * min(high, Fraction(1)),
        found.retained_high_kg + mass * min(retained_high, Fraction(1)),
    )
