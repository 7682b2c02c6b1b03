"""An emission factor that the pinned set lacks, brought by the applicant, with what the recycler metered."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.choices import OwnFactorRung as Rung
from applications.forms.drafts import DraftForm, choice_field, day_field, line_field, number_field, text_field
from applications.forms.fields import LicenceField, UnitField
from applications.models import Application, Evidence, OwnFactor

METERED = (
    "maker_name",
    "maker_licence",
    "period_start_text",
    "period_end_text",
    "intake_text",
    "intake_unit",
    "output_text",
    "output_unit",
)
STATED = ("factor_text", "gwp_set")
CERTIFIED = ("certificate_number", "certificate_holder", "expires_text")
ALWAYS = ("name", "rung", "origin", "per_unit", "source")
ASKED: Mapping[str, tuple[str, ...]] = {
    "": (),
    Rung.METERED: METERED,
    Rung.ELECTRICITY_ONLY: ("reason", *METERED[:4], *METERED[6:]),
    Rung.SUPPLIER_CFP: ("reason", *CERTIFIED, *STATED),
    Rung.OTHER: ("reason", *STATED),
}
COLUMNS = (*ALWAYS, "reason", *METERED, *CERTIFIED, *STATED)
UNIT_FIELDS = ("per_unit", "intake_unit", "output_unit")


class OwnFactorForm(DraftForm):
    """How a factor was obtained, and what the rung chosen asks for; other fields are left out and kept as typed."""

    optional = frozenset({"gwp_set", "evidence", "certificate_holder", "intake_text", "intake_unit"})

    name = line_field(_("Name"), max_length=200, help_text=_("e.g. rPET flakes, metered data of the recycler 2025"))
    rung = choice_field(_("How was it obtained?"), choices.OwnFactorRung.choices, radios=True)
    origin = choice_field(_("What is it a factor of?"), choices.FactorOrigin.choices)
    reason = text_field(
        _("Why were the alternatives above out of reach?"),
        max_length=1000,
        help_text=_("Needed for recycled material: clause 5.2 asks for metered data first"),
    )
    maker_name = line_field(_("Plant that was metered"), max_length=200)
    maker_licence = LicenceField(label=_("Its factory licence"), max_length=60)
    period_start_text = day_field(_("Measured from"))
    period_end_text = day_field(_("Measured to"))
    intake_text = number_field(_("Waste taken in"), help_text=_("The yield follows from it"))
    intake_unit = UnitField(label=_("Unit"))
    output_text = number_field(_("Recycled material made"), help_text=_("Good output of the same period"))
    output_unit = UnitField(label=_("Unit"))
    certificate_number = line_field(_("Number of the certificate"), max_length=100)
    certificate_holder = line_field(_("Holder of the certificate"), max_length=200)
    expires_text = day_field(_("Certificate valid until"))
    factor_text = number_field(_("kgCO₂e per unit"))
    per_unit = UnitField(label=_("Per"))
    gwp_set = choice_field(
        _("Warming potentials (GWP)"),
        choices.GwpSet.choices,
        help_text=_("Stated with the factor; when it is not known, the factor will need further consideration"),
    )
    source = text_field(
        _("Source"), max_length=1000, help_text=_("Document, edition, page; or how it was measured and computed")
    )
    evidence = forms.ChoiceField(label=_("Evidence"))

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = application.evidence.filter(removed_at=None).select_related("document")
        self.rows: dict[str, Evidence] = {row.line_id: row for row in rows}
        fields: Any = self.fields
        fields["evidence"].choices = [("", _("None")), *((key, str(row)) for key, row in self.rows.items())]
        for name in UNIT_FIELDS:
            fields[name].widget.attrs = {}
            fields[name].widget.choices = fields[name].offered(str(self.data.get(name) or ""))
        self.chosen_rung = str(self.data.get("rung") or "")
        self.asked = ASKED.get(self.chosen_rung, ())
        for name in [name for name in COLUMNS if name not in ALWAYS and name not in self.asked]:
            del fields[name]

    @property
    def is_metered(self) -> bool:
        return self.chosen_rung in (Rung.METERED, Rung.ELECTRICITY_ONLY)

    @property
    def kept_values(self) -> list[tuple[str, str]]:
        """Return what was typed into fields of another rung, to be carried along until the page is saved."""
        names = [name for name in COLUMNS if name not in self.fields]
        return [(name, str(self.data[name])) for name in names if self.data.get(name)]

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
