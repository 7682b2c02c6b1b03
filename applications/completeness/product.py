"""What the description of the product still lacks."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from applications.choices import Route
from applications.completeness import circular
from applications.completeness.figures import text_problem
from applications.completeness.problem import Problem
from applications.models import Application

SECTION = "product"
MAX_TECHNICAL_LINES = 5


def problems(application: Application) -> list[Problem]:
    """Return the problems of the product's names, kind, market and category."""
    found = [problem for problem in _checks(application) if problem]
    return [*found, *(circular.problems(application) if application.route == Route.CIRCULAR_ACTIVITY else ())]


def _checks(application: Application) -> Iterator[Problem | None]:
    if application.route not in Route.values:
        yield Problem(SECTION, _("Choose the type of product."), "route", code="choice_missing")
    yield text_problem(
        application.product_name_th, _("Enter the product's name in Thai."), section=SECTION, field="product_name_th"
    )
    yield text_problem(
        application.product_name_en, _("Enter the product's name in English."), section=SECTION, field="product_name_en"
    )
    yield text_problem(application.product_model, _("Enter the model."), section=SECTION, field="product_model")
    if len(application.technical_data.splitlines()) > MAX_TECHNICAL_LINES:
        yield Problem(SECTION, _("Write at most 5 lines."), "technical_data", code="technical_data_lines")
    yield text_problem(
        application.product_kind, _("Choose the kind of product."), section=SECTION, field="product_kind"
    )
    yield text_problem(application.market, _("Choose B2B or B2C."), section=SECTION, field="market")
    if application.category_id is None:
        yield Problem(SECTION, _("Choose a product category."), "category", code="choice_missing")
    if not application.is_tangible:
        sentence = _("Only a physical product can be certified; services are out of scope (clause 1).")
        yield Problem(SECTION, sentence, "is_tangible", code="not_tangible")
