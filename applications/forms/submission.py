"""Opening, sending and withdrawing an application."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.choices import Route
from applications.forms.key import KeyedForm
from cecfp_portal.accounts.models import Organisation
from cecfp_portal.fields import CleanTextField


class NewApplicationForm(KeyedForm):
    """Which organisation applies, and for which type."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation that applies"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label=None,
        error_messages={"required": _("Choose the organisation.")},
    )
    route = forms.ChoiceField(
        label=_("Type of product (clause 4)"),
        choices=Route.choices,
        widget=forms.RadioSelect,
        initial=Route.RECYCLED_CONTENT.value,
        error_messages={"required": _("Choose the type of product.")},
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined]
        if len(organisations) == 1:
            field.initial = organisations[0].public_id
            field.widget = field.hidden_widget()


class SubmitForm(KeyedForm):
    """The declaration by which the case is sent for verification."""

    is_declared = forms.BooleanField(
        label=_(
            "I declare that the information and the documents are true and complete, and that I am authorised to "
            "apply on behalf of the applicant."
        ),
        error_messages={"required": _("Accept the declaration before sending.")},
    )


class WithdrawForm(KeyedForm):
    """The reason for withdrawing."""

    reason = CleanTextField(
        label=_("Reason for the withdrawal"),
        max_length=1000,
        error_messages={"required": _("Please give a reason.")},
    )
