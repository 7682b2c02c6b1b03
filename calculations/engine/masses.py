"""The mass of one line of the bill of materials: as weighed, from its input and yield, or from a percentage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from calculations.engine.case import BomNode
from calculations.engine.display import readable_text
from calculations.engine.problems import Problem

PATH = "judged.bill_of_materials"


def piece_mass_kg(node: BomNode) -> Fraction | None:
    """Mass in kg of one piece in the product; ``None`` where it is not known.

    What counts is what is in the product (clause 4.1.1, องค์ประกอบของผลิตภัณฑ์), not what went into the process.
    """
    if node.mass is not None:
        return node.mass.in_base
    share = yield_share(node)
    return node.input_mass.in_base * share if node.input_mass is not None and share is not None else None


def yield_share(node: BomNode) -> Fraction | None:
    """How much of the input ends in the product: as stated, else by the masses, else by the portions' own yields."""
    if node.yield_share is not None:
        return node.yield_share
    if node.mass is not None and node.input_mass is not None:
        return node.mass.in_base / node.input_mass.in_base
    parts = [(portion.share_low, portion.yield_share) for portion in node.portions]
    known = [share * kept for share, kept in parts if share is not None and kept is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(parts) else None


def shares_by_loss(node: BomNode) -> tuple[Fraction, ...] | None:
    """The portions' shares of the product by the losses stated for each; ``None`` where all lose alike.

    Materials at 50 % each of the input, of which one keeps all and the other half, are 2/3 and 1/3 of the product.
    """
    kept = [portion.yield_share or node.yield_share for portion in node.portions]
    if len(set(kept)) < 2 or None in kept:
        return None
    left = [(p.share_low or Fraction(0)) * (k or Fraction(0)) for p, k in zip(node.portions, kept, strict=True)]
    total = sum(left, Fraction(0))
    return tuple(mass / total for mass in left) if total > 0 else None


def mass_problems(node: BomNode) -> Iterator[Problem]:
    """What keeps the mass of a line from being known, or makes two statements of it disagree."""
    ways = (node.mass is not None or node.input_mass is not None, node.mass_share is not None)
    if all(ways):
        yield Problem("bom_mass_unclear", "", f"{PATH}.mass", node.line_id)
    elif not any(ways):
        yield Problem("bom_mass_missing", "", f"{PATH}.mass", node.line_id)
    yield from _input_problems(node)
    yield from _portion_yield_problems(node)


def _input_problems(node: BomNode) -> Iterator[Problem]:
    mass, given, share = node.mass, node.input_mass, node.yield_share
    if given is None and share is not None:
        yield Problem("bom_input_missing", "", f"{PATH}.input_mass", node.line_id)
    elif given is not None and mass is None and yield_share(node) is None:
        yield Problem("bom_yield_missing", "", f"{PATH}.yield_share", node.line_id)
    elif given is not None and mass is not None:
        typed = f"{readable_text(mass.in_base)} kg, {readable_text(given.in_base)} kg"
        if mass.in_base > given.in_base:
            yield Problem("bom_yield_above_input", typed, f"{PATH}.mass", node.line_id)
        elif share is not None and given.in_base * share != mass.in_base:
            yield Problem("bom_yield_differs", typed, f"{PATH}.yield_share", node.line_id)


def _portion_yield_problems(node: BomNode) -> Iterator[Problem]:
    if all(portion.yield_share is None for portion in node.portions):
        return
    for portion in node.portions:
        if portion.yield_share is None and node.yield_share is None:
            yield Problem("bom_portion_yield_missing", "", f"{PATH}.portions.yield_share", portion.line_id)
        if portion.share_low != portion.share_high:
            yield Problem("bom_portion_yield_range", "", f"{PATH}.portions.share_high", portion.line_id)


def percentage_problems(parts: Sequence[tuple[BomNode, bool]], declared_kg: Fraction | None) -> Iterator[Problem]:
    """A bill in percentages: of the product, all of it, adding to exactly 100, with the mass they are of. Row W12.

    Args:
        parts: the parts without parts of their own, each with whether it is packaging.
        declared_kg: declared mass of one product unit.
    """
    given = [node for node, _ in parts if node.mass_share is not None]
    if not given:
        return
    for node, is_packaging in parts:
        if is_packaging and node.mass_share is not None:
            yield Problem("bom_share_of_packaging", "", f"{PATH}.mass_share", node.line_id)
        elif not is_packaging and node.mass_share is None:
            yield Problem("bom_shares_mixed", "", f"{PATH}.mass", node.line_id)
    total = sum((node.mass_share for node in given if node.mass_share), Fraction(0))
    if total != 1:
        yield Problem("bom_shares_sum", f"{readable_text(total * 100)} %", f"{PATH}.mass_share")
    if declared_kg is None:
        yield Problem("bom_share_without_mass", "", "judged.declared_mass")
