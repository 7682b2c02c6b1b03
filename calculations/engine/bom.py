"""The bill of materials: nested assemblies with counts become flat leaves with their mass per product unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.case import BomNode, Portion
from calculations.engine.display import readable_text
from calculations.engine.masses import mass_problems, percentage_problems, piece_mass_kg, shares_by_loss, yield_share
from calculations.engine.problems import Problem, shown

MAX_DEPTH = 50
PATH = "judged.bill_of_materials"


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One part without parts of its own: all its pieces in one product unit taken together.

    ``holders`` are the part and the assemblies it stands in, from within, as (line_id, name).
    ``shares_by_loss`` are its portions' shares where each states a loss of its own.
    """

    line_id: str
    name: str
    is_packaging: bool
    mass_kg: Fraction
    moisture_share: Fraction | None
    portions: tuple[Portion, ...]
    holders: tuple[tuple[str, str], ...] = ()
    input_kg: Fraction | None = None
    shares_by_loss: tuple[Fraction, ...] | None = None


@dataclass(frozen=True, slots=True)
class FlatBom:
    leaves: tuple[Leaf, ...]
    problems: tuple[Problem, ...]


def flatten(nodes: tuple[BomNode, ...], declared_kg: Fraction | None = None) -> FlatBom:
    """Multiply counts down the tree.

    Args:
        nodes: parts as filed; ``parent`` empty for the top, masses those of one piece.
        declared_kg: declared mass of one product unit, of which percentages are taken.

    Returns:
        Leaves in filed order with their mass in kg per product unit, exact, and every structural problem.
        The order of the nodes and the depth of nesting make no difference to the masses.
    """
    by_id = {node.line_id: node for node in nodes}
    children: dict[str, list[BomNode]] = {}
    for node in nodes:
        children.setdefault(node.parent, []).append(node)
    problems = [Problem("bom_empty", path=PATH)] if not nodes else []
    leaves: list[Leaf] = []
    parts: list[tuple[BomNode, bool]] = []
    for node in nodes:
        chain = _chain(node, by_id)
        if isinstance(chain, Problem):
            problems.append(chain.at(PATH, node.line_id))
        elif node.line_id in children:
            problems.extend(_assembly_problems(node, children))
        else:
            problems.extend(_leaf_problems(node))
            parts.append((node, any(holder.role == "packaging" for holder in chain)))
            if (mass_kg := _mass_kg(node, chain, declared_kg)) is not None:
                leaves.append(_leaf(node, chain, mass_kg))
    problems.extend(percentage_problems(parts, declared_kg))
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


def _pieces(chain: list[BomNode]) -> Fraction:
    pieces = Fraction(1)
    for holder in chain:
        pieces *= holder.count if holder.count is not None else 0
    return pieces


def _mass_kg(node: BomNode, chain: list[BomNode], declared_kg: Fraction | None) -> Fraction | None:
    """Mass of all pieces; a percentage is of the whole product, so counts do not multiply it."""
    if node.mass_share is not None:
        return None if declared_kg is None else node.mass_share * declared_kg
    piece = piece_mass_kg(node)
    return None if piece is None else piece * _pieces(chain)


def _leaf(node: BomNode, chain: list[BomNode], mass_kg: Fraction) -> Leaf:
    kept = yield_share(node) if node.input_mass is not None else None
    return Leaf(
        line_id=node.line_id,
        name=node.name,
        is_packaging=any(holder.role == "packaging" for holder in chain),
        mass_kg=mass_kg,
        moisture_share=node.moisture_share,
        portions=node.portions,
        holders=tuple((holder.line_id, holder.name) for holder in chain),
        input_kg=mass_kg / kept if kept else None,
        shares_by_loss=shares_by_loss(node),
    )


def _leaf_problems(node: BomNode) -> Iterator[Problem]:
    yield from mass_problems(node)
    if node.count is None:
        yield Problem("number_missing", "", f"{PATH}.count", node.line_id)
    if not node.portions:
        yield Problem("bom_portions_missing", "", f"{PATH}.portions", node.line_id)
        return
    lows = [p.share_low for p in node.portions if p.share_low is not None]
    highs = [p.share_high for p in node.portions if p.share_high is not None]
    if len(lows) == len(highs) == len(node.portions):
        low, high = sum(lows, Fraction(0)), sum(highs, Fraction(0))
        is_upside_down = any(a > b for a, b in zip(lows, highs, strict=True))
        if low > 1 or high < 1 or is_upside_down:
            typed = readable_text(low * 100) + ("" if low == high else f"–{readable_text(high * 100)}") + " %"
            yield Problem("bom_portions_sum", typed, f"{PATH}.portions", node.line_id)


def _assembly_problems(node: BomNode, children: dict[str, list[BomNode]]) -> Iterator[Problem]:
    if node.portions:
        yield Problem("shape", "portions", f"{PATH}.portions", node.line_id)
    if node.input_mass is not None or node.yield_share is not None or node.mass_share is not None:
        yield Problem("bom_assembly_input", "", f"{PATH}.input_mass", node.line_id)
    if node.mass is None:
        return
    inside = _mass_of_children(node, children, frozenset({node.line_id}))
    if inside is not None and inside != node.mass.in_base:
        typed = f"{readable_text(node.mass.in_base)} kg ≠ {readable_text(inside)} kg"
        yield Problem("bom_mass_differs", typed, f"{PATH}.mass", node.line_id)


def _mass_of_children(node: BomNode, children: dict[str, list[BomNode]], seen: frozenset[str]) -> Fraction | None:
    """Mass in kg of what stands in one piece of the node; ``None`` where a part of it is not known."""
    total = Fraction(0)
    for child in children[node.line_id]:
        if child.line_id in seen or len(seen) > MAX_DEPTH:
            return None
        is_leaf = child.line_id not in children
        mass = piece_mass_kg(child) if is_leaf else _mass_of_children(child, children, seen | {child.line_id})
        if mass is None or child.count is None:
            return None
        total += mass * child.count
    return total
