"""The frame of the calculation: PCR, units, data period, output, mass and the pinned set of factors."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from applications.choices import PcrStatus
from applications.forms.drafts import DraftForm, choice_field, day_field, line_field, number_field
from applications.models import Application, ProductCategoryRule
from calculations.catalogue import sets_in_force
from calculations.models import EmissionFactorSet
from cecfp_portal.text import TextRefused, clean_text

TEXT_FIELDS = (
    "pcr_status",
    "draft_pcr_sent_text",
    "functional_unit_text",
    "functional_unit_unit",
    "functional_unit_th",
    "functional_unit_en",
    "product_unit_text",
    "product_unit_unit",
    "product_unit_th",
    "product_unit_en",
    "product_units_per_functional_unit_text",
    "data_period_start_text",
    "data_period_end_text",
    "period_output_text",
    "declared_mass_text",
    "declared_mass_unit",
)
MASS_UNITS = [
    ("g", _("gram (g)")),
    ("kg", _("kilogram (kg)")),
    ("t", _("tonne (t)")),
    ("mg", _("milligram (mg)")),
]
UNITS = [
    ("piece", _("piece")),
    *MASS_UNITS[:3],
    ("L", _("litre (L)")),
    ("mL", _("millilitre (mL)")),
    ("m3", _("cubic metre (m³)")),
    ("m2", _("square metre (m²)")),
    ("m", _("metre (m)")),
    ("kWh", _("kilowatt-hour (kWh)")),
]


class ScopeForm(DraftForm):
    """The section on PCR, units and data period."""

    asked_as = {"pcr": "pcr_status"}

    pcr_status = choice_field(_("Product category rule (PCR)"), PcrStatus.choices, radios=True)
    pcr = forms.ModelChoiceField(
        label=_("Announced PCR"),
        help_text=_("Only where the PCR is announced"),
        queryset=ProductCategoryRule.objects.none(),
        empty_label=_("Please choose"),
    )
    draft_pcr_sent_text = day_field(
        _("Draft PCR sent to TGO on"),
        help_text=_("Only for a draft; day/month/year, e.g. 1/11/2569 (B.E.) or 1/11/2026 (C.E.)"),
    )
    functional_unit_text = number_field(_("Functional unit: amount"))
    functional_unit_unit = choice_field(_("Functional unit: unit"), UNITS)
    functional_unit_th = line_field(_("Functional unit in words, Thai"), max_length=200)
    functional_unit_en = line_field(_("Functional unit in words, English"), max_length=200)
    product_unit_text = number_field(_("Product unit: amount"))
    product_unit_unit = choice_field(_("Product unit: unit"), UNITS)
    product_unit_th = line_field(_("Product unit in words, Thai"), max_length=200)
    product_unit_en = line_field(_("Product unit in words, English"), max_length=200)
    product_units_per_functional_unit_text = number_field(
        _("Product units in one functional unit"),
        help_text=_("1 when both units are the same; 12 when the functional unit is a case of 12 bottles"),
    )
    data_period_start_text = day_field(_("Data period from"))
    data_period_end_text = day_field(_("Data period to"))
    period_output_text = number_field(
        _("Output of this product in the period"), help_text=_("In product units, good output only")
    )
    declared_mass_text = number_field(_("Mass of one product unit"))
    declared_mass_unit = choice_field(_("Unit of mass"), MASS_UNITS)
    factor_set = forms.ModelChoiceField(
        label=_("Set of emission factors"),
        queryset=EmissionFactorSet.objects.none(),
        to_field_name="code",
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Every factor of the calculation comes from this one set, or is your own with its source"),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.factor_sets = sets_in_force(on)
        self.fields["factor_set"].queryset = self.factor_sets  # type: ignore[attr-defined]
        self.fields["pcr"].queryset = announced_rules(on)  # type: ignore[attr-defined]
        self._keep_unlisted_units()

    def _keep_unlisted_units(self) -> None:
        """A unit stored by another way of entry stays choosable."""
        for name in ("functional_unit_unit", "product_unit_unit", "declared_mass_unit"):
            stored = str(self.data.get(self.add_prefix(name), "")) if self.is_bound else ""
            field = self.fields[name]
            known = {code for code, _label in field.choices}  # type: ignore[attr-defined]
            if stored and len(stored) <= 20 and stored not in known and _is_clean(stored):
                field.choices = [*field.choices, (stored, stored)]  # type: ignore[attr-defined]


def _is_clean(text: str) -> bool:
    try:
        return clean_text(text) == text
    except TextRefused:
        return False


def announced_rules(on: date) -> QuerySet[ProductCategoryRule]:
    """Return the PCRs that are announced and not withdrawn on a day."""
    return ProductCategoryRule.objects.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on), approved_on__lte=on)


def scope_values(application: Application) -> dict[str, Any]:
    """Return what the form shows of the calculation's frame."""
    values: dict[str, Any] = {name: getattr(application, name) for name in TEXT_FIELDS}
    values["pcr"] = application.pcr_id or ""
    values["factor_set"] = application.factor_set.code if application.factor_set else ""
    return values
