"""The section on the life-cycle inventory: the product's lines by stage with what is computed of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from applications.choices import Side, Stage
from applications.completeness import Problem
from applications.completeness.inventory import lines_of
from applications.forms.workbook_totals import WorkbookTotalsForm, workbook_values
from applications.models import Application, InventoryLine
from applications.services import inventory
from applications.services.drafting import SectionStale, save_section, section_version, write_fields
from applications.services.factor_choices import FactorChoice, chosen, own_factors_of
from applications.services.inventory import LineFigures, SideFigures, StageTotal
from applications.services.own_factors import figures_of
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.sections import after_saving, closed_to, page_context, shown_problems, typed_version
from cecfp_portal.accounts.access import SignedInRequest

SECTION = "inventory"


@dataclass(frozen=True)
class ShownLine:
    """A line as the table shows it: what was typed, what is computed, where its factor comes from, what is wrong."""

    line: InventoryLine
    figures: LineFigures | None
    factor: FactorChoice | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class StageGroup:
    """The lines of one stage with their total."""

    code: str
    label: str
    total: StageTotal | None
    lines: tuple[ShownLine, ...]


def stage_groups(
    application: Application, side: str, figures: SideFigures, found: Sequence[Problem]
) -> list[StageGroup]:
    """Return one side's lines gathered by stage, those without a stage last."""
    by_line: dict[str, list[Problem]] = defaultdict(list)
    for problem in found:
        by_line[problem.line_id].append(problem)
    shown: dict[str, list[ShownLine]] = defaultdict(list)
    for line in lines_of(application, side):
        problems = tuple(by_line[line.line_id])
        shown[line.stage].append(ShownLine(line, figures.lines.get(line.line_id), chosen(application, line), problems))
    totals = {total.code: total for total in figures.stages}
    names = [*((stage.value, str(stage.label)) for stage in Stage), ("", _("No stage chosen yet"))]
    return [StageGroup(code, label, totals.get(code), tuple(shown[code])) for code, label in names if shown[code]]


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_inventory(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """All lines of the product, with totals by stage; each line has a page of its own to edit."""
    application = own_case(request, public_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    if request.method == "POST":
        return _save(request, application)
    return _render(request, application)


def _save(request: SignedInRequest, application: Application) -> HttpResponse:
    added = 0
    form = WorkbookTotalsForm(request.POST)
    if not form.is_valid():
        return _render(request, application, status=422, workbook=form)

    def write(locked: Application) -> None:
        nonlocal added
        if request.POST.get("do") == "from_parts":
            added = inventory.add_lines_of_materials(locked)
        elif "workbook_total_text" in request.POST:
            write_fields(locked, form.storable())

    try:
        saved = save_section(
            application.pk, SECTION, version=typed_version(request), by=request.user, at=timezone.now(), write=write
        )
    except SectionStale as refusal:
        sentence = _("Somebody else has changed this section. Here is how it stands now.")
        return _render(request, refusal.application, status=409, refused=[sentence], workbook=form)
    except TransitionRefused as refusal:
        return _render(request, application, status=409, refused=refusal.sentences, workbook=form)
    if request.POST.get("do") != "from_parts":
        return after_saving(request, saved, SECTION)
    sentence = ngettext(
        "%(count)s line added from the bill of materials.", "%(count)s lines added from the bill of materials.", added
    )
    messages.success(request, sentence % {"count": added})
    return redirect(request.path)


def _render(request: SignedInRequest, application: Application, status: int = 200, **more: Any) -> HttpResponse:
    found = shown_problems(application, SECTION)
    product, _comparator = inventory.figures_of(application)
    own_problems = {problem.line_id for problem in found}
    context = page_context(request, application, SECTION) | {
        "side": Side.PRODUCT,
        "groups": stage_groups(application, Side.PRODUCT, product, found),
        "figures": product,
        "whole_problems": [problem for problem in found if not problem.line_id and not problem.field],
        "line_problem_count": sum(1 for problem in found if problem.line_id),
        "own_factors": [
            (row, row.line_id in own_problems, figures_of(row, list(row.meters.all())))
            for row in own_factors_of(application)
        ],
        "workbook": WorkbookTotalsForm.showing(workbook_values(application), found),
        "has_materials": application.bom_nodes.exists(),
        **more,
    }
    return render(request, "applications/applicant/inventory.html", context, status=status)


def section_of(side: str) -> str:
    """Return the section that a side's lines belong to."""
    return "comparator" if side == Side.COMPARATOR else SECTION


def version_of(application: Application, side: str) -> int:
    """Return the version that a line's page carries."""
    return section_version(application, section_of(side))
