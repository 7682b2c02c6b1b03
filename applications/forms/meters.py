"""The metered inputs of a recycler: a table of lines, each with the row of the set it is multiplied with."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.drafts import DraftForm, choice_field, line_field, number_field, percent_field
from applications.forms.fields import UnitField
from applications.forms.inventory import FactorField
from applications.models import Application, OwnFactor, OwnFactorMeter
from applications.models.application import new_line_id
from applications.services.factor_choices import FactorChoice, by_code, factor_choices
from applications.services.own_factors import MAX_METERS

COLUMNS = (
    "kind",
    "name",
    "period_total_text",
    "period_total_unit",
    "allocation_share_text",
    "quantity_basis",
    "meter",
)


class MeterForm(DraftForm):
    """One metered input."""

    kind = choice_field(_("Kind"), choices.MeterKind.choices)
    name = line_field(_("What is metered"), max_length=200)
    period_total_text = number_field(_("Total of the period"))
    period_total_unit = UnitField(label=_("Unit"))
    allocation_share_text = percent_field(
        _("Share of this material (%)"), help_text=_("100 if the meter serves nothing else")
    )
    quantity_basis = choice_field(_("How the total was obtained"), choices.QuantityBasis.choices)
    meter = line_field(_("Meter number or bills"), max_length=100)
    factor = FactorField()

    def __init__(self, *args: Any, offered: Sequence[FactorChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        fields: Any = self.fields
        fields["factor"].help_text = ""
        fields["factor"].offer(offered)
        unit = fields["period_total_unit"]
        unit.widget.attrs = {}
        unit.widget.choices = unit.offered(str(self.data.get(self.add_prefix("period_total_unit")) or ""))

    @property
    def token(self) -> str:
        return str(self.prefix).removeprefix("meter-")

    def clean_factor(self) -> str:
        code = str(self.cleaned_data["factor"])
        if code and by_code(self.offered, code) is None:
            raise ValidationError(_("Choose a factor of the list."), code="invalid_choice")
        return code

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed: the share is filled in from the start."""
        names = [name for name in (*COLUMNS, "factor") if name != "allocation_share_text"]
        return not any(str(self.data.get(self.add_prefix(name)) or "").strip() for name in names)

    def fill(self, meter: OwnFactorMeter) -> OwnFactorMeter:
        """Put what was typed into a row, stored or new."""
        typed = self.storable()
        for name in COLUMNS:
            if name in typed:
                setattr(meter, name, typed[name])
        if "factor" in typed:
            choice = by_code(self.offered, typed["factor"])
            meter.factor = choice.factor if choice else None
        meter.parse_typed_numbers()
        return meter


def offered_to_meters(application: Application) -> list[FactorChoice]:
    """Return the rows of the sets; an own factor behind a meter would only move the question."""
    return [choice for choice in factor_choices(application) if not choice.is_own]


def typed_meters(data: Any, offered: Sequence[FactorChoice]) -> list[MeterForm]:
    """Return the forms of the lines on the page, but for one whose removal was asked for."""
    removed = data.get("remove_meter", "")
    tokens = [token for token in dict.fromkeys(data.getlist("meter")) if token.isalnum() and token != removed]
    return [MeterForm(data, prefix=f"meter-{token}", offered=offered) for token in tokens[:MAX_METERS]]


def stored_meters(meters: Sequence[OwnFactorMeter], offered: Sequence[FactorChoice]) -> list[MeterForm]:
    """Return the forms that show stored lines."""
    return [MeterForm.showing(_values(meter), prefix=f"meter-{meter.line_id}", offered=offered) for meter in meters]


def blank_meter(offered: Sequence[FactorChoice]) -> MeterForm:
    return MeterForm.showing({"allocation_share_text": "100"}, prefix=f"meter-{new_line_id()}", offered=offered)


def filled_meters(factor: OwnFactor, forms: Sequence[MeterForm]) -> list[OwnFactorMeter]:
    """Return the rows as typed, not stored: known lines keep their identifiers, new ones get those of the page."""
    known = {meter.line_id: meter for meter in factor.meters.all()} if factor.pk else {}
    return [
        form.fill(known.get(form.token) or OwnFactorMeter(line_id=form.token[:12]))
        for form in forms
        if not form.is_blank
    ]


def _values(meter: OwnFactorMeter) -> Mapping[str, Any]:
    factor = f"set-{meter.factor_id}" if meter.factor_id else ""
    return {name: getattr(meter, name) for name in COLUMNS} | {"factor": factor}
