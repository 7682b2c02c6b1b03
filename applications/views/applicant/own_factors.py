"""The page of one own emission factor."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.completeness.own_factors import own_factor_problems
from applications.forms.meters import (
    MeterForm,
    blank_meter,
    filled_meters,
    offered_to_meters,
    stored_meters,
    typed_meters,
)
from applications.forms.own_factor import OwnFactorForm, own_factor_values
from applications.models import Application, OwnFactor
from applications.services import own_factors
from applications.services.drafting import SectionStale, save_section
from applications.services.own_factors import MAX_METERS
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.inventory import SECTION
from applications.views.applicant.sections import closed_to, page_context, remove_row, typed_version
from cecfp_portal.accounts.access import SignedInRequest

# Buttons that draw the page anew without saving: another rung's fields, one more line, the value as typed.
_SHOWING = ("show", "add_meter", "compute")


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_own_factor_new(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """A new own factor."""
    application = own_case(request, public_id)
    return _answer(request, application, OwnFactor(application=application))


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_own_factor(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponseBase:
    """One own factor, to change."""
    application = own_case(request, public_id)
    return _answer(request, application, get_object_or_404(application.own_factors, line_id=line_id))


def _answer(request: SignedInRequest, application: Application, factor: OwnFactor) -> HttpResponseBase:
    if (closed := closed_to(request, application)) is not None:
        return closed
    offered = offered_to_meters(application)
    if request.method != "POST":
        found = own_factor_problems(factor) if factor.pk else []
        form = OwnFactorForm.showing(own_factor_values(factor), found, application=application)
        meters = stored_meters(list(factor.meters.all()), offered) if factor.pk else []
        for meter in meters:
            meter.add_problems(problem for problem in found if problem.line_id == meter.token)
        return _render(request, application, factor, form, meters)
    form = OwnFactorForm(request.POST, application=application)
    meters = typed_meters(request.POST, offered)
    if request.POST.get("do") in _SHOWING or "remove_meter" in request.POST:
        if request.POST.get("do") == "add_meter" and len(meters) < MAX_METERS:
            meters.append(blank_meter(offered))
        return _render(request, application, factor, form, meters)
    if not form.is_valid() or not all(meter.is_valid() for meter in meters):
        return _render(request, application, factor, form, meters, status=422)
    return _save(request, application, factor, form, meters)


def _save(
    request: SignedInRequest,
    application: Application,
    factor: OwnFactor,
    form: OwnFactorForm,
    meters: list[MeterForm],
) -> HttpResponse:
    try:
        save_section(
            application.pk,
            SECTION,
            version=typed_version(request),
            by=request.user,
            at=timezone.now(),
            write=lambda locked: own_factors.write_own_factor(
                locked, factor, form.columns(), filled_meters(factor, meters)
            ),
        )
    except SectionStale as refusal:
        sentence = _(
            "Somebody else has changed this section meanwhile. What you typed stands below: check it, then save again."
        )
        return _render(request, refusal.application, factor, form, meters, status=409, refused=[sentence])
    except TransitionRefused as refusal:
        return _render(request, application, factor, form, meters, status=409, refused=refusal.sentences)
    if own_factor_problems(OwnFactor.objects.get(pk=factor.pk)):
        messages.warning(request, _("Saved. Some things of this factor are still to mend."))
        return redirect("applications:applicant_own_factor", application.public_id, factor.line_id)
    messages.success(request, _("Saved. You can choose this factor in every line."))
    return _to_list(application)


def _as_typed(factor: OwnFactor, form: OwnFactorForm) -> OwnFactor:
    """Return the factor with what the page holds, for computing only."""
    typed = OwnFactor(line_id=factor.line_id)
    for name, value in (own_factor_values(factor) | form.columns()).items():
        if name != "evidence":
            setattr(typed, name, value)
    return typed


def _to_list(application: Application) -> HttpResponse:
    response = redirect("applications:applicant_inventory", application.public_id)
    response["Location"] += "#own-factors"
    return response


def _render(
    request: SignedInRequest,
    application: Application,
    factor: OwnFactor,
    form: OwnFactorForm,
    meters: list[MeterForm],
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    shown = meters or ([blank_meter(offered_to_meters(application))] if form.is_metered else [])
    context = page_context(request, application, SECTION)
    form.mark_asks(ask for ask in context["asks"] if factor.pk and ask.line_id == factor.line_id)
    context |= {
        "form": form,
        "factor": factor,
        "meters": shown if form.is_metered else [],
        "kept_meters": [] if form.is_metered else meters,
        "figures": own_factors.figures_of(_as_typed(factor, form), filled_meters(factor, meters)),
        "used_by": factor.lines.count() if factor.pk else 0,
        **more,
    }
    return render(request, "applications/applicant/inventory_own_factor.html", context, status=status)


@require_POST
@applicants_only
def applicant_own_factor_remove(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponseBase:
    """Remove an own factor; lines that used it then ask for another."""
    application = own_case(request, public_id)
    factor = get_object_or_404(application.own_factors, line_id=line_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    remove_row(request, application, SECTION, factor, _("Factor removed."))
    return _to_list(application)
