"""What the organisation and the factories of a case still lack."""

from collections.abc import Iterator
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.completeness.figures import number_problem, text_problem
from applications.completeness.problem import Problem
from applications.models import Application, ApplicationFactory
from cecfp_portal.accounts.models import Organisation
from cecfp_portal.accounts.validators import validate_factory_licence, validate_juristic_id

SECTION = "organisation"


def problems(application: Application) -> list[Problem]:
    """Return the problems of the applicant's organisation and of every factory."""
    rows = list(application.application_factories.select_related("factory"))
    found = [*organisation_problems(application.applicant), *(each for row in rows for each in factory_problems(row))]
    if not rows:
        found.append(Problem(SECTION, _("Add the factory that makes the product."), code="factory_missing"))
    elif (total := _total_share(rows)) is not None and total != 100:
        sentence = _("The shares of the factories add to %(total)s %%; they must add to 100 %%.") % {"total": total}
        found.append(Problem(SECTION, sentence, "output_share_text", rows[-1].line_id, "output_share_sum"))
    return found


def organisation_problems(organisation: Organisation) -> list[Problem]:
    """Return what the names, the number and the addresses of the applicant still lack."""
    return [problem for problem in _organisation_checks(organisation) if problem]


def _organisation_checks(organisation: Organisation) -> Iterator[Problem | None]:
    yield text_problem(organisation.name_th, _("Enter the name in Thai."), section=SECTION, field="name_th")
    yield text_problem(organisation.name_en, _("Enter the name in English."), section=SECTION, field="name_en")
    try:
        validate_juristic_id(organisation.juristic_id)
    except ValidationError as refusal:
        yield Problem(SECTION, refusal.message, "juristic_id", code=refusal.code or "")
    if not (len(organisation.branch_number) == 5 and organisation.branch_number.isdecimal()):
        sentence = _("A branch number has 5 digits; 00000 is the head office.")
        yield Problem(SECTION, sentence, "branch_number", code="branch_number")
    yield text_problem(organisation.address_th, _("Enter the address in Thai."), section=SECTION, field="address_th")
    yield text_problem(organisation.address_en, _("Enter the address in English."), section=SECTION, field="address_en")


def factory_problems(row: ApplicationFactory) -> list[Problem]:
    """Return what one factory of the case still lacks."""
    return [problem for problem in _factory_checks(row) if problem]


def _factory_checks(row: ApplicationFactory) -> Iterator[Problem | None]:
    factory, line = row.factory, row.line_id
    yield text_problem(
        factory.name_th, _("Enter the factory's name in Thai."), section=SECTION, field="name_th", line_id=line
    )
    yield text_problem(
        factory.name_en, _("Enter the factory's name in English."), section=SECTION, field="name_en", line_id=line
    )
    try:
        validate_factory_licence(factory.licence)
    except ValidationError as refusal:
        yield Problem(SECTION, refusal.message, "licence", line, refusal.code or "")
    yield text_problem(
        factory.address_th, _("Enter the address in Thai."), section=SECTION, field="address_th", line_id=line
    )
    yield text_problem(
        factory.address_en, _("Enter the address in English."), section=SECTION, field="address_en", line_id=line
    )
    yield number_problem(row.output_share_text, section=SECTION, field="output_share_text", line_id=line)


def _total_share(rows: list[ApplicationFactory]) -> Decimal | None:
    values = [row.output_share_value for row in rows]
    if any(value is None for value in values):
        return None
    return sum((value for value in values if value is not None), Decimal(0)).normalize() + 0
