"""The applicant's organisation and the factories that make the product."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.forms.drafts import DraftForm, line_field, percent_field, text_field
from applications.models import ApplicationFactory
from cecfp_portal.accounts.models import Factory, Organisation
from cecfp_portal.accounts.validators import normalise_licence, validate_juristic_id
from cecfp_portal.thai import to_arabic_digits

ORGANISATION_FIELDS = ("name_th", "name_en", "juristic_id", "branch_number", "address_th", "address_en")
FACTORY_FIELDS = ("name_th", "name_en", "licence", "address_th", "address_en")
ROW_FIELDS = ("maker_name", "output_share_text")


class OrganisationForm(DraftForm):
    """What certificates and letters say of the applicant: the register's entry, so wrong numbers are not stored."""

    asked_as = {"name": "name_th", "address": "address_th"}

    name_th = line_field(_("Name of the juristic person in Thai"), max_length=300)
    name_en = line_field(_("Name of the juristic person in English"), max_length=300)
    juristic_id = line_field(
        _("Juristic person number"), max_length=20, help_text=_("13 digits, as in the company certificate")
    )
    branch_number = line_field(
        _("Branch number"), max_length=10, help_text=_("5 digits; 00000 is the head office"), css="narrow-input"
    )
    address_th = text_field(_("Address in Thai"), max_length=1000)
    address_en = text_field(_("Address in English"), max_length=1000)

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        self.organisation = organisation
        super().__init__(*args, **kwargs)
        for name in ("juristic_id", "branch_number"):
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    def clean_name_th(self) -> str:
        if not self.cleaned_data["name_th"]:
            raise ValidationError(_("Enter the name in Thai."), code="text_missing")
        return str(self.cleaned_data["name_th"])

    def clean_juristic_id(self) -> str:
        number = "".join(to_arabic_digits(self.cleaned_data["juristic_id"]).replace("-", "").split())
        validate_juristic_id(number)
        return number

    def clean_branch_number(self) -> str:
        number = to_arabic_digits(self.cleaned_data["branch_number"]).strip()
        if number and not (len(number) == 5 and number.isdecimal()):
            raise ValidationError(_("A branch number has 5 digits; 00000 is the head office."), code="branch_number")
        return number or "00000"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        number, branch = cleaned.get("juristic_id"), cleaned.get("branch_number")
        if self.organisation and number and branch and self._is_taken(number, branch):
            self.add_error("juristic_id", _("Another organisation in the portal has this number and branch."))
        return cleaned

    def _is_taken(self, number: str, branch: str) -> bool:
        own = self.organisation
        return own is not None and (
            Organisation.objects.filter(kind=own.kind, juristic_id=number, branch_number=branch)
            .exclude(pk=own.pk)
            .exists()
        )


def organisation_values(organisation: Organisation) -> dict[str, Any]:
    """Return what the form shows of an organisation."""
    return {name: getattr(organisation, name) for name in ORGANISATION_FIELDS}


class FactoryForm(DraftForm):
    """One factory that makes the product."""

    optional = frozenset({"maker_name"})

    name_th = line_field(_("Factory name in Thai"), max_length=300)
    name_en = line_field(_("Factory name in English"), max_length=300)
    licence = line_field(
        _("Factory licence number (Ror.Ngor.4)"),
        max_length=40,
        help_text=_("14 digits, or the older form such as 3-106-33/50รย"),
    )
    output_share_text = percent_field(
        _("Share of the product's output (%)"), help_text=_("100 when one factory makes all of it")
    )
    address_th = text_field(_("Address in Thai"), max_length=1000, rows=2)
    address_en = text_field(_("Address in English"), max_length=1000, rows=2)
    maker_name = line_field(
        _("Maker, where another organisation runs this factory"),
        max_length=300,
        help_text=_("For contract manufacture: the name of the juristic person that makes the product"),
    )

    def clean_licence(self) -> str:
        return normalise_licence(self.cleaned_data["licence"])


def factory_values(row: ApplicationFactory) -> dict[str, Any]:
    """Return what the form shows of a factory of the case."""
    return {name: getattr(row.factory, name) for name in FACTORY_FIELDS} | {
        name: getattr(row, name) for name in ROW_FIELDS
    }


class FactoryChoice(forms.ModelChoiceField):
    """A factory by its name in the page's language."""

    def label_from_instance(self, obj: Factory) -> str:
        return obj.name_en if get_language() == "en" and obj.name_en else obj.name_th


class AddFactoryForm(forms.Form):
    """Which factory to add: one the organisation has already, or a new one."""

    use_required_attribute = False
    factory = FactoryChoice(
        label=_("Which factory to add"),
        queryset=Factory.objects.none(),
        required=False,
        empty_label=_("A new factory"),
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, queryset: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["factory"]
        field.queryset = queryset  # type: ignore[attr-defined]
