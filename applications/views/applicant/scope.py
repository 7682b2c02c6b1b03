"""The section on PCR, units, data period and factor set."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from applications.forms.scope import ScopeForm, scope_values
from applications.models import Application
from applications.services.drafting import write_fields
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.sections import SectionPage, answer_section
from cecfp_portal.accounts.access import SignedInRequest
from cecfp_portal.accounts.models import User


def _write(application: Application, values: dict[str, Any], by: User, at: datetime) -> None:
    write_fields(application, values)


PAGE = SectionPage("scope", "applications/applicant/scope.html", ScopeForm, scope_values, _write)


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_scope(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The frame of the calculation."""
    return answer_section(request, own_case(request, public_id), PAGE, on=timezone.localdate())
