"""What a case still lacks, each with the words and the address of the place to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass

from applications.completeness import SECTIONS, Problem, problems
from applications.forms.circular import CircularProductForm
from applications.forms.comparator import ComparatorForm
from applications.forms.composition import PartForm
from applications.forms.drafts import DraftForm
from applications.forms.inventory import InventoryLineForm
from applications.forms.organisation import FactoryForm
from applications.forms.own_factor import OwnFactorForm
from applications.forms.portion import PortionForm
from applications.forms.scope import ScopeForm
from applications.forms.stock import BalanceForm, DeliveryForm, LotForm
from applications.models import Application
from applications.views.applicant.journey import place_url

FORMS: dict[str, tuple[type[DraftForm], ...]] = {
    "organisation": (FactoryForm,),
    "product": (CircularProductForm,),
    "scope": (ScopeForm,),
    "composition": (PartForm, PortionForm),
    "stock": (BalanceForm, DeliveryForm, LotForm),
    "inventory": (InventoryLineForm, OwnFactorForm),
    "comparator": (ComparatorForm, InventoryLineForm),
}
# These sentences tell what is wrong with a value, but not of which field.
UNNAMED = ("number_", "date_", "unit_")


@dataclass(frozen=True)
class Missing:
    """One item of the list."""

    place: str
    sentence: str
    url: str


def missing_of(application: Application) -> list[Missing]:
    """Return everything between the draft and sending it, in the order of the sections."""
    return [
        Missing(
            " – ".join(_place(problem)),
            str(problem.message),
            place_url(application, problem.section, problem.line_id, problem.field),
        )
        for problem in problems(application)
    ]


def _place(problem: Problem) -> Iterator[str]:
    yield str(SECTIONS[problem.section])
    if problem.code.startswith(UNNAMED):
        forms = FORMS.get(problem.section, ())
        labels = (form.base_fields[problem.field].label for form in forms if problem.field in form.base_fields)
        yield from (str(label) for label in list(labels)[:1] if label)
