"""What a line's page fetches while it is filled in: its figures as typed, and the factors to choose from."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from applications.choices import Side
from applications.forms.inventory import InventoryLineForm
from applications.forms.transport import LegForms, leg_keys
from applications.models import InventoryLine, TransportLeg
from applications.services import inventory
from applications.services.factor_choices import by_code, factor_choices, grouped
from applications.views.applicant.access import applicants_only, own_case
from cecfp_portal.accounts.access import SignedInRequest


@require_POST
@applicants_only
def applicant_line_figures(request: SignedInRequest, public_id: UUID, side: str) -> HttpResponse:
    """The amount per functional unit and the emission of a line as typed; nothing is stored."""
    application = own_case(request, public_id)
    if side not in Side.values:
        raise Http404
    offered = factor_choices(application)
    form = InventoryLineForm(request.POST, application=application, offered=offered)
    legs = LegForms.sent(request.POST, leg_keys(request.POST), offered)
    figures = None
    if all([form.is_valid(), legs.is_valid()]):
        line = InventoryLine(application=application, side=side, **form.columns())
        rows = [TransportLeg(transport=line, **leg.columns()) for _key, leg in legs.filled]
        figures = inventory.figures_as_typed(application, line, rows)
    return render(request, "applications/applicant/inventory_line_figures.html", {"figures": figures})


@require_safe
@applicants_only
def applicant_factor_options(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The options of the list of factors, narrowed by words of their names."""
    application = own_case(request, public_id)
    found = factor_choices(application, request.GET.get("q", "")[:100])
    context = {"groups": grouped(found), "selected": request.GET.get("factor", "")}
    return render(request, "applications/applicant/factor_options.html", context)


@require_safe
@applicants_only
def applicant_factor_source(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Where a factor comes from and how far it can be trusted."""
    application = own_case(request, public_id)
    choice = by_code(factor_choices(application), request.GET.get("factor", ""))
    return render(request, "applications/applicant/factor_source.html", {"choice": choice})
