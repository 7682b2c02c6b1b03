"""The holder's yearly confirmation of share and output."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.models.numbers import decimal_or_none
from cecfp_portal.fields import CleanCharField, CleanTextField
from certificates.forms.keyed import KeyedForm


class ConfirmationForm(KeyedForm):
    """That the share was kept, and the output of the year in product units."""

    year = forms.IntegerField(widget=forms.HiddenInput)
    is_share_kept = forms.BooleanField(
        label=_("The share stated on the certificate was kept throughout this year"),
        error_messages={"required": _("Tick this, or send a notice of change if the share was not kept.")},
    )
    output_text = CleanCharField(
        label=_("Output in this year, in product units"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": _("State the output as a number.")},
    )
    remark = CleanTextField(
        label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_output_text(self) -> str:
        typed: str = self.cleaned_data["output_text"]
        output = decimal_or_none(typed)
        if output is None or output < 0:
            raise ValidationError(_("State the output as a number."))
        return typed
