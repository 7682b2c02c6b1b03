"""The case officer's proposal to the meeting."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.key import KeyedForm
from applications.models import MeetingRound
from cecfp_portal.fields import CleanTextField
from cecfp_portal.thai import written_date


class RoundField(forms.ModelChoiceField):
    """Rounds shown with the day they meet."""

    def label_from_instance(self, obj: MeetingRound) -> str:
        return f"{obj} · {written_date(obj.meets_on, get_language() or 'th')}"


class RecommendationForm(KeyedForm):
    """Proposal, reasons, and the round on whose agenda the case is put."""

    judged_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    proposal = forms.ChoiceField(
        label=_("Proposal to the meeting"),
        choices=choices.Proposal,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you propose.")},
    )
    note = CleanTextField(
        label=_("Reasons"),
        help_text=_("The meeting reads this on its one-page brief."),
        error_messages={"required": _("Give the reasons of your proposal.")},
    )
    meeting = RoundField(
        label=_("Meeting round"),
        queryset=MeetingRound.objects.none(),
        to_field_name="public_id",
        empty_label=None,
        error_messages={"required": _("Choose a meeting round."), "invalid_choice": _("Choose a meeting round.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rounds = MeetingRound.objects.filter(meets_on__gte=today).order_by("meets_on")
        self.fields["meeting"].queryset = rounds  # type: ignore[attr-defined]
