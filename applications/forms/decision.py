"""The approver's decision on a recommended case, or on a proposal to reject as out of scope."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.key import KeyedForm
from applications.guards import clauses_to_decide
from applications.models import Recommendation
from applications.services.screening import SCOPE_CLAUSES
from applications.statuses import Status
from applications.verdicts import CLAUSE_TITLES
from cecfp_portal.fields import CleanTextField

APPROVE, REJECT, SEND_BACK = "approve", "reject", "send_back"
WORDS = {
    APPROVE: _("Approve: the certificate is issued"),
    REJECT: _("Do not certify: the application ends here"),
    SEND_BACK: _("Send back to the case officer"),
}


class DecisionForm(KeyedForm):
    """One of three decisions; a refusal names clause and reason, sending back a reason."""

    recommendation = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect, error_messages={"required": _("Choose a decision.")}
    )
    clause = forms.ChoiceField(
        label=_("Clause that is not met"), required=False, help_text=_("Only when the case is not certified.")
    )
    reason = CleanTextField(
        label=_("Reason"),
        required=False,
        help_text=_("Needed when the case is not certified or sent back. The applicant reads it in a refusal."),
    )

    def __init__(self, *args: Any, proposed: Recommendation, status: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_approvable = proposed.proposal == choices.Proposal.APPROVE
        offered = [APPROVE, REJECT, SEND_BACK] if is_approvable else [REJECT, SEND_BACK]
        clauses = SCOPE_CLAUSES if status == Status.SCREENING else clauses_to_decide(proposed.application.route)
        self.fields["recommendation"].initial = proposed.pk
        self.fields["decision"].choices = [(code, WORDS[code]) for code in offered]  # type: ignore[attr-defined]
        self.fields["clause"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose …")),
            *((code, f"{code} {CLAUSE_TITLES[code]}") for code in clauses),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        decision = cleaned.get("decision")
        if decision in (REJECT, SEND_BACK) and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Please give a reason."))
        if decision == REJECT and not cleaned.get("clause") and "clause" not in self.errors:
            self.add_error("clause", _("Choose the clause that is not met."))
        return cleaned
