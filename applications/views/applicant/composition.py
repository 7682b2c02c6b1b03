"""The section on the bill of materials: the table of parts, its live weights, and what each origin asks for."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.completeness import Problem, problems_of
from applications.forms import composition as forms
from applications.forms.composition import PartRow
from applications.forms.pasted_rows import COLUMNS, MAX_LINES, read_pasted
from applications.models import Application
from applications.services import composition
from applications.services.drafting import SectionStale, save_section
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.sections import (
    after_saving,
    closed_to,
    page_context,
    shown_problems,
    typed_version,
)
from applications.views.applicant.weights import weights_of
from cecfp_portal.accounts.access import SignedInRequest

SECTION = "composition"
TEMPLATE = "applications/applicant/composition.html"
FIRST_BLANK_ROWS = 3
MAX_BLANK_ROWS = 50
MAX_LISTED_ERRORS = 12
MAX_LISTED_CELLS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_composition(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """The bill of materials as one table: a part on each line, with one or more portions of material."""
    application = own_case(request, public_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    if request.method == "POST":
        return _save(request, application)
    found = shown_problems(application, SECTION)
    rows = forms.stored_rows(application, found, with_more="more" in request.GET)
    evidence = forms.evidence_choices(application)
    with_more = "more" in request.GET or any(row.form.more for row in rows)
    count = _blank_count(request, has_rows=bool(rows))
    rows += [forms.blank_row(evidence, with_more=with_more) for _count in range(count)]
    return _render(request, application, rows, found, with_more=with_more)


def _blank_count(request: SignedInRequest, *, has_rows: bool) -> int:
    asked = request.GET.get("blank", "")
    count = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 0
    return min(count, MAX_BLANK_ROWS) or (0 if has_rows else FIRST_BLANK_ROWS)


def _typed(request: SignedInRequest, application: Application, only: str = "") -> list[PartRow]:
    try:
        return forms.typed_rows(application, request.POST, only)
    except forms.UnknownLine as unknown:
        raise Http404 from unknown


def _save(request: SignedInRequest, application: Application) -> HttpResponse:
    rows = _typed(request, application) if typed_version(request) == _version(application) else None
    if rows is None:
        return _stale(request, application)
    if forms.has_hard_errors(rows):
        return _render(request, application, rows, problems_of(application, SECTION), status=422)
    action, _separator, token = request.POST.get("do", "").partition(":")
    parts = forms.drafts(rows)
    composition.change_parts(parts, action, token)
    if action == "paste":
        _paste(request, parts)
    try:
        saved = save_section(
            application.pk,
            SECTION,
            version=typed_version(request),
            by=request.user,
            at=timezone.now(),
            write=lambda locked: composition.write_parts(locked, parts),
        )
    except SectionStale as refusal:
        return _stale(request, refusal.application)
    except TransitionRefused as refusal:
        return _render(request, application, rows, (), status=409, refused=refusal.sentences)
    if not action:
        return after_saving(request, saved, SECTION)
    blank = sum(row.node is None and row.is_blank for row in rows) + (action == "add")
    shown = {"blank": blank} if blank else {}
    if action == "more" or "more" in request.POST:
        shown["more"] = 1
    return redirect(f"{request.path}?{urlencode(shown)}" if shown else request.path)


def _version(application: Application) -> int:
    return int(application.section_versions.get(SECTION, 0))


def _paste(request: SignedInRequest, parts: list[composition.PartDraft]) -> None:
    token, _separator, column = request.POST.get("paste_at", "").partition(":")
    pasted = read_pasted(request.POST.get("pasted", ""), column)
    composition.paste_lines(parts, pasted.lines, token)
    if not pasted.lines:
        messages.warning(request, _("Nothing to paste was found. Copy the cells in Excel and paste them into the box."))
    elif pasted.not_understood:
        cells = "; ".join(
            _("line %(number)s, %(column)s “%(text)s”")
            % {"number": number, "column": column or _("a column without heading"), "text": text}
            for number, column, text in pasted.not_understood[:MAX_LISTED_CELLS]
        )
        sentence = _("Pasted. These cells were not understood and stayed empty: %(cells)s") % {"cells": cells}
        if more := len(pasted.not_understood) - MAX_LISTED_CELLS:
            sentence += " " + (_("and %(count)s more") % {"count": more} if more > 0 else "")
        messages.warning(request, sentence)
    else:
        messages.success(request, _("%(count)s lines pasted.") % {"count": len(pasted.lines)})
    if pasted.is_cut:
        messages.warning(
            request, _("Only the first %(count)s lines were taken. Paste the rest again.") % {"count": MAX_LINES}
        )


def _stale(request: SignedInRequest, application: Application) -> HttpResponse:
    """Show the table as somebody else saved it; what was just typed stands below as text to take over."""
    rows = forms.stored_rows(application, problems_of(application, SECTION))
    typed = "\n".join(
        "\t".join(request.POST.get(f"{token}-{column}", "") for column in COLUMNS)
        for token in request.POST.getlist("row")[: forms.MAX_ROWS]
    )
    return _render(request, application, rows, (), status=409, typed_meanwhile=typed)


def _render(
    request: SignedInRequest,
    application: Application,
    rows: Sequence[PartRow],
    found: Sequence[Problem],
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = page_context(request, application, SECTION)
    _mark_asks(rows, context["asks"])
    whole = [problem for problem in found if not problem.line_id]
    errors = [(row.label, field, sentence) for row in rows for field, sentence in row.errors]
    context |= {
        "rows": rows,
        "whole_problems": whole,
        "row_errors": errors[:MAX_LISTED_ERRORS],
        "more_errors": max(0, len(errors) - MAX_LISTED_ERRORS),
        "error_count": len(whole) + len(errors),
        "weights": weights_of(application, rows),
        "columns": COLUMNS,
        "with_more": any(row.form.more for row in rows),
        "assemblies": sorted(forms.assembly_names(rows)),
        **more,
    }
    return render(request, TEMPLATE, context, status=status)


def _mark_asks(rows: Sequence[PartRow], asks: Sequence[Any]) -> None:
    for row in rows:
        lines = {row.node.line_id if row.node else "", *(line.token for line in row.portions)}
        row.asks = [ask for ask in asks if ask.line_id and ask.line_id in lines]


@require_POST
@applicants_only
def applicant_composition_row(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One part as typed, with the fields its origin asks for now."""
    application = own_case(request, public_id)
    rows = _typed(request, application, only=request.POST.get("only", ""))
    if len(rows) != 1:
        raise Http404
    context = {"row": rows[0], "may_edit": True}
    return render(request, "applications/applicant/composition_part.html", context)


@require_POST
@applicants_only
def applicant_composition_totals(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The weights and the share of the table as typed, stored or not."""
    application = own_case(request, public_id)
    weights = weights_of(application, _typed(request, application))
    return render(
        request, "applications/applicant/composition_totals.html", {"weights": weights, "application": application}
    )
