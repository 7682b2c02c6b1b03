"""Forms for the members of an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cecfp_portal.accounts.models import Organisation, User
from cecfp_portal.accounts.roles import RIGHTS_BY_KIND, Right


class GrantForm(forms.Form):
    """Give a person who already has an account a right in the organisation."""

    email = forms.EmailField(label=_("E-mail"), max_length=254, help_text=_("The address this person signs in with"))
    right = forms.ChoiceField(label=_("Right"), widget=forms.RadioSelect)
    use_required_attribute = False

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = RIGHTS_BY_KIND[organisation.kind]
        self.fields["right"].choices = [(right, Right(right).label) for right in known]  # type: ignore[attr-defined]
        self.fields["right"].initial = known[0]

    def clean_email(self) -> User:
        """Return the active person with this address."""
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if user is None:
            raise forms.ValidationError(
                _("Nobody has an account with this address. Please ask TGO to open one."), code="unknown_person"
            )
        return user
