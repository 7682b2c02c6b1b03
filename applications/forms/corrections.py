"""Requests for correction: where, what, until when; and what an answer still lacks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.key import KeyedForm
from applications.overview import Place
from cecfp_portal.fields import CleanTextField, ThaiDateField


class DueForm(forms.Form):
    """A text with a due date that lies after today."""

    use_required_attribute = False
    text = CleanTextField(
        label=_("What has to be corrected or explained"),
        max_length=2000,
        error_messages={"required": _("Write what has to be corrected or explained.")},
    )
    due_on = ThaiDateField(label=_("Due"), error_messages={"required": _("Give a due date.")})

    def __init__(self, *args: Any, today: date, due_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["due_on"].initial = due_on

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on <= self.today:
            raise forms.ValidationError(_("The due date must lie after today."))
        return due_on


class RequestForm(DueForm, KeyedForm):
    """A request tied to a section, field, line or clause."""

    field_order = ["key", "place", "text", "due_on"]
    place = forms.ChoiceField(
        label=_("What it concerns"),
        help_text=_("Section, field, line or clause; the applicant is led to that place."),
        widget=forms.Select(attrs={"class": "wide-input"}),
        error_messages={
            "required": _("Choose what the request concerns."),
            "invalid_choice": _("Choose what the request concerns."),
        },
    )

    def __init__(self, *args: Any, places: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Choose …")), *places]  # type: ignore[attr-defined]

    def where(self) -> Place:
        """The place that was chosen."""
        return Place.from_code(self.cleaned_data["place"])


class AgainForm(DueForm):
    """What an answer still lacks."""
