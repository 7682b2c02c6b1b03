"""The verification body that is asked to verify the case, and the consultant."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.forms.drafts import DraftForm, line_field
from applications.models import Application
from cecfp_portal.accounts.models import Organisation
from cecfp_portal.accounts.roles import OrganisationKind


class BodyChoiceField(forms.ModelChoiceField):
    """Bodies by their name in the language of the page, with the registration number."""

    def label_from_instance(self, body: Organisation) -> str:
        name = body.name_en if get_language() == "en" and body.name_en else body.name_th
        return f"{name} ({body.registration_number})" if body.registration_number else name


class VerificationBodyForm(DraftForm):
    """The section on the verification body."""

    optional = frozenset({"consultant_name"})

    organisation = BodyChoiceField(
        label=_("Verification body"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Only bodies whose verifiers are registered with TGO today are listed"),
    )
    consultant_name = line_field(
        _("Consultant"),
        max_length=300,
        help_text=_("Who prepared the calculation, if not your own staff. A consultant cannot verify the same case"),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = registered_bodies(on)  # type: ignore[attr-defined]


def registered_bodies(on: date) -> QuerySet[Organisation]:
    """Return the verification bodies with at least one registration of a verifier valid on a day."""
    return (
        Organisation.objects.filter(
            kind=OrganisationKind.VERIFICATION_BODY,
            verifier_registrations__valid_from__lte=on,
            verifier_registrations__valid_until__gte=on,
            verifier_registrations__withdrawn_on=None,
        )
        .distinct()
        .order_by("name_th", "pk")
    )


def verification_values(application: Application) -> dict[str, Any]:
    """Return what the form shows of the body and the consultant."""
    engagement = application.engagements.filter(ended_at=None).select_related("organisation").first()
    return {
        "organisation": str(engagement.organisation.public_id) if engagement else "",
        "consultant_name": application.consultant_name,
    }
