"""Form fields every app uses: cleaned text, and a date typed in the Buddhist or the Common Era."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cecfp_portal.text import TextRefused, clean_text, without_percent_sign
from cecfp_portal.thai import DayRefused, parse_day, written_date
from cecfp_portal.wording import Words

_TEXT_REFUSALS: dict[str, Words] = {
    "surrogate": _("This text holds a damaged character. Please type it again instead of pasting it."),
    "direction": _("This text holds hidden direction marks. Please type it again instead of pasting it."),
    "noncharacter": _("This text holds a damaged character. Please type it again instead of pasting it."),
    "too_long": _("Please shorten this to at most %(limit)s characters."),
}
_DAY_REFUSALS: dict[str, Words] = {
    "short_year": _("Write the year with four digits, e.g. 25/11/2569 or 25/11/2026."),
    "impossible": _("There is no such day in the calendar. Please check day and month."),
    "not_understood": _("Write the date as day/month/year, e.g. 25/11/2569."),
}


class CleanCharField(forms.CharField):
    """One line of text, cleaned by `cecfp_portal.text`."""

    multiline = False

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return str(self.empty_value)
        try:
            text = clean_text(str(value), max_length=self.max_length, multiline=self.multiline)
        except TextRefused as refusal:
            raise ValidationError(
                _TEXT_REFUSALS[refusal.code], code=refusal.code, params={"limit": self.max_length}
            ) from refusal
        return text or str(self.empty_value)


class PercentField(CleanCharField):
    """A share in per cent, kept as typed but for the sign that the label already says: "20 %" is 20."""

    def to_python(self, value: Any) -> str:
        return without_percent_sign(super().to_python(value))


class CleanTextField(CleanCharField):
    """Several lines of text, cleaned by `cecfp_portal.text`."""

    multiline = True
    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 4000)
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        # Browsers count a line break as two characters, the server as one.
        attrs.pop("maxlength", None)
        return attrs


class ThaiDateInput(forms.TextInput):
    """A text box that shows a day as numbers in the page's era, and in full below."""

    template_name = "django/forms/widgets/thai_date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "text", "autocomplete": "off", "class": "input-date"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, (date, datetime)):
            return written_date(value, get_language() or "th", "numeric")
        return super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["in_full"] = self._in_full(value)
        return context

    def _in_full(self, value: Any) -> str:
        try:
            day = value if isinstance(value, (date, datetime)) else parse_day(str(value or ""))
        except DayRefused:
            return ""
        return written_date(day, get_language() or "th")


class ThaiDateField(forms.Field):
    """A day typed as 25/11/2569, 25/11/2026, 2026-11-25 or 25 พฤศจิกายน 2569; the value is a `date`."""

    widget: type[forms.Widget] | forms.Widget = ThaiDateInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Day/month/year, e.g. 25/11/2569 (B.E.) or 25/11/2026 (C.E.)"))
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return parse_day(str(value))
        except DayRefused as refusal:
            raise ValidationError(_DAY_REFUSALS[refusal.code], code=refusal.code) from refusal

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True
