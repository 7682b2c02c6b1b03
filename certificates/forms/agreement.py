"""Accepting the agreement on the use of the mark."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.forms.keyed import KeyedForm


class AgreementForm(KeyedForm):
    """That the wording on the page is accepted for the organisation."""

    terms_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    is_accepted = forms.BooleanField(
        label=_("I have read the agreement and accept it for my organisation"),
        error_messages={"required": _("Tick this to accept the agreement.")},
    )
