"""Forms of a draft: what was typed is kept, right or wrong, and what is still wrong is shown beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.completeness.problem import Problem
from applications.models.questions import Question
from cecfp_portal.fields import CleanCharField, CleanTextField, PercentField, ThaiDateInput

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Label = str | _StrPromise


class DraftForm(forms.Form):
    """A section of a draft. Nothing is required to save it; `optional` names what may stay empty for good.

    `asked_as` leads from the name under which a question points to a fact to the field that holds it.

    The form itself refuses only what cannot be stored (too long, damaged text, a choice that does not exist).
    Everything else is the matter of `applications.completeness`, whose problems are shown with `add_problems`.
    """

    use_required_attribute = False
    optional: ClassVar[frozenset[str]] = frozenset()
    asked_as: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._mark_required()

    @classmethod
    def showing(cls, values: Mapping[str, Any], problems: Iterable[Problem] = (), **kwargs: Any) -> Self:
        """Return a bound form that shows stored values, with the problems they still have beside them."""
        prefix = kwargs.get("prefix")
        data = {f"{prefix}-{name}" if prefix else name: value for name, value in values.items()}
        form = cls(data=data, **kwargs)
        form.errors.clear()
        form.add_problems(problems)
        return form

    def full_clean(self) -> None:
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        self._mark_required()

    def _mark_required(self) -> None:
        for name, field in self.fields.items():
            field.required = name not in self.optional and not isinstance(field, forms.BooleanField)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show each problem at its field, or above the form where it has none here."""
        refused = set(self.errors)
        for problem in problems:
            field = problem.field if problem.field in self.fields else None
            if field is None or field not in refused:
                self.add_error(field, str(problem.message))

    def mark_asks(self, asks: Iterable[Question]) -> None:
        """Show what verifier or officer asks at its field, in a strip above it."""
        for ask in asks:
            if field := self.fields.get(self.asked_as.get(ask.field, ask.field)):
                field.asks = [*getattr(field, "asks", ()), ask]  # type: ignore[attr-defined]
                field.template_name = "applications/applicant/field_asked.html"  # type: ignore[attr-defined]

    def storable(self) -> dict[str, Any]:
        """Return the values that can be stored; a field with a hard error is left as it was."""
        errors = self.errors  # looking at the errors fills cleaned_data
        return {name: value for name, value in self.cleaned_data.items() if name not in errors}


def line_field(label: Label, *, max_length: int, help_text: Label = "", css: str = "") -> CleanCharField:
    """Return a field for one line of text."""
    attrs = {"autocomplete": "off"} | ({"class": css} if css else {})
    return CleanCharField(label=label, max_length=max_length, help_text=help_text, widget=forms.TextInput(attrs=attrs))


def text_field(label: Label, *, max_length: int, help_text: Label = "", rows: int = 3) -> CleanTextField:
    """Return a field for several lines of text."""
    return CleanTextField(
        label=label, max_length=max_length, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


def number_field(label: Label, *, help_text: Label = "", kind: type[CleanCharField] = CleanCharField) -> CleanCharField:
    """Return a field for a number, kept as typed; whether it is one is told by `completeness.figures`."""
    return kind(
        label=label,
        max_length=60,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


def percent_field(label: Label, *, help_text: Label = "") -> CleanCharField:
    """Return a field for a share in per cent, typed with or without the sign."""
    return number_field(label, help_text=help_text, kind=PercentField)


def day_field(label: Label, *, help_text: Label = "") -> CleanCharField:
    """Return a field for a day, kept as typed, shown in full below."""
    hint = help_text or _("Day/month/year, e.g. 25/11/2569 (B.E.) or 25/11/2026 (C.E.)")
    return CleanCharField(label=label, max_length=40, help_text=hint, widget=ThaiDateInput)


def choice_field(
    label: Label, choices: Iterable[tuple[str, Label]], *, help_text: Label = "", radios: bool = False
) -> forms.ChoiceField:
    """Return a field for one of some codes; a list starts with an empty choice, radio buttons do not."""
    if radios:
        return forms.ChoiceField(label=label, choices=list(choices), help_text=help_text, widget=forms.RadioSelect)
    return forms.ChoiceField(label=label, choices=[("", _("Please choose")), *choices], help_text=help_text)
