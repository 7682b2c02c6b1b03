"""Proposing a revocation and answering the proposal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanTextField
from certificates.forms.keyed import KeyedForm


class ProposalForm(KeyedForm):
    """The reason for which a certificate is to be revoked."""

    reason_th = CleanTextField(
        label=_("Public reason in Thai"),
        max_length=1000,
        help_text=_("State the facts and the clause. Everybody who scans the QR code reads this."),
    )
    reason_en = CleanTextField(label=_("Public reason in English"), max_length=1000)


class AnswerForm(KeyedForm):
    """The second officer's answer to the proposal on the page."""

    revocation = forms.IntegerField(widget=forms.HiddenInput)
