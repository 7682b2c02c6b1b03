"""What is withdrawn or corrected, asked for one kind of item at a time."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from calculations.engine.case import stated_licence
from calculations.engine.display import exact_text
from calculations.engine.problems import Problem
from calculations.engine.quantities import parse_number
from cecfp_portal.fields import CleanCharField, CleanTextField, ThaiDateField
from certificates.forms.keyed import KeyedForm
from certificates.models import WithdrawnKind
from certificates.reviewing.items import Item, items_of
from certificates.services.reviews import DATED, REPLACEABLE, Withdrawal

_WITHDRAWN = ("", _("Nothing takes its place"))


class ReviewForm(KeyedForm):
    """One item of a kind; what takes its place or from when, where the kind knows that; and why it is asked."""

    item: Any = forms.ChoiceField(label=_("Item"), error_messages={"required": _("Choose an item.")})
    replacement: Any = CleanCharField(
        label=_("Corrected value (kgCO₂e per unit)"),
        max_length=40,
        required=False,
        help_text=_("Leave empty where the item is withdrawn and nothing takes its place."),
    )
    effective_on = ThaiDateField(
        label=_("Not valid from"),
        required=False,
        help_text=_("Leave empty where it never was valid."),
    )
    reason = CleanTextField(
        label=_("Why it is asked"),
        max_length=2000,
        help_text=_("For the record; holders do not read it."),
        error_messages={"required": _("Please give a reason.")},
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.items = {item.code: item for item in items_of(kind)}
        fields: Any = self.fields
        if kind == WithdrawnKind.LICENCE:
            fields["item"] = CleanCharField(
                label=_("Licence number"), max_length=100, error_messages={"required": _("Type the licence number.")}
            )
        else:
            fields["item"].choices = [("", "—"), *((code, _named(item)) for code, item in self.items.items())]
        if kind == WithdrawnKind.FACTOR_SET:
            sets = [(code, _named(item)) for code, item in self.items.items()]
            fields["replacement"] = forms.ChoiceField(
                label=_("Set that takes its place"), required=False, choices=[_WITHDRAWN, *sets]
            )
        for name, kinds in (("replacement", REPLACEABLE), ("effective_on", DATED)):
            if kind not in kinds:
                del fields[name]

    def clean_item(self) -> str:
        typed = str(self.cleaned_data["item"])
        if self.kind == WithdrawnKind.LICENCE and not stated_licence(typed):
            raise forms.ValidationError(_("This is no licence number."))
        return typed

    def clean_replacement(self) -> str:
        """Return the value exactly as a decimal, or the set's code."""
        typed = str(self.cleaned_data["replacement"])
        if not typed or self.kind == WithdrawnKind.FACTOR_SET:
            return typed
        value = parse_number(typed)
        if isinstance(value, Problem):
            raise forms.ValidationError(value.message_en if get_language() == "en" else value.message_th)
        return exact_text(value)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if self.kind == WithdrawnKind.FACTOR_SET and typed.get("item") and typed["item"] == typed.get("replacement"):
            self.add_error("replacement", _("Choose another set than the one withdrawn."))
        return typed

    def withdrawal(self) -> Withdrawal:
        typed = self.cleaned_data
        code = typed["item"]
        return Withdrawal(
            kind=self.kind,
            item=self.items.get(code) or Item(code, code, code),
            reason=typed["reason"],
            replacement=typed.get("replacement") or "",
            effective_on=typed.get("effective_on"),
        )


def _named(item: Item) -> str:
    return item.name_en if get_language() == "en" else item.name_th
