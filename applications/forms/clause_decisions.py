"""The officer's verdict on each clause, together with the rulings on it: one form for the whole list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.key import KeyedForm
from applications.forms.rulings import RulingForm
from applications.guards import CLAUSES_TO_DECIDE
from applications.models import ClauseDecision
from applications.services import decisions
from applications.services.decisions import Answer
from applications.verdicts import ClauseVerdict
from cecfp_portal.fields import CleanTextField

MET, NOT_MET = "met", "not_met"


class SheetForm(KeyedForm):
    """The key, and the hash of the case that the officer looked at."""

    judged_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ClauseForm(forms.Form):
    """Met or not met, with a note; nothing chosen means: not decided yet."""

    use_required_attribute = False
    verdict = forms.ChoiceField(
        label=_("Your decision"),
        choices=[(MET, _("Met")), (NOT_MET, _("Not met"))],
        required=False,
        widget=forms.RadioSelect,
    )
    note = CleanTextField(
        label=_("Note (needed when not met)"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, clause: str, decision: ClauseDecision | None, data: Any = None) -> None:
        initial = {"verdict": MET if decision.is_met else NOT_MET, "note": decision.note} if decision else {}
        super().__init__(data, prefix=f"clause-{clause.replace('.', '-')}", initial=initial)
        self.clause = clause

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == NOT_MET and not cleaned.get("note"):
            self.add_error("note", _("Say why the clause is not met."))
        if cleaned.get("note") and not cleaned.get("verdict"):
            self.add_error("verdict", _("Choose whether the clause is met."))
        return cleaned

    def decision(self) -> decisions.ClauseVerdict | None:
        """The verdict, or None where nothing was chosen."""
        if not self.cleaned_data["verdict"]:
            return None
        return decisions.ClauseVerdict(self.cleaned_data["verdict"] == MET, self.cleaned_data["note"])


@dataclass(frozen=True)
class Row:
    """One clause: what the engine found, the officer's form where he decides it, and the questions on it."""

    clause: ClauseVerdict
    decided: ClauseDecision | None
    form: ClauseForm | None
    rulings: Sequence[RulingForm]


class ClauseSheet:
    """All clauses of a report with their forms; valid when every one of them is."""

    def __init__(
        self,
        clauses: Iterable[ClauseVerdict],
        decided: Mapping[str, ClauseDecision],
        *,
        judged_sha256: str,
        data: Any = None,
    ) -> None:
        self.sheet = SheetForm(data, initial={"judged_sha256": judged_sha256})
        self.rows = [self._row(clause, decided.get(clause.clause), data) for clause in clauses]

    def _row(self, clause: ClauseVerdict, decision: ClauseDecision | None, data: Any) -> Row:
        form = ClauseForm(clause.clause, decision, data) if clause.clause in CLAUSES_TO_DECIDE else None
        return Row(clause, decision, form, [RulingForm(verdict, data) for verdict in clause.to_rule])

    @property
    def forms(self) -> list[forms.Form]:
        """Every form of the sheet, in the order of the page."""
        per_row = [[*row.rulings, *([row.form] if row.form else [])] for row in self.rows]
        return [self.sheet, *(form for forms_of_row in per_row for form in forms_of_row)]

    def is_valid(self) -> bool:
        """Ask every form, so that all errors show at once."""
        answers = [form.is_valid() for form in self.forms]
        return all(answers)

    def verdicts(self) -> dict[str, decisions.ClauseVerdict]:
        """The verdicts given, by clause."""
        given = {row.form.clause: row.form.decision() for row in self.rows if row.form}
        return {clause: verdict for clause, verdict in given.items() if verdict}

    def rulings(self) -> dict[str, Answer]:
        """The rulings given, by outcome id."""
        given = {form.verdict.id: form.answer() for row in self.rows for form in row.rulings}
        return {outcome_id: answer for outcome_id, answer in given.items() if answer}

    @property
    def left(self) -> int:
        """How many clauses and questions are still open in what is stored."""
        clauses = [row for row in self.rows if row.form and row.decided is None]
        questions = [form for row in self.rows for form in row.rulings if form.verdict.ruling is None]
        return len(clauses) + len(questions)
