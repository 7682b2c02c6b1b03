"""Lines of the life-cycle inventory: totals of the data period."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.quantities import Quantity


@dataclass(frozen=True)
class InventoryLine:
    line_id: str
    side: str
    stage: str
    process: str
    kind: str
    name: str
    period_total: Quantity | None
    source_document: str
    quantity_basis: str
    allocation_share: Fraction | None
    allocation_basis: str
    factor: str
    portion: str
    yield_share: Fraction | None
    is_cut_off: bool
    cut_off_reason: str
    # Where one purchase holds the material of several portions: all of them, instead of ``portion``.
    portions: tuple[str, ...] = ()
    # On the comparator's side: the portion whose new manufacture or own transport this line is.
    stands_for: str = ""

    @property
    def linked_portions(self) -> tuple[str, ...]:
        return self.portions or ((self.portion,) if self.portion else ())
