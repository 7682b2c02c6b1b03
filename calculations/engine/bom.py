"""The bill of materials: nested assemblies with counts become flat leaves with their mass per product unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.case import BomNode, Portion
from calculations.engine.display import readable_text
from calculations.engine.problems import Problem, shown

MAX_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part without parts of its own: all its pieces in one product unit taken together."""

    line_id: str
    name: str
    is_packaging: bool
    mass_kg: Fraction
    moisture_share: Fraction | None
    portions: tuple[Portion, ...]


@dataclass(frozen=True, slots=True)
class FlatBom:
    leaves: tuple[Leaf, ...]
    problems: tuple[Problem, ...]


def flatten(nodes: tuple[BomNode, ...]) -> FlatBom:
    """Multiply counts down the tree.

    Args:
        nodes: parts as filed; ``parent`` empty for the top, ``mass`` that of one piece.

    Returns:
        Leaves in filed order with their mass in kg per product unit, exact, and every structural problem.
        The order of the nodes and the depth of nesting make no difference to the masses.
    """
    by_id = {node.line_id: node for node in nodes}
    children: dict[str, list[BomNode]] = {}
    for node in nodes:
        children.setdefault(node.parent, []).append(node)
    problems = [Problem("bom_empty", path="judged.bill_of_materials")] if not nodes else []
    leaves: list[Leaf] = []
    for node in nodes:
        chain = _chain(node, by_id)
        if isinstance(chain, Problem):
            problems.append(chain.at("judged.bill_of_materials", node.line_id))
        elif node.line_id in children:
            problems.extend(_assembly_problems(node, children))
        else:
            problems.extend(_leaf_problems(node))
            if node.mass is not None:
                leaves.append(_leaf(node, chain))
    return FlatBom(tuple(leaves), tuple(problems))


def _chain(node: BomNode, by_id: dict[str, BomNode]) -> list[BomNode] | Problem:
    """The node and all it stands in, up to the top; a circle or an unknown parent is a problem."""
    chain, seen = [node], {node.line_id}
    while chain[-1].parent:
        parent = by_id.get(chain[-1].parent)
        if parent is None:
            return Problem("reference_unknown", shown(chain[-1].parent))
        if parent.line_id in seen:
            return Problem("bom_cycle", shown(parent.line_id))
        if len(chain) == MAX_DEPTH:
            return Problem("bom_too_deep")
        chain.append(parent)
        seen.add(parent.line_id)
    return chain


def _leaf(node: BomNode, chain: list[BomNode]) -> Leaf:
    mass = node.mass.in_base if node.mass else Fraction(0)
    for holder in chain:
        mass *= holder.count if holder.count is not None else 0
    return Leaf(
        line_id=node.line_id,
        name=node.name,
        is_packaging=any(holder.role == "packaging" for holder in chain),
        mass_kg=mass,
        moisture_share=node.moisture_share,
        portions=node.portions,
    )


def _leaf_problems(node: BomNode) -> Iterator[Problem]:
    path = "judged.bill_of_materials"
    if node.mass is None:
        yield Problem("bom_mass_missing", "", f"{path}.mass", node.line_id)
    if node.count is None:
        yield Problem("number_missing", "", f"{path}.count", node.line_id)
    if not node.portions:
        yield Problem("bom_portions_missing", "", f"{path}.portions", node.line_id)
        return
    lows = [p.share_low for p in node.portions if p.share_low is not None]
    highs = [p.share_high for p in node.portions if p.share_high is not None]
    if len(lows) == len(highs) == len(node.portions):
        low, high = sum(lows, Fraction(0)), sum(highs, Fraction(0))
        is_upside_down = any(a > b for a, b in zip(lows, highs, strict=True))
        if low > 1 or high < 1 or is_upside_down:
            typed = readable_text(low * 100) + ("" if low == high else f"–{readable_text(high * 100)}") + " %"
            yield Problem("bom_portions_sum", typed, f"{path}.portions", node.line_id)


def _assembly_problems(node: BomNode, children: dict[str, list[BomNode]]) -> Iterator[Problem]:
    if node.portions:
        yield Problem("shape", "portions", "judged.bill_of_materials.portions", node.line_id)
    if node.mass is None:
        return
    inside = _mass_of_children(node, children, frozenset({node.line_id}))
    if inside is not None and inside != node.mass.in_base:
        typed = f"{readable_text(node.mass.in_base)} kg ≠ {readable_text(inside)} kg"
        yield Problem("bom_mass_differs", typed, "judged.bill_of_materials.mass", node.line_id)


def _mass_of_children(node: BomNode, children: dict[str, list[BomNode]], seen: frozenset[str]) -> Fraction | None:
    """Mass in kg of what stands in one piece of the node; ``None`` where a part of it is not known."""
    total = Fraction(0)
    for child in children[node.line_id]:
        if child.line_id in seen or len(seen) > MAX_DEPTH:
            return None
        is_leaf = child.line_id not in children
        own = child.mass.in_base if child.mass else None
        mass = own if is_leaf else _mass_of_children(child, children, seen | {child.line_id})
        if mass is None or child.count is None:
            return None
        total += mass * child.count
    return total
