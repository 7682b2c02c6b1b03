"""Artwork with the mark, and TGO's answer to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanTextField
from certificates.forms.keyed import KeyedForm
from certificates.models import LabelUse
from certificates.services.labels import SUFFIXES

APPROVE, RETURN = "approve", "return"


class LabelForm(KeyedForm):
    """One artwork for one use."""

    use = forms.ChoiceField(
        label=_("Where the mark is shown"),
        choices=LabelUse.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where the mark is shown.")},
    )
    description = CleanTextField(
        label=_("Description"),
        max_length=2000,
        help_text=_("What it is, its size, and where on it the mark stands."),
        error_messages={"required": _("Describe the artwork.")},
    )
    file = forms.FileField(
        label=_("Artwork"),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=_("PNG, JPEG or PDF"),
        error_messages={"required": _("Choose a file first."), "missing": _("Choose a file first.")},
    )


class LabelAnswerForm(KeyedForm):
    """Approve, or return with what has to be corrected; the button pressed decides."""

    decision = forms.ChoiceField(choices=[(APPROVE, APPROVE), (RETURN, RETURN)], widget=forms.HiddenInput)
    reason = CleanTextField(
        label=_("Reason or remark, for the holder"),
        max_length=2000,
        required=False,
        help_text=_("Needed to return it: say what has to be corrected."),
    )

    @property
    def is_approved(self) -> bool:
        return bool(self.cleaned_data["decision"] == APPROVE)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("decision") == RETURN and not typed.get("reason"):
            self.add_error("reason", _("Say what has to be corrected."))
        return typed
