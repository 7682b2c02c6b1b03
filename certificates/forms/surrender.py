"""Giving up a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanTextField
from certificates.forms.keyed import KeyedForm


class SurrenderForm(KeyedForm):
    """Why the holder gives the certificate up, and that its finality is understood."""

    reason = CleanTextField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("For TGO's record; it is not public."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_understood = forms.BooleanField(
        label=_("I understand that the certificate ends today and that this cannot be undone"),
        error_messages={"required": _("Tick this to give the certificate up.")},
    )
