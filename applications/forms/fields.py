"""Widgets and fields of the long tables of a case: units, licences, and inputs that render fast in hundreds."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from calculations.engine.problems import Problem
from calculations.engine.quantities import find_unit
from cecfp_portal.fields import CleanCharField, CleanTextField, PercentField
from cecfp_portal.wording import Words

MASS_UNITS: tuple[tuple[str, Words], ...] = (("mg", _("mg")), ("g", _("g")), ("kg", _("kg")), ("t", _("t (1,000 kg)")))
UNITS: tuple[tuple[str, Words], ...] = (
    *MASS_UNITS,
    ("kWh", _("kWh")),
    ("MWh", _("MWh")),
    ("MJ", _("MJ")),
    ("GJ", _("GJ")),
    ("mL", _("mL")),
    ("L", _("litre")),
    ("m3", _("m³")),
    ("km", _("km")),
    ("tkm", _("tonne-kilometre")),
    ("piece", _("piece")),
    ("m2", _("m²")),
    ("min", _("minute")),
    ("h", _("hour")),
)


class QuickInput(forms.TextInput):
    """A text box written without a template: a table of 200 lines has thousands of them."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:
        built = self.build_attrs(self.attrs, attrs)
        shown = self.format_value(value)
        return format_html('<input type="text" name="{}" value="{}"{}>', name, shown or "", flatatt(built))


class QuickSelect(forms.Select):
    """A list written without a template for each option."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((code, SafeString(" selected") if str(code) == chosen else "", label) for code, label in self.choices),
        )
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


class UnitField(CleanCharField):
    """A unit chosen from a list, or pasted as a word that the engine knows; unknown words are kept as typed."""

    def __init__(self, units: Iterable[tuple[str, Words]] = UNITS, **options: Any) -> None:
        self.units = tuple(units)
        super().__init__(max_length=20, widget=QuickSelect(attrs={"class": "control"}), **options)

    def offered(self, typed: str) -> list[tuple[str, Words]]:
        """Return the list, with an empty choice and the word at hand where the list lacks it."""
        found = [("", "–"), *self.units]
        return found if typed in dict(found) else [*found, (typed, typed)]

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        unit = find_unit(text)
        return text if isinstance(unit, Problem) else unit.code


def cell(label: Words, *, max_length: int, css: str = "", numeric: bool = False) -> CleanCharField:
    """Return a field for one cell of a table; numbers are kept as typed."""
    attrs = {"class": f"control {css}".strip(), "autocomplete": "off"}
    if numeric:
        attrs |= {"inputmode": "decimal", "class": f"control numeric {css}".strip()}
    return CleanCharField(label=label, max_length=max_length, widget=QuickInput(attrs=attrs))


def cell_percent(label: Words) -> CleanCharField:
    """Return a field for a share in per cent in one cell of a table."""
    widget = QuickInput(attrs={"class": "control numeric", "autocomplete": "off", "inputmode": "decimal"})
    return PercentField(label=label, max_length=60, widget=widget)


def cell_choice(label: Words, choices: Iterable[tuple[str, Words]], *, empty: Words = "–") -> forms.ChoiceField:
    """Return a field for a choice in one cell of a table."""
    widget = QuickSelect(attrs={"class": "control"})
    return forms.ChoiceField(label=label, choices=[("", empty), *choices], widget=widget)


def cell_text(label: Words, *, max_length: int) -> CleanTextField:
    """Return a field for a sentence or two."""
    return CleanTextField(label=label, max_length=max_length, widget=forms.Textarea(attrs={"rows": 2}))


class LicenceField(CleanCharField):
    """A factory licence as typed; whether its form is right is told by `applications.completeness`."""

    def __init__(self, *, label: Words, max_length: int) -> None:
        hint = _("14 digits, or the older form such as 3-106-33/50รย")
        super().__init__(
            label=label, max_length=max_length, help_text=hint, widget=QuickInput(attrs={"autocomplete": "off"})
        )
