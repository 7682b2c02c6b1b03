"""The page on which another virgin material than that of TGO's table is chosen for one recycled material."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.choices import RECYCLED_ORIGINS
from applications.completeness.generated_comparator import override_problems
from applications.forms.comparator import OverrideForm, override_values
from applications.models import Application, CounterpartOverride, Portion
from applications.services.comparator import generated_of, remove_override, write_override
from applications.services.drafting import SectionStale, save_section
from applications.services.factor_choices import FactorChoice, by_code, factor_choices
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.sections import closed_to, page_context, typed_version
from calculations.models import MaterialOrigin
from cecfp_portal.accounts.access import SignedInRequest

SECTION = "comparator"


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_counterpart(request: SignedInRequest, public_id: UUID, line_id: str) -> HttpResponseBase:
    """Choose a virgin factor with reason and evidence, or go back to TGO's table."""
    application = own_case(request, public_id)
    recycled = Portion.objects.filter(node__application=application, origin__in=RECYCLED_ORIGINS)
    portion = get_object_or_404(recycled.select_related("node"), line_id=line_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    if request.method == "POST":
        return _save(request, application, portion)
    held = CounterpartOverride.objects.filter(portion=portion).select_related("own_factor", "evidence").first()
    form = (
        OverrideForm.showing(override_values(held), override_problems(held), **_lists(application))
        if held
        else OverrideForm(**_lists(application))
    )
    return _render(request, application, portion, form, is_stored=held is not None)


def _lists(application: Application) -> dict[str, Any]:
    evidence = application.evidence.filter(removed_at=None).select_related("document")
    return {"offered": _offered(application), "evidence": list(evidence)}


def _offered(application: Application) -> list[FactorChoice]:
    """Own factors, and of the pinned set what may be virgin material."""
    accepted = (MaterialOrigin.VIRGIN, MaterialOrigin.AVERAGE)
    return [
        choice
        for choice in factor_choices(application)
        if choice.factor is None
        or (choice.factor.origin in accepted and choice.factor.factor_set_id == application.factor_set_id)
    ]


def _save(request: SignedInRequest, application: Application, portion: Portion) -> HttpResponse:
    is_removing = request.POST.get("do") == "remove"
    form = OverrideForm(request.POST, **_lists(application))
    if not is_removing and not form.is_valid():
        return _render(request, application, portion, form, status=422)

    def write(locked: Application) -> None:
        if is_removing:
            remove_override(locked, portion)
        else:
            write_override(locked, portion, form.columns())

    try:
        save_section(
            application.pk, SECTION, version=typed_version(request), by=request.user, at=timezone.now(), write=write
        )
    except SectionStale as refusal:
        sentence = _(
            "Somebody else has changed this section meanwhile. What you typed stands below: check it, then save again."
        )
        return _render(request, refusal.application, portion, form, status=409, refused=[sentence])
    except TransitionRefused as refusal:
        return _render(request, application, portion, form, status=409, refused=refusal.sentences)
    if not is_removing and list(override_problems(CounterpartOverride.objects.get(portion=portion))):
        messages.warning(request, _("Saved. Some things of this line are still to mend."))
        return redirect(request.path)
    messages.success(request, _("Saved."))
    return redirect("applications:applicant_comparator", application.public_id)


def _render(
    request: SignedInRequest,
    application: Application,
    portion: Portion,
    form: OverrideForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    generated = generated_of(application)
    rows = [row for row in generated.view.rows if row.portion == portion.line_id] if generated else []
    context = page_context(request, application, SECTION) | {
        "form": form,
        "portion": portion,
        "rows": rows,
        "choice": by_code(form.offered, str(form["factor"].value() or "")),
        **more,
    }
    return render(request, "applications/applicant/counterpart.html", context, status=status)
