"""The section on the product."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from applications.choices import Route
from applications.completeness.scope import boundary_for
from applications.forms.circular import CERTIFICATE_FIELDS, CircularProductForm, circular_values
from applications.forms.product import ProductForm, product_values
from applications.models import Application
from applications.services.circular import save_recognised_certificate
from applications.services.drafting import write_fields
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.sections import SectionPage, answer_section
from cecfp_portal.accounts.access import SignedInRequest
from cecfp_portal.accounts.models import User


def _write(application: Application, values: dict[str, Any], by: User, at: datetime) -> None:
    if "market" in values:
        values["boundary"] = boundary_for(values["market"])
    write_fields(application, values)


def _write_circular(application: Application, values: dict[str, Any], by: User, at: datetime) -> None:
    certificate = {name: values.pop(name) for name in CERTIFICATE_FIELDS if name in values}
    save_recognised_certificate(application, certificate)
    _write(application, values, by, at)


PAGE = SectionPage("product", "applications/applicant/product.html", ProductForm, product_values, _write)
CIRCULAR_PAGE = SectionPage(
    "product", "applications/applicant/product.html", CircularProductForm, circular_values, _write_circular
)


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_product(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Type, names, kind, market and category of the product; for type 4.2 the certificate of a recognised body."""
    application = own_case(request, public_id)
    if application.route == Route.CIRCULAR_ACTIVITY:
        return answer_section(request, application, CIRCULAR_PAGE, case=application)
    return answer_section(request, application, PAGE)
