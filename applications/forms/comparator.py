"""How the comparator of virgin material was obtained, and its total where it is declared."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.drafts import DraftForm, choice_field, number_field, text_field
from applications.models import Application

COLUMNS = ("comparator_method", "comparator_total_text", "comparator_reason")


class ComparatorForm(DraftForm):
    """Method, total and reason of the comparator."""

    comparator_method = choice_field(
        _("How the comparator was obtained"), choices.ComparatorMethod.choices, radios=True
    )
    comparator_total_text = number_field(
        _("Declared total (kgCO₂e per functional unit)"), help_text=_("As published, not rounded further.")
    )
    comparator_reason = text_field(
        _("Where it comes from, and why it is the same kind of product"),
        max_length=2000,
        help_text=_("Same function, same functional unit, same boundary; made of virgin material (clause 5.3)."),
    )


def comparator_values(application: Application) -> dict[str, Any]:
    """Return what the form shows of a stored comparator."""
    return {name: getattr(application, name) for name in COLUMNS}
