"""Which factors a case uses, and which inventory lines stand for a recycled portion."""

from __future__ import annotations

from calculations.engine.case import Case, InventoryLine, Portion
from calculations.engine.counting import CLAIMED_ORIGINS

# What may stand for a material itself; energy, transport and waste beside it do not.
_MATERIAL_KINDS = ("raw_material", "auxiliary")


def factors_in_use(case: Case) -> dict[str, tuple[str, ...]]:
    """The factors that the lines use, and those behind the meters of own factors, with the lines and meters."""
    return case.once("factors in use", lambda: _factors_in_use(case))


def _factors_in_use(case: Case) -> dict[str, tuple[str, ...]]:
    used: dict[str, list[str]] = {}
    for line in case.inventory:
        for name in line.factors_named if not line.is_cut_off else ():
            if name not in case.factors:
                continue
            used.setdefault(name, []).append(line.line_id)
            own = case.factors[name].own
            for meter in own.meters if own is not None else ():
                if meter.factor in case.factors and meter.line_id not in used.setdefault(meter.factor, []):
                    used[meter.factor].append(meter.line_id)
    return {factor_id: tuple(lines) for factor_id, lines in used.items()}


def claimed_portions(case: Case) -> tuple[Portion, ...]:
    """The portions presented as recycled: what clause 5.2 is about."""
    return tuple(portion for _, portion in case.portions() if portion.origin in CLAIMED_ORIGINS)


def material_lines(case: Case) -> dict[str, tuple[InventoryLine, ...]]:
    """The product's lines that stand for a material, by portion.

    A line cut off, of no amount or of another kind shields nothing: the material would enter the sum as nothing.
    """
    return case.once("material lines", lambda: _material_lines(case))


def _material_lines(case: Case) -> dict[str, tuple[InventoryLine, ...]]:
    found: dict[str, list[InventoryLine]] = {}
    for line in case.inventory:
        is_of_product = line.side == "product" and not line.is_cut_off
        has_amount = line.period_total is None or line.period_total.value != 0
        has_share = line.allocation_share is None or line.allocation_share != 0
        if is_of_product and has_amount and has_share and line.kind in _MATERIAL_KINDS:
            for portion in dict.fromkeys(line.linked_portions):
                found.setdefault(portion, []).append(line)
    return {portion: tuple(lines) for portion, lines in found.items()}
