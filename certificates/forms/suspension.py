"""Suspending a certificate, and lifting the suspension."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanTextField
from certificates.forms.grounds import GroundsForm
from certificates.forms.keyed import KeyedForm


class SuspensionForm(GroundsForm):
    """The grounds on which a certificate is suspended."""


class LiftForm(KeyedForm):
    """Why the suspension on the page is lifted."""

    suspension = forms.IntegerField(widget=forms.HiddenInput)
    note = CleanTextField(
        label=_("Why the suspension is lifted"),
        max_length=2000,
        help_text=_("The holder reads this in the letter."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
