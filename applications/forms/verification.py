"""What a verifier fills in: acceptance, findings and the statement."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.key import KeyedForm
from applications.overview import Place
from applications.services.verification import StatementDraft
from cecfp_portal import thai
from cecfp_portal.fields import CleanCharField, CleanTextField, ThaiDateField


class AcceptForm(forms.Form):
    """Acceptance of an engagement with the declaration of independence."""

    use_required_attribute = False
    independence = forms.BooleanField(
        label=_(
            "I declare that my body and I are independent of the applicant and of its consultant, "
            "and have taken no part in preparing this case."
        ),
        error_messages={"required": _("Tick the declaration of independence to accept.")},
    )


class DeclineForm(forms.Form):
    """Refusal of an engagement."""

    use_required_attribute = False
    reason = CleanTextField(label=_("Reason"), max_length=1000, error_messages={"required": _("Please give a reason.")})


class FindingForm(KeyedForm):
    """A finding tied to a section, field, line or clause of the case."""

    field_order = ["key", "place", "kind", "text"]
    use_required_attribute = False
    place = forms.ChoiceField(
        label=_("What it concerns"),
        help_text=_("Section, field, line or clause; the applicant is led to that place."),
        widget=forms.Select(attrs={"class": "wide-input"}),
        error_messages={
            "required": _("Choose what the finding concerns."),
            "invalid_choice": _("Choose what the finding concerns."),
        },
    )
    kind = forms.ChoiceField(
        label=_("Kind of finding"),
        choices=choices.FindingKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of finding.")},
    )
    text = CleanTextField(
        label=_("What has to be corrected or explained"),
        max_length=2000,
        error_messages={"required": _("Write what has to be corrected or explained.")},
    )

    def __init__(self, *args: Any, places: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Choose …")), *places]  # type: ignore[attr-defined]

    def where(self) -> Place:
        """The place that was chosen."""
        return Place.from_code(self.cleaned_data["place"])


class ReopenForm(forms.Form):
    """What an answer still lacks."""

    use_required_attribute = False
    text = CleanTextField(
        label=_("What is still missing"),
        max_length=2000,
        error_messages={"required": _("Write what is still missing.")},
    )


class PercentValueField(forms.DecimalField):
    """A percentage; the sign may be typed with it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("%", "") if isinstance(value, str) else value)


class StatementForm(forms.Form):
    """The structured verification statement and the report file."""

    use_required_attribute = False
    judged_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    number = CleanCharField(label=_("Statement number"), max_length=60)
    opinion = forms.ChoiceField(label=_("Opinion"), choices=choices.Opinion, widget=forms.RadioSelect)
    assurance_level = forms.ChoiceField(
        label=_("Level of assurance"), choices=choices.AssuranceLevel, widget=forms.RadioSelect
    )
    materiality_percent = PercentValueField(
        label=_("Materiality (%)"),
        localize=False,
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "narrow-input numeric"}),
    )
    attested_share_text = CleanCharField(
        label=_("Attested recycled or circular share (%)"),
        max_length=40,
        help_text=_("By weight, floored to two decimals, as the portal prints it."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "narrow-input numeric"}),
    )
    attested_footprint_text = CleanCharField(
        label=_("Attested footprint (kgCO₂e per functional unit)"),
        max_length=40,
        help_text=_("Rounded half-up to three significant figures, as the certificate prints it."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "narrow-input numeric"}),
    )
    site_visited_on = ThaiDateField(label=_("Date of the site visit"), required=False)
    summary = CleanTextField(label=_("Summary of the verification"), max_length=4000)
    margin_answer = CleanTextField(
        label=_("Where a margin is smaller than the materiality: why the result still stands"),
        max_length=2000,
        required=False,
    )
    report = forms.FileField(
        label=_("Verification report (PDF, up to 20 MB)"), widget=forms.ClearableFileInput(attrs={"accept": ".pdf"})
    )

    def clean_attested_share_text(self) -> str:
        return _figure(self.cleaned_data["attested_share_text"]).removesuffix("%").strip()

    def clean_attested_footprint_text(self) -> str:
        return _figure(self.cleaned_data["attested_footprint_text"])

    def clean_site_visited_on(self) -> Any:
        day = self.cleaned_data["site_visited_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The site visit lies in the future."))
        return day

    def draft(self) -> StatementDraft:
        names = StatementDraft.__dataclass_fields__
        return StatementDraft(**{name: self.cleaned_data[name] for name in names})


def _figure(typed: str) -> str:
    return thai.to_arabic_digits(typed).replace(",", "").strip()
