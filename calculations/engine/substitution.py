"""What one recycled material is replaced by in the generated comparator, and what stands in the way of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.bom import flatten
from calculations.engine.case import Case, Factor, InventoryLine, Override, Portion
from calculations.engine.circular_share import count_circular
from calculations.engine.counterparts import Counterpart
from calculations.engine.counting import CLAIMED_ORIGINS, count_portion
from calculations.engine.inventory import LineResult
from calculations.engine.origin_reasons import EXCLUDED
from calculations.engine.source import RESERVED


@dataclass(frozen=True, slots=True)
class Holding:
    """One portion with its mass in the product, in kg per functional unit, exact."""

    portion: Portion
    is_packaging: bool
    low_kg: Fraction
    high_kg: Fraction


@dataclass(frozen=True, slots=True)
class Choice:
    """The virgin factor found for one recycled material: rows of the table that fit, or the applicant's override."""

    factor: Factor | None
    candidates: tuple[Counterpart, ...] = ()
    override: Override | None = None

    @property
    def row(self) -> Counterpart | None:
        return self.candidates[0] if self.candidates and self.override is None else None


@dataclass(frozen=True, slots=True)
class Substitution:
    """One line of the product, or the share of it that is this portion, beside the line that replaces it."""

    holding: Holding
    origin: LineResult
    line_share: Fraction
    choice: Choice
    line: InventoryLine | None = None
    result: LineResult | None = None

    @property
    def origin_kgco2e(self) -> Fraction | None:
        emission = self.origin.emission_kgco2e
        return emission * self.line_share if emission is not None else None

    @property
    def is_unchanged(self) -> bool:
        """The recycled material already carries the value of the virgin one."""
        return self.result is not None and self.result.emission_kgco2e == self.origin_kgco2e


def holdings(case: Case) -> dict[str, Holding]:
    """Every portion of the bill by its id; packaging is marked."""
    per_unit = case.product_units_per_functional_unit or Fraction(0)
    found: dict[str, Holding] = {}
    for leaf in flatten(case.bill_of_materials).leaves:
        for portion in leaf.portions:
            low, high = portion.share_low or Fraction(0), portion.share_high or Fraction(0)
            mass_kg = leaf.mass_kg * per_unit
            found[portion.line_id] = Holding(portion, leaf.is_packaging, mass_kg * low, mass_kg * high)
    return found


def is_replaced(case: Case, holding: Holding, *, with_packaging: bool) -> bool:
    """Recycled material of the product is replaced unless rule or ruling shuts it out; packaging only beside.

    What does not count as recycled material stays as it is on both sides and moves the comparison nowhere.
    """
    if holding.high_kg <= 0 or (holding.is_packaging and not with_packaging):
        return False
    return holding.portion.origin in CLAIMED_ORIGINS and not is_shut_out(case, holding.portion)


def is_shut_out(case: Case, portion: Portion) -> bool:
    """Whether rule or ruling keeps the portion from counting, by the count of the case's type."""
    if case.route == "4.2":
        return count_circular(case, portion).status == EXCLUDED
    return portion.origin in CLAIMED_ORIGINS and count_portion(case, portion).status == EXCLUDED


def choice_for(case: Case, portion: Portion, factor_id: str) -> Choice:
    """The applicant's override, or the rows in force of the pinned set that fit; of several the lowest value."""
    override = next((o for o in _overrides(case) if o.portion == portion.line_id), None)
    if override is not None:
        return Choice(case.factors.get(override.factor), candidates_for(case, portion, factor_id), override)
    rows = candidates_for(case, portion, factor_id)
    return Choice(virgin_factor(rows[0]) if rows else None, rows)


def candidates_for(case: Case, portion: Portion, factor_id: str) -> tuple[Counterpart, ...]:
    pinned = case.editions.factor_set
    rows = (row for row in case.context.counterparts if row.fits(portion.material, factor_id))
    usable = [row for row in rows if row.factor.get("set") == pinned and row.is_in_force(case.context.on)]
    return tuple(sorted(usable, key=lambda row: (row.value_kgco2e / row.per_unit.size, row.id)))


def _overrides(case: Case) -> tuple[Override, ...]:
    return case.comparator.overrides if case.comparator else ()


def virgin_factor(row: Counterpart) -> Factor:
    """A row of the table as a factor of the case, under an id that cannot be typed."""
    given: Mapping[str, str] = row.factor
    return Factor(
        id=f"{RESERVED}{row.id}",
        kind="set",
        set=given.get("set", ""),
        row=given.get("row", ""),
        name_th=given.get("name_th", ""),
        name_en=given.get("name_en", ""),
        value_kgco2e=row.value_kgco2e,
        per_unit=row.per_unit,
        gwp_set=given.get("gwp_set", ""),
        scheme=given.get("scheme", ""),
        category=given.get("category", ""),
        source=given.get("source", ""),
        confidence=given.get("confidence", ""),
        origin=given.get("origin", ""),
    )
