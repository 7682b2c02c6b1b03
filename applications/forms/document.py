"""A file to attach, and what a document says and belongs to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.drafts import DraftForm, day_field, line_field, number_field
from applications.forms.fields import MASS_UNITS, UnitField
from applications.forms.inventory import portions_of
from applications.models import Application, Evidence
from applications.services.documents import SUFFIXES

COLUMNS = ("title", "number", "seller", "buyer", "issued_text", "expires_text", "mass_text", "mass_unit")


class UploadForm(forms.Form):
    """One file for one kind of document; the key makes a repeated press give the same document."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind of document"), choices=choices.EvidenceKind.choices)
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={"required": _("Choose a file first."), "missing": _("Choose a file first.")},
    )


class EvidenceForm(DraftForm):
    """What a document says: all of it may stay empty."""

    optional = frozenset({*COLUMNS, "portions"})

    title = line_field(_("Title"), max_length=200)
    number = line_field(_("Document number"), max_length=100)
    seller = line_field(_("Seller"), max_length=200)
    buyer = line_field(_("Buyer"), max_length=200)
    issued_text = day_field(_("Date of the document"))
    expires_text = day_field(_("Valid until"))
    mass_text = number_field(_("Certified mass"))
    mass_unit = UnitField(MASS_UNITS, label=_("Unit"))
    portions = forms.MultipleChoiceField(
        label=_("Proves this material"),
        help_text=_("Recycled materials of the bill of materials which this document speaks of."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recycled = {key: portion for key, portion in portions_of(application).items() if portion.is_recycled}
        self.portion_ids = {key: portion.pk for key, portion in recycled.items()}
        fields: Any = self.fields
        fields["portions"].choices = [(key, f"{portion.node} · {portion}") for key, portion in recycled.items()]
        if not recycled:
            del fields["portions"]
        fields["mass_unit"].widget.attrs = {}
        fields["mass_unit"].widget.choices = fields["mass_unit"].offered(str(self.data.get("mass_unit") or ""))

    def columns(self) -> dict[str, Any]:
        """Return the columns to store."""
        typed = self.storable()
        return {name: typed[name] for name in COLUMNS if name in typed}

    def chosen_portions(self) -> list[int] | None:
        """Return the portions ticked, or None where the page had none to tick."""
        if "portions" not in self.fields:
            return None
        return [self.portion_ids[key] for key in self.storable().get("portions", [])]


def evidence_values(row: Evidence) -> dict[str, Any]:
    """Return what the form shows of stored evidence."""
    return {name: getattr(row, name) for name in COLUMNS} | {
        "portions": list(row.portions.values_list("line_id", flat=True))
    }
