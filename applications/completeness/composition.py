"""What the bill of materials still lacks: per part, per portion of material, and as a whole."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.choices import RECYCLED_ORIGINS, DataRoute, NodeRole, Origin, WasteOriginKind
from applications.completeness.bill_structure import structure_problems
from applications.completeness.figures import number_problem, spoken, text_problem
from applications.completeness.problem import Problem
from applications.models import Application, BomNode, Portion
from applications.models.bill_of_materials import PERCENT
from calculations.engine import display
from calculations.engine import problems as engine
from calculations.engine.criteria.editions import EDITIONS
from calculations.engine.quantities import find_unit, parse_number
from cecfp_portal.accounts.validators import validate_factory_licence
from cecfp_portal.wording import Words

SECTION = "composition"
THAILAND = "TH"
_FROM_DATABASES = (DataRoute.NATIONAL_DATABASE, DataRoute.OTHER)
_COUNTRY = re.compile(r"[A-Z]{2}")


def problems(application: Application) -> list[Problem]:
    """Return the problems of every part and portion, and of the bill as a whole."""
    nodes = list(application.bom_nodes.select_related("parent").prefetch_related("portions"))
    assemblies = {node.parent_id for node in nodes if node.parent_id}
    parts = [node for node in nodes if node.pk not in assemblies]
    found = [problem for node in parts for problem in part_problems(node, list(node.portions.all()))]
    found += [problem for node in nodes if node.pk in assemblies for problem in assembly_problems(node)]
    found += placing_problems(nodes)
    found += whole_problems(application, parts)
    said = {(problem.line_id, problem.field) for problem in found}
    return found + [each for each in structure_problems(application, nodes) if (each.line_id, each.field) not in said]


def whole_problems(application: Application, parts: Sequence[BomNode]) -> list[Problem]:
    """Return what the bill lacks as a whole: lines, and mass that counts."""
    if not parts:
        return [Problem(SECTION, _("Add the parts and materials of the product."), code="bom_empty")]
    edition = EDITIONS.get(application.criteria_edition)
    is_left_out = edition is not None and application.product_kind in edition.packaging_left_out
    if is_left_out and all(node.role == NodeRole.PACKAGING for node in parts):
        sentence = _("Every line is packaging, which does not count here. Mark the parts of the product itself.")
        return [Problem(SECTION, sentence, "role", parts[0].line_id, "product_mass_missing")]
    return []


def part_problems(node: BomNode, portions: Sequence[Portion]) -> list[Problem]:
    """Return what one part with its portions still lacks."""
    found = [problem for problem in _part_checks(node) if problem]
    for portion in portions:
        found += [problem for problem in _portion_checks(portion) if problem]
    return [*found, *_sum_problems(node, portions)]


def assembly_problems(node: BomNode) -> list[Problem]:
    """Return what is wrong with a line in which others stand; its mass may stay empty."""
    checks = (
        *_number_checks(node),
        number_problem(node.mass_text, section=SECTION, field="mass_text", line_id=node.line_id, is_optional=True),
        _unit_problem(node) if node.mass_text else None,
    )
    return [problem for problem in checks if problem]


def placing_problems(nodes: Sequence[BomNode]) -> list[Problem]:
    """Return the lines that name an assembly which no single line is called by."""
    names = [node.name for node in nodes]
    found = []
    for node in nodes:
        if node.parent_text and node.parent_id is None:
            sentence = (
                _("More than one line has the name of this assembly. Give each a name of its own.")
                if node.parent_text in names
                else _("No line has this name. Add the assembly as a line of its own, or correct the name.")
            )
            found.append(Problem(SECTION, sentence, "parent_text", node.line_id, "assembly_unknown"))
    return found


def _part_checks(node: BomNode) -> Iterator[Problem | None]:
    line = node.line_id
    yield text_problem(node.name, _("Enter the name of the part."), section=SECTION, field="name", line_id=line)
    if node.mass_unit == PERCENT:
        yield share_problem(node.mass_text, section=SECTION, field="mass_text", line_id=line)
    else:
        is_fed = bool(node.input_mass_text)
        yield number_problem(node.mass_text, section=SECTION, field="mass_text", line_id=line, is_optional=is_fed)
        yield _unit_problem(node)
    yield from _number_checks(node)


def _number_checks(node: BomNode) -> Iterator[Problem | None]:
    line = node.line_id
    yield number_problem(node.count_text or "1", section=SECTION, field="count_text", line_id=line)
    yield number_problem(node.input_mass_text, section=SECTION, field="input_mass_text", line_id=line, is_optional=True)
    moisture = node.moisture_share_text
    yield share_problem(moisture, section=SECTION, field="moisture_share_text", line_id=line, is_optional=True)
    yield _yield_problem(node.yield_share_text, "yield_share_text", line)


def _yield_problem(typed: str, field: str, line: str) -> Problem | None:
    """A yield may be left out, but is neither nothing nor more than all."""
    found = number_problem(typed, section=SECTION, field=field, line_id=line, is_optional=True)
    return found or share_problem(typed, section=SECTION, field=field, line_id=line, is_optional=True)


def _unit_problem(node: BomNode) -> Problem | None:
    unit = find_unit(node.mass_unit)
    if isinstance(unit, engine.Problem):
        return Problem(SECTION, spoken(unit), "mass_unit", node.line_id, unit.code)
    if unit.dimension != "mass":
        return Problem(SECTION, _("Choose a unit of mass."), "mass_unit", node.line_id, "unit_dimension")
    return None


def share_problem(typed: str, *, section: str, field: str, line_id: str, is_optional: bool = False) -> Problem | None:
    """Return what is wrong with a share typed in per cent: missing, unreadable, below 0 or above 100."""
    found = number_problem(
        typed, section=section, field=field, line_id=line_id, may_be_zero=True, is_optional=is_optional
    )
    parsed = parse_number(typed)
    if found is None and isinstance(parsed, Fraction) and parsed > 100:
        return Problem(section, _("A share lies between 0 and 100 %."), field, line_id, "share_out_of_range")
    return found


def asked_of(origin: str, waste_origin_kind: str, data_route: str, *, is_mixed: bool = False) -> tuple[str, ...]:
    """Return the fields of a portion that its origin asks for, beyond material, origin and share.

    Args:
        is_mixed: the page asks for the loss of each material of the part.

    >>> asked_of("virgin", "", "")
    ()
    """
    of_loss = ("kept_share_text",) if is_mixed else ()
    if origin == Origin.REUSED_PART:
        return (*of_loss, "evidence")
    if origin not in RECYCLED_ORIGINS:
        return of_loss
    fields = ["waste_origin_kind", "waste_origin_name", "waste_origin_country"]
    is_pre_consumer = origin == Origin.PRE_CONSUMER
    if is_pre_consumer or waste_origin_kind == WasteOriginKind.FACTORY:
        fields += ["waste_origin_licence", "waste_origin_juristic_id"]
    if is_pre_consumer:
        fields += ["generating_process", "is_returnable_to_process", "otherwise_fate", "is_bio_based"]
    fields += ["reprocessor_name", "reprocessor_licence", "data_route"]
    if data_route not in ("", DataRoute.PRIMARY):
        fields.append("data_route_reason")
    if data_route in _FROM_DATABASES:
        fields.append("is_reprocessing_outsourced")
    return (*fields, "claim_method", *of_loss, "evidence")


def _portion_checks(portion: Portion) -> Iterator[Problem | None]:
    line = portion.line_id
    yield text_problem(portion.material, _("Enter the material."), section=SECTION, field="material", line_id=line)
    yield text_problem(portion.origin, _("Choose the origin."), section=SECTION, field="origin", line_id=line)
    low, high = portion.share_low_text, portion.share_high_text
    yield share_problem(low, section=SECTION, field="share_low_text", line_id=line)
    yield share_problem(high, section=SECTION, field="share_high_text", line_id=line, is_optional=True)
    yield _yield_problem(portion.kept_share_text, "kept_share_text", line)
    lowest, highest = parse_number(low), parse_number(high)
    if isinstance(lowest, Fraction) and isinstance(highest, Fraction) and highest < lowest:
        sentence = _("The upper end of the range lies below its lower end.")
        yield Problem(SECTION, sentence, "share_high_text", line, "share_order")
    if portion.is_recycled:
        yield from _recycled_checks(portion)


def _recycled_checks(portion: Portion) -> Iterator[Problem | None]:
    line, kind = portion.line_id, portion.waste_origin_kind
    yield text_problem(
        kind, _("Choose where the waste arose."), section=SECTION, field="waste_origin_kind", line_id=line
    )
    if not _COUNTRY.fullmatch(portion.waste_origin_country):
        sentence = _("Write the country with two letters, e.g. TH or JP.")
        yield Problem(SECTION, sentence, "waste_origin_country", line, "country")
    yield from _licence_checks(portion)
    if portion.origin == Origin.PRE_CONSUMER:
        yield from _pre_consumer_checks(portion)
    yield text_problem(
        portion.reprocessor_name,
        _("Enter who made recycled material of the waste."),
        section=SECTION,
        field="reprocessor_name",
        line_id=line,
    )
    sentence = _("Choose how the recycled share is claimed.")
    yield text_problem(portion.claim_method, sentence, section=SECTION, field="claim_method", line_id=line)
    route = portion.data_route
    yield text_problem(route, _("Choose which data were used."), section=SECTION, field="data_route", line_id=line)
    if route not in ("", DataRoute.PRIMARY):
        sentence = _("State why primary data were out of reach (clause 5.2).")
        reason = portion.data_route_reason
        yield text_problem(reason, sentence, section=SECTION, field="data_route_reason", line_id=line)


def _licence_checks(portion: Portion) -> Iterator[Problem | None]:
    line, is_thai = portion.line_id, portion.waste_origin_country == THAILAND
    if "waste_origin_licence" in asked_of(portion.origin, portion.waste_origin_kind, portion.data_route):
        licence = portion.waste_origin_licence
        if is_thai and portion.waste_origin_kind == WasteOriginKind.FACTORY:
            sentence = _("Enter the licence of the factory where the waste arose (clause 4.1.2).")
            yield text_problem(licence, sentence, section=SECTION, field="waste_origin_licence", line_id=line)
        if is_thai:
            yield _licence_problem(licence, "waste_origin_licence", line)
    sentence = _("Enter the licence of the reprocessor, or its permit abroad.")
    yield text_problem(
        portion.reprocessor_licence, sentence, section=SECTION, field="reprocessor_licence", line_id=line
    )
    if is_thai:
        yield _licence_problem(portion.reprocessor_licence, "reprocessor_licence", line)


def _licence_problem(licence: str, field: str, line_id: str) -> Problem | None:
    if not licence.strip():
        return None
    try:
        validate_factory_licence(licence)
    except ValidationError as refusal:
        return Problem(SECTION, refusal.message, field, line_id, refusal.code or "")
    return None


def _pre_consumer_checks(portion: Portion) -> Iterator[Problem | None]:
    line = portion.line_id
    if portion.waste_origin_kind not in ("", WasteOriginKind.FACTORY, WasteOriginKind.FIELD, WasteOriginKind.UNKNOWN):
        sentence = _("Pre-consumer material arises in a factory (clause 2). Choose a factory, or another origin.")
        yield Problem(SECTION, sentence, "waste_origin_kind", line, "pre_consumer_place")
    if portion.is_returnable_to_process is None:
        sentence = _("Say whether it could go back into the process where it arose (clause 2).")
        yield Problem(SECTION, sentence, "is_returnable_to_process", line, "choice_missing")
    sentence = _("Name the process in which the waste arose (clause 2).")
    process = portion.generating_process
    yield text_problem(process, sentence, section=SECTION, field="generating_process", line_id=line)
    if portion.is_bio_based is None:
        sentence = _("Say whether it is bio-based: residue of plants or animals (clause 2).")
        yield Problem(SECTION, sentence, "is_bio_based", line, "choice_missing")
    sentence = _("Say what would have become of the waste (clause 2).")
    yield text_problem(portion.otherwise_fate, sentence, section=SECTION, field="otherwise_fate", line_id=line)


def _sum_problems(node: BomNode, portions: Sequence[Portion]) -> Iterator[Problem]:
    if not portions:
        sentence = _("State the material of this line and its origin.")
        yield Problem(SECTION, sentence, "material", node.line_id, "bom_portions_missing")
        return
    lows = [parse_number(portion.share_low_text) for portion in portions]
    highs = [parse_number(portion.share_high_text or portion.share_low_text) for portion in portions]
    low, high = _total(lows), _total(highs)
    if low is None or high is None or low <= 100 <= high:
        return
    shown = display.readable_text(low) + ("" if low == high else f"–{display.readable_text(high)}")
    total: Words = _("The shares of this line add to %(total)s %%; they must add to 100 %%.") % {"total": shown}
    yield Problem(SECTION, total, "share_low_text", portions[-1].line_id, "bom_portions_sum")


def _total(values: Sequence[Fraction | engine.Problem]) -> Fraction | None:
    read = [value for value in values if isinstance(value, Fraction)]
    return sum(read, Fraction(0)) if len(read) == len(values) else None
