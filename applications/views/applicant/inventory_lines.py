"""The page of one inventory line, on either side, and the fragments that help to choose its factor."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.choices import LineKind, Side, Stage
from applications.completeness.inventory import FACTORS_OF_LEG, line_problems
from applications.completeness.transport import leg_problems
from applications.forms.inventory import InventoryLineForm, line_values
from applications.forms.transport import LegForms, leg_keys
from applications.models import Application, InventoryLine
from applications.services import inventory
from applications.services.drafting import SectionStale, save_section
from applications.services.factor_choices import FactorChoice, by_code, choice_of, chosen, factor_choices
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.inventory import section_of, version_of
from applications.views.applicant.sections import closed_to, page_context, typed_version
from cecfp_portal.accounts.access import SignedInRequest

TEMPLATE = "applications/applicant/inventory_line.html"


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_line_new(request: SignedInRequest, public_id: UUID, side: str) -> HttpResponseBase:
    """A new line of one side."""
    application = own_case(request, public_id)
    if side not in Side.values:
        raise Http404
    stage = request.GET.get("stage", "")
    line = InventoryLine(
        application=application, side=side, stage=stage if stage in Stage.values else "", allocation_share_text="100"
    )
    return _answer(request, application, line)


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_line(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponseBase:
    """One line, to change."""
    application = own_case(request, public_id)
    return _answer(request, application, _line(application, line_id))


def _line(application: Application, line_id: str) -> InventoryLine:
    related = application.inventory_lines.select_related(
        "factor__factor_set", "own_factor", "combustion_own_factor", "portion__node"
    )
    return get_object_or_404(related, line_id=line_id)


def _offered(application: Application, line: InventoryLine) -> list[FactorChoice]:
    """The factors on offer, and whichever the line or a leg of it uses from elsewhere."""
    offered = factor_choices(application)
    legs = (
        line.legs.select_related(*FACTORS_OF_LEG, "factor__factor_set", "return_factor__factor_set") if line.pk else ()
    )
    in_use = [chosen(application, line), choice_of(line.combustion_factor, line.combustion_own_factor)]
    for leg in legs:
        in_use += [choice_of(leg.factor, leg.own_factor), choice_of(leg.return_factor, leg.return_own_factor)]
    known = {choice.code for choice in offered}
    more = {choice.code: choice for choice in in_use if choice is not None and choice.code not in known}
    return [*more.values(), *offered]


def _answer(request: SignedInRequest, application: Application, line: InventoryLine) -> HttpResponseBase:
    if (closed := closed_to(request, application)) is not None:
        return closed
    offered = _offered(application, line)
    if request.method != "POST":
        section = section_of(line.side)
        found = line_problems(line, section) if line.pk else []
        form = InventoryLineForm.showing(line_values(line), found, application=application, offered=offered)
        stored = list(line.legs.select_related(*FACTORS_OF_LEG)) if line.pk else []
        problems = {leg.line_id: leg_problems(leg, section) for leg in stored}
        return _render(request, application, line, form, LegForms.stored(stored, problems, offered))
    form = InventoryLineForm(request.POST, application=application, offered=offered)
    legs = LegForms.sent(request.POST, leg_keys(request.POST), offered)
    if not all([form.is_valid(), legs.is_valid()]):
        return _render(request, application, line, form, legs, status=422)
    return _save(request, application, line, form, legs)


def _save(
    request: SignedInRequest, application: Application, line: InventoryLine, form: InventoryLineForm, legs: LegForms
) -> HttpResponse:
    def write(locked: Application) -> None:
        stored = inventory.write_line(locked, line, form.columns())
        inventory.write_legs(stored, [(key, leg.columns()) for key, leg in legs.filled])

    try:
        saved = save_section(
            application.pk,
            section_of(line.side),
            version=typed_version(request),
            by=request.user,
            at=timezone.now(),
            write=write,
        )
    except SectionStale as refusal:
        sentence = _(
            "Somebody else has changed this section meanwhile. What you typed stands below: check it, then save again."
        )
        return _render(request, refusal.application, line, form, legs, status=409, refused=[sentence])
    except TransitionRefused as refusal:
        return _render(request, application, line, form, legs, status=409, refused=refusal.sentences)
    left = line_problems(_line(saved, line.line_id), section_of(line.side))
    if "add_leg" in request.POST:
        return _to_legs(application, line)
    if left and "anyway" not in request.POST:
        messages.warning(request, _("Saved. Some things of this line are still to mend."))
        return redirect("applications:applicant_line", application.public_id, line.line_id)
    messages.success(request, _("Saved."))
    if "another" in request.POST:
        return redirect("applications:applicant_line_new", application.public_id, line.side)
    return _to_list(application, line)


def _to_legs(application: Application, line: InventoryLine) -> HttpResponse:
    response = redirect("applications:applicant_line", application.public_id, line.line_id)
    response["Location"] += "#legs"
    return response


def _to_list(application: Application, line: InventoryLine) -> HttpResponse:
    response = redirect(f"applications:applicant_{section_of(line.side)}", application.public_id)
    response["Location"] += f"#line-{line.line_id}"
    return response


def _render(
    request: SignedInRequest,
    application: Application,
    line: InventoryLine,
    form: InventoryLineForm,
    legs: LegForms,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    section = section_of(line.side)
    context = page_context(request, application, section)
    form.mark_asks(ask for ask in context["asks"] if line.pk and ask.line_id == line.line_id)
    figures = (
        inventory.figures_of(application)[line.side == Side.COMPARATOR].lines.get(line.line_id) if line.pk else None
    )
    context |= {
        "form": form,
        "legs": legs,
        "opened": opened(line, form, legs),
        "line": line,
        "choice": by_code(form.offered, str(form["factor"].value() or "")),
        "figures": figures,
        "version": version_of(application, line.side),
        **more,
    }
    return render(request, TEMPLATE, context, status=status)


def opened(line: InventoryLine, form: InventoryLineForm, legs: LegForms) -> set[str]:
    """Return the parts of the form to show unfolded: those with something in them or something wrong."""
    found = {
        name
        for name, fields in FOLDED.items()
        if any(form[field].errors or (str(form[field].value() or "").strip() not in ("", "False")) for field in fields)
    }
    return found | ({"legs"} if legs.filled or line.kind == LineKind.TRANSPORT else set())


FOLDED = {
    "material": ("yield_share_text", "density_text", "density_source"),
    "fuel": ("combustion_factor",),
    "biogenic": ("biogenic_emitted_text", "biogenic_removed_text"),
    "cut_off": ("is_cut_off", "cut_off_reason", "cut_off_estimate_text"),
}


@require_POST
@applicants_only
def applicant_line_change(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponseBase:
    """Remove or duplicate a line."""
    application = own_case(request, public_id)
    line = _line(application, line_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    action = request.POST.get("do", "")

    def write(locked: Application) -> None:
        if action == "remove":
            line.delete()
        elif action == "duplicate":
            inventory.copy_legs(line, inventory.write_line(locked, inventory.copy_of(line), {}))

    try:
        save_section(
            application.pk,
            section_of(line.side),
            version=version_of(application, line.side),
            by=request.user,
            at=timezone.now(),
            write=write,
        )
        messages.success(request, _("Line removed.") if action == "remove" else _("Line duplicated."))
    except (SectionStale, TransitionRefused):
        messages.error(request, _("Somebody else has changed this section. Here is how it stands now."))
    return _to_list(application, line)
