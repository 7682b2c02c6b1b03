"""What the naming of the verification body still lacks."""

from django.utils.translation import gettext_lazy as _

from applications.completeness.problem import Problem
from applications.models import Application
from cecfp_portal.accounts.models import Organisation

SECTION = "verification"


def problems(application: Application) -> list[Problem]:
    """Return the problems of the verification body and the consultant."""
    engagement = application.engagements.filter(ended_at=None).select_related("organisation").first()
    if engagement is None:
        return [Problem(SECTION, _("Choose the verification body."), "organisation", code="choice_missing")]
    if is_consultant(engagement.organisation, application.consultant_name):
        sentence = _("The consultant cannot verify the case. Choose another verification body.")
        return [Problem(SECTION, sentence, "organisation", code="consultant_verifies")]
    return []


def is_consultant(body: Organisation, consultant_name: str) -> bool:
    """Tell whether the consultant named is this very body, in either language."""
    consultant = " ".join(consultant_name.split()).casefold()
    names = {" ".join(name.split()).casefold() for name in (body.name_th, body.name_en) if name}
    return bool(consultant) and consultant in names
