"""Complaining as anybody, and settling a complaint as an officer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanCharField, CleanTextField
from certificates.forms.keyed import KeyedForm
from certificates.models import ComplaintMatter


class ComplaintForm(KeyedForm):
    """What was seen, where, and how to reach the sender if an answer is wanted."""

    matter = forms.ChoiceField(
        label=_("What is it about?"),
        choices=ComplaintMatter.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    about = CleanCharField(
        label=_("Certificate number or code"),
        max_length=200,
        required=False,
        help_text=_("As it stands on the document or label; leave it empty if there is none."),
    )
    text = CleanTextField(
        label=_("What did you see, and where?"),
        max_length=4000,
        help_text=_("The product, the shop or web address, and the day."),
        error_messages={"required": _("Tell what you saw.")},
    )
    contact = CleanCharField(
        label=_("E-mail or telephone"),
        max_length=200,
        required=False,
        help_text=_("Only if you want an answer. TGO uses it for nothing else and does not publish it."),
    )


class SettlingForm(forms.Form):
    """What an officer did about a complaint."""

    use_required_attribute = False
    note = CleanTextField(
        label=_("What was done"), max_length=4000, error_messages={"required": _("Say what was done.")}
    )
