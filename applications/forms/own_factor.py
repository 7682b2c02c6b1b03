"""An emission factor that the pinned set lacks, brought by the applicant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.drafts import DraftForm, choice_field, day_field, line_field, number_field, text_field
from applications.forms.fields import UnitField
from applications.models import Application, Evidence, OwnFactor

COLUMNS = ("name", "factor_text", "per_unit", "data_route", "gwp_set", "source", "expires_text")


class OwnFactorForm(DraftForm):
    """Value, unit and source of an own factor."""

    optional = frozenset({"gwp_set", "expires_text", "evidence"})

    name = line_field(_("Name"), max_length=200, help_text=_("e.g. rPET flakes, metered data of the recycler 2025"))
    factor_text = number_field(_("kgCO₂e per unit"))
    per_unit = UnitField(label=_("Per"))
    data_route = choice_field(_("Kind of data"), choices.DataRoute.choices)
    gwp_set = choice_field(
        _("Warming potentials (GWP)"),
        choices.GwpSet.choices,
        help_text=_("Stated with the factor; when it is not known, the factor will need further consideration"),
    )
    source = text_field(
        _("Source"), max_length=1000, help_text=_("Document, edition, page; or how it was measured and computed")
    )
    expires_text = day_field(_("Source valid until"))
    evidence = forms.ChoiceField(label=_("Evidence"))

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = application.evidence.filter(removed_at=None).select_related("document")
        self.rows: dict[str, Evidence] = {row.line_id: row for row in rows}
        fields: Any = self.fields
        fields["evidence"].choices = [("", _("None")), *((key, str(row)) for key, row in self.rows.items())]
        fields["per_unit"].widget.attrs = {}
        fields["per_unit"].widget.choices = fields["per_unit"].offered(str(self.data.get("per_unit") or ""))

    def columns(self) -> dict[str, Any]:
        """Return the columns to store."""
        typed = self.storable()
        found = {name: typed[name] for name in COLUMNS if name in typed}
        if "evidence" in typed:
            found["evidence"] = self.rows.get(typed["evidence"])
        return found


def own_factor_values(factor: OwnFactor) -> dict[str, Any]:
    """Return what the form shows of a stored factor."""
    held = factor.evidence.line_id if factor.evidence and factor.evidence.removed_at is None else ""
    return {name: getattr(factor, name) for name in COLUMNS} | {"evidence": held}
