"""What an officer states of a factor set whose rows come from a file."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from calculations.models import EmissionFactorSet

SCHEMES = (("CFP", "CFP"), ("CFO", "CFO"), ("other", _("other source")))

_DAY = _("Year-month-day in C.E., e.g. 2026-10-01")


class FactorSetImportForm(forms.Form):
    """The set's own fields, the set it takes the place of, and the file."""

    code = forms.SlugField(label=_("Code"), max_length=50, help_text=_("e.g. cfp-2570; it can never be changed"))
    scheme = forms.ChoiceField(label=_("Scheme"), choices=SCHEMES)
    name_th = forms.CharField(label=_("Name in Thai"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    gwp_set = forms.CharField(label=_("GWP set"), max_length=10, help_text=_("e.g. AR5"))
    published_on = forms.DateField(label=_("Published on"), required=False, help_text=_DAY)
    in_force_from = forms.DateField(label=_("In force from"), help_text=_DAY)
    in_force_to = forms.DateField(label=_("In force to"), required=False)
    grace_until = forms.DateField(label=_("May still be used until"), required=False)
    source = forms.CharField(label=_("Source"), max_length=500)
    succeeds = forms.ModelChoiceField(
        label=_("Takes the place of"),
        queryset=EmissionFactorSet.objects.none(),
        to_field_name="code",
        required=False,
        help_text=_("That set ends the day before this one begins; its rows stay as they are"),
    )
    former_grace_until = forms.DateField(label=_("The former set may still be used until"), required=False)
    file = forms.FileField(label=_("File (CSV or XLSX)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = EmissionFactorSet.objects.filter(successor=None)
        self.fields["succeeds"].queryset = free  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if EmissionFactorSet.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is a set of this code already."))
        return code

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        begins, ends, grace = (given.get(name) for name in ("in_force_from", "in_force_to", "grace_until"))
        if begins and ends and ends < begins:
            self.add_error("in_force_to", _("This day lies before the first."))
        if grace and (ends is None or grace < ends):
            self.add_error("grace_until", _("This day has to follow the end of the set."))
        former = given.get("succeeds")
        if former is not None and former.scheme != given.get("scheme"):
            self.add_error("succeeds", _("The former set is of another scheme."))
        if former is not None and begins and former.in_force_from and begins <= former.in_force_from:
            self.add_error("in_force_from", _("The new set has to begin after the former."))
        if given.get("former_grace_until") and begins and given["former_grace_until"] < begins:
            self.add_error("former_grace_until", _("This day has to lie after the new set begins."))
        return given

    def set_values(self) -> dict[str, Any]:
        """Return the set's fields as plain text, the way they are kept until the import is confirmed."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("file", "succeeds")}
        plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
        former = self.cleaned_data.get("succeeds")
        return plain | {"succeeds": former.code if former else ""}
