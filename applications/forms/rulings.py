"""A ruling on one question that the engine leaves to a person."""

from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.services.decisions import Answer
from applications.verdicts import Verdict
from cecfp_portal.fields import CleanTextField

ACCEPTED, REFUSED = "accepted", "refused"


class RulingForm(forms.Form):
    """Accept or refuse, with a reason; nothing chosen means: not ruled on yet."""

    use_required_attribute = False
    ruling = forms.ChoiceField(
        label=_("Ruling"),
        choices=[(ACCEPTED, _("Accept")), (REFUSED, _("Refuse"))],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = CleanTextField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, verdict: Verdict, data: Any = None) -> None:
        ruling = verdict.ruling
        initial = {"ruling": ACCEPTED if ruling["accepted"] else REFUSED, "reason": ruling["reason"]} if ruling else {}
        # Outcome ids hold colons and line ids: their hash makes a name that any form can carry.
        prefix = f"ruling-{sha256(verdict.id.encode()).hexdigest()[:10]}"
        super().__init__(data, prefix=prefix, initial=initial)
        self.verdict = verdict

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("ruling") and not cleaned.get("reason"):
            self.add_error("reason", _("A ruling needs its reason."))
        if cleaned.get("reason") and not cleaned.get("ruling"):
            self.add_error("ruling", _("Choose whether you accept or refuse."))
        return cleaned

    def answer(self) -> Answer | None:
        """The ruling, or None where nothing was chosen."""
        if not self.cleaned_data["ruling"]:
            return None
        return Answer(self.cleaned_data["ruling"] == ACCEPTED, self.cleaned_data["reason"])
