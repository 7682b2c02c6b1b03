"""Filing a verified case with TGO: the meeting round."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applications.forms.key import KeyedForm
from applications.models import MeetingRound
from cecfp_portal.thai import written_date


class RoundChoiceField(forms.ModelChoiceField):
    """Rounds with their meeting day and the deadline for documents."""

    def label_from_instance(self, meeting: MeetingRound) -> str:
        language = get_language() or "th"
        return gettext("Round %(round)s, meets %(meets)s, documents by %(due)s") % {
            "round": meeting,
            "meets": written_date(meeting.meets_on, language),
            "due": written_date(meeting.documents_due_on, language),
        }


class FilingForm(KeyedForm):
    """Which meeting round the case is filed for."""

    round = RoundChoiceField(
        label=_("Meeting round"),
        queryset=MeetingRound.objects.none(),
        to_field_name="public_id",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose a meeting round.")},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = open_rounds(on)  # type: ignore[attr-defined]


def open_rounds(on: date) -> QuerySet[MeetingRound]:
    """Return the rounds whose document deadline has not passed, the nearest first."""
    return MeetingRound.objects.filter(documents_due_on__gte=on, held_on=None).order_by("meets_on")
