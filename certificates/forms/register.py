"""The register's search form; its state is the address, so that every view of the register can be passed on."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanCharField
from cecfp_portal.thai import buddhist_year
from certificates import register, wording
from certificates.models import Standing
from certificates.register import Found, Wanted

ORDERS = (
    (register.NEWEST, _("Newest approval first")),
    (register.OLDEST, _("Oldest approval first")),
    (register.ENDING, _("Ending soonest first")),
)


class RegisterForm(forms.Form):
    """Words, filters and order; what is not understood is left out and said beside its field."""

    use_required_attribute = False
    q = CleanCharField(label=_("Product, company or certificate number"), max_length=200, required=False)
    standing = forms.ChoiceField(label=_("Standing"), required=False)
    route = forms.ChoiceField(label=_("Type under clause 4"), required=False)
    kind = forms.ChoiceField(label=_("Product form"), required=False)
    year = forms.TypedChoiceField(label=_("Year of approval"), coerce=int, empty_value=None, required=False)
    sort = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False)

    def __init__(self, data: Any, *, years: list[int]) -> None:
        super().__init__(data)
        language = get_language() or "th"
        self.named: dict[str, list[tuple[str, Any]]] = {
            "standing": list(Standing.choices),
            "route": [("4.1", _("4.1 of recycled material")), ("4.2", _("4.2 circular activity"))],
            "kind": [(code, words.en if language == "en" else words.th) for code, words in wording.KINDS.items()],
            "year": [(str(year), str(year if language == "en" else buddhist_year(year))) for year in years],
        }
        for name, choices in self.named.items():
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Return what is asked for, without what was not understood."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            query=given.get("q", ""),
            standing=given.get("standing", ""),
            route=given.get("route", ""),
            kind=given.get("kind", ""),
            year=given.get("year"),
            order=given.get("sort") or register.NEWEST,
        )

    def tell(self, found: Found) -> None:
        """Write beside each choice how many certificates it leaves."""
        if found.choices is None:
            return
        for name, choices in self.named.items():
            counted = [(code, f"{label} ({found.choices[name][code]:,})") for code, label in choices]
            self.fields[name].choices = [("", _("All")), *counted]  # type: ignore[attr-defined]
