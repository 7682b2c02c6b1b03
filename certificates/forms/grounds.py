"""Why TGO acts against a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanCharField, CleanTextField
from certificates.forms.keyed import KeyedForm
from certificates.services.acts import Grounds


class GroundsForm(KeyedForm):
    """Facts and clause for the holder, the reason for everybody."""

    facts = CleanTextField(
        label=_("Facts, for the holder"),
        max_length=2000,
        help_text=_("What was found, when and by whom. The holder reads this; it is not public."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    clause = CleanCharField(
        label=_("Clause"),
        max_length=120,
        help_text=_("Of the criteria, or of the agreement on the use of the mark; for example: clause 4.1.2"),
    )
    reason_th = CleanTextField(
        label=_("Public reason in Thai"),
        max_length=1000,
        help_text=_("One or two sentences. Everybody who scans the QR code reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason_en = CleanTextField(
        label=_("Public reason in English"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def grounds(self) -> Grounds:
        """Return what was filled in."""
        given = self.cleaned_data
        return Grounds(given["facts"], given["clause"], given["reason_th"], given["reason_en"])
