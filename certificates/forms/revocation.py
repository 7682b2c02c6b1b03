"""Proposing a revocation, the holder's answer, and the second officer's."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.services.documents import SUFFIXES
from cecfp_portal.fields import CleanTextField
from certificates.forms.grounds import GroundsForm
from certificates.forms.keyed import KeyedForm


class ProposalForm(GroundsForm):
    """The grounds on which a certificate is to be revoked."""


class AnswerForm(KeyedForm):
    """The second officer's answer to the proposal on the page, and whether the holder's answer stood there."""

    revocation = forms.IntegerField(widget=forms.HiddenInput)
    has_read_answer = forms.BooleanField(widget=forms.HiddenInput, required=False)


class HearingForm(KeyedForm):
    """The holder's answer to the proposal on the page."""

    revocation = forms.IntegerField(widget=forms.HiddenInput)
    answer = CleanTextField(
        label=_("Your answer"),
        max_length=8000,
        help_text=_("Say which facts are right or wrong, what you have done, and what you ask for."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(
        label=_("Evidence, one file"),
        required=False,
        allow_empty_file=True,
        max_length=None,
        help_text=_("PDF, picture or workbook, up to 20 MB"),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
