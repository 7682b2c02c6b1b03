"""The section on the comparator: its method, its own lines or declared total, and clause 5.3 as it stands."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from applications.choices import ComparatorMethod, EvidenceKind, Side
from applications.completeness import problems_of
from applications.completeness.problem import Problem
from applications.forms.comparator import COLUMNS, ComparatorForm, comparator_values
from applications.models import Application
from applications.services import inventory
from applications.services.comparator import generated_of
from applications.services.drafting import SectionStale, save_section, write_fields
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.inventory import stage_groups
from applications.views.applicant.sections import (
    after_saving,
    closed_to,
    differences,
    page_context,
    shown_problems,
    typed_version,
)
from cecfp_portal.accounts.access import SignedInRequest

SECTION = "comparator"


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_comparator(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """The same kind of product of virgin material, and the comparison with the product applied for."""
    application = own_case(request, public_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    if request.method == "POST":
        return _save(request, application)
    form = ComparatorForm.showing(comparator_values(application), _of_form(shown_problems(application, SECTION)))
    return _render(request, application, form)


def _of_form(found: list[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.field in COLUMNS and not problem.line_id]


def _save(request: SignedInRequest, application: Application) -> HttpResponse:
    form = ComparatorForm(request.POST)
    form.full_clean()
    action, count = request.POST.get("do", ""), 0

    def write(locked: Application) -> None:
        nonlocal count
        write_fields(locked, form.storable())
        typed = locked.inventory_lines.filter(side=Side.COMPARATOR, stands_for=None)
        if action == "copy" and not typed.exists():
            count = inventory.copy_product_to_comparator(locked)
        elif action == "clear":
            typed.delete()

    try:
        saved = save_section(
            application.pk, SECTION, version=typed_version(request), by=request.user, at=timezone.now(), write=write
        )
    except SectionStale as refusal:
        stored = ComparatorForm.showing(comparator_values(refusal.application))
        return _render(request, refusal.application, form, status=409, differences=differences(form, stored))
    except TransitionRefused as refusal:
        return _render(request, application, form, status=409, refused=refusal.sentences)
    if form.errors:
        form.add_problems(_of_form(problems_of(saved, SECTION)))
        return _render(request, saved, form, status=422)
    if not action:
        return after_saving(request, saved, SECTION)
    _say_what_was_done(request, action, count)
    return redirect(request.path)


def _say_what_was_done(request: SignedInRequest, action: str, count: int) -> None:
    if action == "copy":
        sentence = ngettext(
            "%(count)s line copied. Now choose the virgin material's factor where one is missing.",
            "%(count)s lines copied. Now choose the virgin material's factor where one is missing.",
            count,
        )
        messages.success(request, sentence % {"count": count})
    elif action == "clear":
        messages.success(request, _("The comparator's lines were removed."))


def _render(
    request: SignedInRequest, application: Application, form: ComparatorForm, status: int = 200, **more: Any
) -> HttpResponse:
    found = shown_problems(application, SECTION)
    product, comparator = inventory.figures_of(application)
    context = page_context(request, application, SECTION)
    form.mark_asks(ask for ask in context["asks"] if not ask.line_id)
    context |= {
        "form": form,
        "side": Side.COMPARATOR,
        "groups": stage_groups(application, Side.COMPARATOR, comparator, found),
        "figures": comparator,
        "product": product,
        "comparison": inventory.compare(product, comparator),
        "is_declared": application.comparator_method == ComparatorMethod.DECLARED,
        "generated": generated_of(application),
        "retained": inventory.retained_parts(application),
        "can_change": True,
        "whole_problems": [problem for problem in found if not problem.line_id and problem.field not in COLUMNS],
        "evidence": application.evidence.filter(kind=EvidenceKind.COMPARATOR_EVIDENCE, removed_at=None).select_related(
            "document"
        ),
        **more,
    }
    return render(request, "applications/applicant/comparator.html", context, status=status)
