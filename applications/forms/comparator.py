"""How the comparator of virgin material is obtained, what an own one states, and another choice of virgin material."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.drafts import DraftForm, choice_field, number_field, text_field
from applications.forms.fields import MASS_UNITS
from applications.forms.inventory import FactorField
from applications.models import Application, CounterpartOverride, Evidence
from applications.services.factor_choices import FactorChoice, by_code

COLUMNS = (
    "comparator_method",
    "comparator_total_text",
    "comparator_reason",
    "comparator_is_on_same_terms",
    "comparator_mass_text",
    "comparator_mass_unit",
    "product_lifetime_text",
    "comparator_lifetime_text",
)


class ComparatorForm(DraftForm):
    """Method of the comparator; terms, mass, total and reason where it is the applicant's own."""

    optional = frozenset(
        {"comparator_total_text", "comparator_reason", "comparator_is_on_same_terms", "comparator_mass_text"}
        | {"comparator_mass_unit", "product_lifetime_text", "comparator_lifetime_text"}
    )

    comparator_method = choice_field(
        _("How the comparator was obtained"), choices.ComparatorMethod.choices, radios=True
    )
    comparator_reason = text_field(
        _("Where it comes from, and why it is the same kind of product"),
        max_length=2000,
        help_text=_("Same function, same functional unit, same boundary; made of virgin material (clause 5.3)."),
    )
    comparator_is_on_same_terms = forms.BooleanField(
        label=_("It is calculated on the product's terms"),
        help_text=_("Functional unit, boundary, set of emission factors, GWP set and allocation are the same."),
    )
    comparator_mass_text = number_field(
        _("Mass of one product unit of virgin material"), help_text=_("Another mass may mean another kind of product.")
    )
    comparator_mass_unit = choice_field(_("Unit of mass"), MASS_UNITS)
    product_lifetime_text = number_field(
        _("Lifetime of the product (years)"), help_text=_("Both lifetimes only where the product is used over years.")
    )
    comparator_lifetime_text = number_field(_("Lifetime of the product of virgin material (years)"))
    comparator_total_text = number_field(
        _("Declared total (kgCO₂e per functional unit)"), help_text=_("As published, not rounded further.")
    )


def comparator_values(application: Application) -> dict[str, Any]:
    """Return what the form shows of a stored comparator."""
    return {name: getattr(application, name) for name in COLUMNS}


class OverrideForm(DraftForm):
    """Another virgin factor than the one of TGO's table for one recycled material."""

    factor = FactorField()
    reason = text_field(
        _("Why this virgin material is the right one"),
        max_length=2000,
        help_text=_("What the same kind of product would be made of, and why the row of the table does not fit."),
    )
    evidence = forms.ChoiceField(label=_("Evidence"), help_text=_("A document of the section on documents."))

    def __init__(
        self, *args: Any, offered: Sequence[FactorChoice], evidence: Sequence[Evidence], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered, self.held = offered, {row.line_id: row for row in evidence}
        fields: Any = self.fields
        fields["factor"].offer(offered)
        fields["evidence"].choices = [("", _("Please choose")), *((key, str(row)) for key, row in self.held.items())]

    def clean_factor(self) -> str:
        code = str(self.cleaned_data["factor"])
        if code and by_code(self.offered, code) is None:
            raise ValidationError(_("Choose a factor of the list."), code="invalid_choice")
        return code

    def columns(self) -> dict[str, Any]:
        """Return the columns to store."""
        typed = self.storable()
        found: dict[str, Any] = {"reason": typed["reason"]} if "reason" in typed else {}
        if "factor" in typed:
            choice = by_code(self.offered, typed["factor"])
            found |= {"factor": choice.factor if choice else None, "own_factor": choice.own if choice else None}
        if "evidence" in typed:
            found["evidence"] = self.held.get(typed["evidence"])
        return found


def override_values(override: CounterpartOverride) -> dict[str, Any]:
    """Return what the form shows of a stored choice."""
    own = f"own-{override.own_factor.line_id}" if override.own_factor else ""
    return {
        "factor": f"set-{override.factor_id}" if override.factor_id else own,
        "reason": override.reason,
        "evidence": override.evidence.line_id if override.evidence else "",
    }
