"""What the product is compared with: the generated model, an inventory of its own, or a declared total."""

from __future__ import annotations

from fractions import Fraction

from calculations.engine.case import Case
from calculations.engine.inventory import Footprint, footprint
from calculations.engine.virgin_model import virgin_model


def comparator_footprint(case: Case) -> Footprint:
    """The comparator's result in kgCO2e per functional unit, by whichever way it was obtained."""
    comparator = case.comparator
    if comparator is None or comparator.method not in ("declared", "generated"):
        return footprint(case, "comparator")
    if comparator.method == "generated":
        return virgin_model(case).footprint
    return Footprint(
        total_kgco2e=comparator.declared_total_kgco2e,
        by_stage={},
        lines=(),
        cut_off=(),
        problems=(),
        is_declared=True,
    )


def total_with_less_input(case: Case) -> Fraction | None:
    """The generated total if virgin material were used without loss wherever its yield is not known.

    A recycled material's losses are carried over to the virgin one for want of better knowledge, which can only
    raise the comparator: this is the comparator without that rise.
    """
    model = virgin_model(case)
    total = model.footprint.total_kgco2e
    if total is None:
        return None
    for s in model.substitutions:
        lost_share = 1 - (s.origin.line.yield_share or 1)
        is_known = s.choice.row is not None and s.choice.row.virgin_yield_share is not None
        if s.result is not None and s.result.emission_kgco2e is not None and not is_known:
            total -= s.result.emission_kgco2e * lost_share
    return total


def total_without_processing(case: Case) -> Fraction | None:
    """The generated total without what the product's own production uses up: energy, auxiliaries and waste.

    Where the applicant is the recycler, part of it may be the recycling itself, which virgin material does not need.
    """
    model = virgin_model(case)
    total = model.footprint.total_kgco2e
    if total is None:
        return None
    kinds = ("energy_and_fuel", "auxiliary", "waste")
    emissions = (
        r.emission_kgco2e or Fraction(0) for r in model.kept if r.line.stage == "production" and r.line.kind in kinds
    )
    return total - sum((emission for emission in emissions if emission > 0), Fraction(0))
