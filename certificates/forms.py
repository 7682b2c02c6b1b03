"""Forms of the press's pages."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanCharField, CleanTextField


class SearchForm(forms.Form):
    """What the public searches the register for."""

    use_required_attribute = False
    q = CleanCharField(label=_("Product, company or registration number"), max_length=200, required=False)


class CheckForm(forms.Form):
    """A certificate number, or the code at the end of the address beside the QR code."""

    use_required_attribute = False
    q = CleanCharField(
        label=_("Certificate number or code"),
        max_length=200,
        help_text=_("The number stands below the title; the code is the last part of the address beside the QR code."),
        error_messages={"required": _("Type the number or the code.")},
    )

    def clean_q(self) -> str:
        """Take the code out of a whole address, which is what people copy from their browser."""
        typed = str(self.cleaned_data["q"])
        _site, found, code = typed.partition("/c/")
        return code.split("?")[0].strip("/") if found else typed


class KeyedForm(forms.Form):
    """A form that changes something, recognised by its key when it is sent twice."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


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
