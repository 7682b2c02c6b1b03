"""The completeness list, and the proposal to reject a case as out of scope."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from applications.forms.key import KeyedForm
from applications.models import CompletenessItem
from applications.services.screening import COMPLETENESS_LIST, SCOPE_CLAUSES, Tick
from applications.verdicts import CLAUSE_TITLES
from cecfp_portal.fields import CleanCharField, CleanTextField


class CompletenessForm(KeyedForm):
    """One tick and one note per item; with `is_accepting`, every item must be ticked."""

    def __init__(
        self, *args: Any, stored: Iterable[CompletenessItem], is_accepting: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_accepting = is_accepting
        found = {item.code: item for item in stored}
        for code, label in COMPLETENESS_LIST:
            item = found.get(code)
            self.fields[f"tick_{code}"] = forms.BooleanField(
                label=label, required=False, initial=item.is_complete if item else False
            )
            self.fields[f"note_{code}"] = CleanCharField(
                label=_("Note"), required=False, max_length=500, initial=item.note if item else ""
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for code, _label in COMPLETENESS_LIST if self.is_accepting else ():
            if not cleaned.get(f"tick_{code}"):
                self.add_error(f"tick_{code}", _("Not ticked yet. Tick it, or ask the applicant for what is missing."))
        return cleaned

    def rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        """The bound fields, tick and note, item by item."""
        for code, _label in COMPLETENESS_LIST:
            yield self[f"tick_{code}"], self[f"note_{code}"]

    def ticks(self) -> dict[str, Tick]:
        """What was found, by code."""
        return {
            code: Tick(self.cleaned_data[f"tick_{code}"], self.cleaned_data[f"note_{code}"])
            for code, _label in COMPLETENESS_LIST
        }


class OutOfScopeForm(KeyedForm):
    """Which of the clauses on scope is not met, and why."""

    clause = forms.ChoiceField(
        label=_("Clause that is not met"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the clause.")},
    )
    reason = CleanTextField(
        label=_("Facts and reason"), max_length=2000, error_messages={"required": _("Please give a reason.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].choices = [(code, f"{code} {CLAUSE_TITLES[code]}") for code in SCOPE_CLAUSES]  # type: ignore[attr-defined]
