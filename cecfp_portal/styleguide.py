"""Examples for the style guide page: a form with every kind of field, and states of every tag."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanCharField, CleanTextField, ThaiDateField
from cecfp_portal.tones import OUTCOMES, STANDINGS, STATUSES


class ExampleForm(forms.Form):
    """One of each kind of field."""

    name = CleanCharField(
        label=_("Product name"), max_length=20, help_text=_("As it will be printed on the certificate")
    )
    mass = forms.DecimalField(
        label=_("Mass per unit (g)"), widget=forms.TextInput(attrs={"inputmode": "decimal"}), required=False
    )
    made_on = ThaiDateField(label=_("Date of manufacture"))
    market = forms.ChoiceField(
        label=_("Market"), choices=[("b2b", _("Business to business (B2B)")), ("b2c", _("Business to consumer (B2C)"))]
    )
    origin = forms.ChoiceField(
        label=_("Origin of the material"),
        widget=forms.RadioSelect,
        choices=[("post", _("Post-consumer material")), ("pre", _("Pre-consumer material"))],
    )
    remarks = CleanTextField(label=_("Remarks"), required=False)
    evidence = forms.FileField(label=_("Evidence"), help_text=_("PDF, at most 20 MB"), required=False)
    declared = forms.BooleanField(label=_("I declare that this information is true"))

    use_required_attribute = False


def examples(request: HttpRequest) -> dict[str, Any]:
    """Return what the style guide shows; `?errors=1` shows the form as it looks when it was refused."""
    typed = {"name": "ขวดน้ำดื่มขนาด ๖๐๐ มิลลิลิตร", "mass": "12,5", "made_on": "25/11/69", "market": "b2c"}
    form = ExampleForm(typed) if "errors" in request.GET else ExampleForm(initial={"made_on": _EXAMPLE_MOMENT.date()})
    return {
        "form": form,
        "outcomes": OUTCOMES,
        "statuses": STATUSES,
        "standings": STANDINGS,
        "moment": _EXAMPLE_MOMENT,
        "page_obj": Paginator(range(95), 10).get_page(request.GET.get("page", 4)),
        "materials": [
            (_("Recycled PET flakes"), _("Post-consumer material"), "2.50"),
            (_("Virgin PET resin"), _("Virgin material"), "10.00"),
        ],
    }


_EXAMPLE_MOMENT = datetime(2026, 11, 25, 7, 32, tzinfo=UTC)
