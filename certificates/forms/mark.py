"""The official artwork of the mark, and the day from which it is printed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanCharField, ThaiDateField
from certificates.forms.keyed import KeyedForm
from certificates.models import MarkKind


class MarkForm(KeyedForm):
    """Which mark, its picture or the empty frame, from when on, and where it comes from."""

    kind = forms.ChoiceField(label=_("Kind of mark"), choices=MarkKind.choices)
    file = forms.FileField(
        label=_("Picture of the mark"),
        required=False,
        allow_empty_file=True,
        help_text=_("PNG, each side 600 to 4,000 points. Drawings (SVG, PDF) can carry scripts and are refused."),
        widget=forms.FileInput(attrs={"accept": ".png"}),
    )
    is_empty_frame = forms.BooleanField(label=_("Print the empty frame instead of a picture"), required=False)
    in_force_from = ThaiDateField(
        label=_("Print on certificates approved from"),
        help_text=_("Today or later. Certificates of before keep the mark they were issued with."),
    )
    source = CleanCharField(
        label=_("Where the artwork comes from"),
        max_length=300,
        help_text=_("For example the number and date of the letter it came with."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for either a picture or the empty frame."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "file" not in self.errors and bool(cleaned.get("file")) == bool(cleaned.get("is_empty_frame")):
            self.add_error("file", _("Choose either a picture or the empty frame."))
        return cleaned
