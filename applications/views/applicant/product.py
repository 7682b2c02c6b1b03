"""The section on the product."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from applications.completeness.scope import boundary_for
from applications.forms.product import ProductForm, product_values
from applications.models import Application
from applications.services.drafting import write_fields
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.sections import SectionPage, answer_section
from cecfp_portal.accounts.access import SignedInRequest
from cecfp_portal.accounts.models import User


def _write(application: Application, values: dict[str, Any], by: User, at: datetime) -> None:
    if "market" in values:
        values["boundary"] = boundary_for(values["market"])
    write_fields(application, values)


PAGE = SectionPage("product", "applications/applicant/product.html", ProductForm, product_values, _write)


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_product(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Names, model, technical data, kind, market and category of the product."""
    return answer_section(request, own_case(request, public_id), PAGE)
