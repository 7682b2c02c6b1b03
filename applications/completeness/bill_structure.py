"""What the engine says of assemblies, yields and percentages of a bill whose single values can all be read."""

from collections.abc import Sequence
from fractions import Fraction

from applications.completeness.figures import spoken
from applications.completeness.problem import Problem
from applications.models import Application, BomNode, Portion
from applications.models.bill_of_materials import PERCENT
from calculations.engine import case as engine
from calculations.engine.bom import flatten
from calculations.engine.problems import Problem as EngineProblem
from calculations.engine.quantities import Quantity, Unit, find_unit, parse_number

SECTION = "composition"
# Said in the page's own words where single values are looked at.
_SAID = {"bom_mass_missing", "bom_portions_missing", "bom_portions_sum", "bom_empty", "number_missing"}
_FIELDS = {
    "mass": "mass_text",
    "mass_share": "mass_text",
    "input_mass": "input_mass_text",
    "yield_share": "yield_share_text",
    "share_high": "share_high_text",
    "portions": "material",
}


def structure_problems(application: Application, nodes: Sequence[BomNode]) -> list[Problem]:
    """Return what keeps the parts from making one product; each at its line, those of the whole bill at none."""
    declared = _quantity(application.declared_mass_text, application.declared_mass_unit)
    found = flatten(tuple(_node(row) for row in nodes), declared.in_base if declared else None).problems
    return [
        Problem(SECTION, spoken(problem), _field_of(problem), problem.line_id, problem.code)
        for problem in found
        if problem.code not in _SAID
    ]


def _field_of(problem: EngineProblem) -> str:
    if problem.code == "bom_portion_yield_missing":
        return "kept_share_text"
    return "parent_text" if problem.code == "bom_cycle" else _FIELDS.get(problem.path.rpartition(".")[2], "")


def _node(row: BomNode) -> engine.BomNode:
    is_share = row.mass_unit == PERCENT
    return engine.BomNode(
        line_id=row.line_id,
        parent=row.parent.line_id if row.parent else "",
        count=_number(row.count_text or "1"),
        name=row.name,
        role=row.role,
        mass=None if is_share else _quantity(row.mass_text, row.mass_unit),
        moisture_share=_share(row.moisture_share_text),
        portions=tuple(_portion(portion) for portion in row.portions.all()),
        input_mass=_quantity(row.input_mass_text, row.mass_unit),
        yield_share=_share(row.yield_share_text),
        mass_share=_share(row.mass_text) if is_share else None,
    )


def _portion(row: Portion) -> engine.Portion:
    low, high = _share(row.share_low_text), _share(row.share_high_text or row.share_low_text)
    return engine.Portion(
        row.line_id, row.material, row.origin, low, high, yield_share=_share(row.kept_share_text) or None
    )


def _number(typed: str) -> Fraction | None:
    read = parse_number(typed)
    return read if isinstance(read, Fraction) else None


def _share(typed: str) -> Fraction | None:
    value = _number(typed)
    return None if value is None else value / 100


def _quantity(typed: str, unit_text: str) -> Quantity | None:
    value, unit = _number(typed), find_unit(unit_text)
    return Quantity(value, unit) if value is not None and isinstance(unit, Unit) and unit.dimension == "mass" else None
