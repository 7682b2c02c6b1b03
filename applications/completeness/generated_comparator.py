"""What a generated comparator lacks: a counterpart for each recycled material, a new manufacture for each kept part."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.choices import LineKind, NodeRole, Origin, Route, Side
from applications.completeness.inventory import line_problems, lines_of
from applications.completeness.problem import Problem
from applications.models import Application, CounterpartOverride, InventoryLine, Portion
from calculations.counterparts import counterparts_in_force
from calculations.engine.counterparts import Counterpart, counterparts_from_json

SECTION = "comparator"


def problems(application: Application) -> list[Problem]:
    """Return what stands between the draft and a generated comparator, one problem a material."""
    portions = list(
        Portion.objects.filter(node__application=application, node__role=NodeRole.PRODUCT)
        .select_related("node", "counterpart_override")
        .order_by("node__position", "position", "pk")
    )
    recycled = [portion for portion in portions if portion.is_recycled]
    retained = [portion for portion in portions if portion.origin == Origin.REUSED_PART]
    if not recycled and not retained:
        sentence = _("The bill of materials holds no recycled material or retained part to replace by new material.")
        return [Problem(SECTION, sentence, code="nothing_substituted")]
    found = [*_recycled(application, recycled)]
    for override in application.counterpart_overrides.select_related("portion", "evidence"):
        found += override_problems(override)
    return [*found, *_retained(application, retained)]


def _recycled(application: Application, portions: list[Portion]) -> Iterator[Problem]:
    table = counterparts_from_json(counterparts_in_force(timezone.localdate()))
    pinned = application.factor_set.code if application.factor_set else ""
    usable = [row for row in table if row.factor.get("set") == pinned]
    lines = [line for line in lines_of(application, Side.PRODUCT) if not line.is_cut_off]
    for portion in portions:
        own = [line for line in lines if line.portion_id == portion.pk and line.kind == LineKind.RAW_MATERIAL]
        if not hasattr(portion, "counterpart_override") and not _has_row(usable, portion, own):
            sentence = _("%(material)s has no virgin counterpart in TGO's table: choose a virgin factor.")
            values = {"material": portion.material or portion.node.name}
            yield Problem(SECTION, sentence % values, "", portion.line_id, "counterpart_missing")


def _has_row(rows: list[Counterpart], portion: Portion, lines: list[InventoryLine]) -> bool:
    used = [line.factor.code if line.factor else "" for line in lines] or [""]
    return all(any(row.fits(portion.material, code) for row in rows) for code in used)


def override_problems(override: CounterpartOverride) -> Iterator[Problem]:
    """Return what the applicant's choice of another virgin material lacks."""
    line_id = override.portion.line_id
    if override.factor_id is None and override.own_factor_id is None:
        yield Problem(SECTION, _("Choose the factor of the virgin material."), "factor", line_id)
    if not override.reason:
        yield Problem(SECTION, _("State why this virgin material is the right one."), "reason", line_id)
    if override.evidence is None or override.evidence.removed_at is not None:
        yield Problem(SECTION, _("Choose the evidence for this virgin material."), "evidence", line_id)


def _retained(application: Application, portions: list[Portion]) -> Iterator[Problem]:
    """Type 4.2: every retained part is made new by lines of its own."""
    lines = [line for line in lines_of(application, Side.COMPARATOR) if line.stands_for_id is not None]
    for line in lines:
        yield from line_problems(line, SECTION)
    made_new = {line.stands_for_id for line in lines}
    for portion in portions:
        if application.route == Route.CIRCULAR_ACTIVITY and portion.pk not in made_new:
            sentence = _("State how %(material)s would be made new: add the lines of its manufacture.")
            values = {"material": portion.material or portion.node.name}
            yield Problem(SECTION, sentence % values, "", portion.line_id, "made_new_missing")
