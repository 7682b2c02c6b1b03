"""What the comparator of virgin material still lacks, and whether the case can be judged at all."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from applications.choices import ComparatorMethod, EvidenceKind, NodeRole, Side
from applications.completeness import generated_comparator
from applications.completeness.figures import number_problem, text_problem
from applications.completeness.inventory import line_problems, lines_of
from applications.completeness.problem import Problem
from applications.models import Application, InventoryLine
from calculations.models import MaterialOrigin

SECTION = "comparator"


def problems(application: Application) -> list[Problem]:
    """Return the problems of the method, of the declared total, and of the comparator's own lines."""
    method = application.comparator_method
    if not method:
        return [
            Problem(SECTION, _("Choose how the comparator was obtained."), "comparator_method", code="choice_missing")
        ]
    if method == ComparatorMethod.GENERATED:
        return generated_comparator.problems(application)
    sentence = _("State where the comparator comes from and why it is the same kind of product.")
    reason = text_problem(application.comparator_reason, sentence, section=SECTION, field="comparator_reason")
    found = [reason] if reason else []
    found += [problem for problem in _stated(application) if problem]
    if method == ComparatorMethod.DECLARED:
        total = number_problem(application.comparator_total_text, section=SECTION, field="comparator_total_text")
        return [*found, *([total] if total else [])]
    return [*found, *_measured(application)]


def _stated(application: Application) -> Iterator[Problem | None]:
    """Return what an own comparator has to state: its terms, its mass and its evidence."""
    if not application.comparator_is_on_same_terms:
        sentence = _("Only a comparator on the same terms can be compared: confirm them.")
        yield Problem(SECTION, sentence, "comparator_is_on_same_terms", code="terms_missing")
    yield number_problem(application.comparator_mass_text, section=SECTION, field="comparator_mass_text")
    held = application.evidence.filter(kind=EvidenceKind.COMPARATOR_EVIDENCE, removed_at=None)
    if not held.exists():
        sentence = _("Attach the evidence for the comparator in the section on documents.")
        yield Problem(SECTION, sentence, code="evidence_missing")


def _measured(application: Application) -> Iterator[Problem]:
    lines = [line for line in lines_of(application, Side.COMPARATOR) if line.stands_for_id is None]
    if not any(not line.is_cut_off for line in lines):
        sentence = _("Add the comparator's lines: begin by copying those of the product.")
        yield Problem(SECTION, sentence, code="inventory_empty")
        return
    for line in lines:
        yield from line_problems(line, SECTION)
        if _is_recycled(line):
            sentence = _("The comparator is made of virgin material: choose the factor of the virgin material.")
            yield Problem(SECTION, sentence, "factor", line.line_id, "comparator_recycled")
    product = lines_of(application, Side.PRODUCT)
    yield from _stage_problems(product, lines)
    yield from _activity_problems(product, lines)
    if _signatures(product) == _signatures(lines):
        sentence = _("Every line equals the product's: replace the recycled material by virgin material.")
        yield Problem(SECTION, sentence, code="nothing_substituted")


def _is_recycled(line: InventoryLine) -> bool:
    """Packaging stays as it is on both sides; the engine knows only set factors as recycled."""
    if line.is_cut_off or line.factor is None or line.factor.origin != MaterialOrigin.RECYCLED:
        return False
    return line.portion is None or line.portion.node.role != NodeRole.PACKAGING


def _stage_problems(product: Sequence[InventoryLine], lines: Sequence[InventoryLine]) -> Iterator[Problem]:
    ours = {line.stage for line in product if not line.is_cut_off}
    for line in lines:
        if line.stage and line.stage not in ours and not line.is_cut_off:
            sentence = _("The product has no line in this stage: give both sides the same stages.")
            yield Problem(SECTION, sentence, "stage", line.line_id, "stage_beyond")


def _activity_problems(product: Sequence[InventoryLine], lines: Sequence[InventoryLine]) -> Iterator[Problem]:
    """The same activity takes its factor from the same set on both sides."""
    ours = {(line.stage, line.name.lower()): line for line in product if line.name and line.portion is None}
    for line in lines:
        same = ours.get((line.stage, line.name.lower())) if line.portion is None else None
        if same and _has_factor(line) and _has_factor(same) and _set_of(line) != _set_of(same):
            sentence = _("The product's line of this name has a factor of another set: use the same one.")
            yield Problem(SECTION, sentence, "factor", line.line_id, "factor_set_differs")


def _has_factor(line: InventoryLine) -> bool:
    return line.factor is not None or line.own_factor is not None


def _set_of(line: InventoryLine) -> str:
    return line.factor.factor_set.code if line.factor else ""


def _signatures(lines: Sequence[InventoryLine]) -> Counter[tuple[object, ...]]:
    return Counter(
        (
            line.stage,
            line.factor_id,
            line.own_factor_id,
            line.period_total_value,
            line.period_total_unit,
            line.allocation_share_value,
        )
        for line in lines
        if not line.is_cut_off
    )
