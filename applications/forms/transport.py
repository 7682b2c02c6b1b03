"""The legs of a transport line: distance, vehicle and its way back, as many as there are and one to fill in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.completeness.problem import Problem
from applications.forms.drafts import DraftForm, choice_field, line_field, number_field
from applications.forms.inventory import FactorField, factor_code, factor_columns, known_factor
from applications.models import TransportLeg
from applications.services.factor_choices import FactorChoice

COLUMNS = ("vehicle", "distance_text", "distance_source", "way_back", "return_reason", "payload_text", "trips_text")
MAX_LEGS = 20


class TransportLegForm(DraftForm):
    """One leg; the way out takes a factor per tonne-kilometre, the empty way back one per kilometre."""

    optional = frozenset({"return_reason", "payload_text", "trips_text", "return_factor"})

    vehicle = line_field(_("Vehicle and load"), max_length=200, help_text=_("e.g. 10-wheel box truck, fully loaded"))
    distance_text = number_field(_("Distance, one way (km)"))
    distance_source = line_field(
        _("Source of the distance"), max_length=300, help_text=_("e.g. map service, odometer, clause of the PCR")
    )
    factor = FactorField(_("Factor of the way out"), _("Per tonne-kilometre, for this vehicle and load."))
    way_back = choice_field(_("Way back"), choices.WayBack.choices)
    payload_text = number_field(
        _("Load of one journey (t)"), help_text=_("The journeys back are the mass carried divided by it.")
    )
    trips_text = number_field(_("Journeys in the data period"), help_text=_("If counted, they stand for the load."))
    return_factor = FactorField(_("Factor of the empty way back"), _("Per kilometre, at 0 % load."))
    return_reason = line_field(_("What it brings back"), max_length=300)

    def __init__(self, *args: Any, offered: Sequence[FactorChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        fields: Any = self.fields
        held = {str(self[name].value() or "") for name in ("factor", "return_factor")}
        shown = [x for x in offered if x.is_own or x.code in held or (x.factor and x.factor.category == "transport")]
        fields["factor"].offer(shown)
        fields["return_factor"].offer(shown)

    def clean_factor(self) -> str:
        return known_factor(self.offered, self.cleaned_data["factor"])

    def clean_return_factor(self) -> str:
        return known_factor(self.offered, self.cleaned_data["return_factor"])

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in: such a row is no leg."""
        return not any(str(self[name].value() or "").strip() for name in self.fields)

    def columns(self) -> dict[str, Any]:
        """Return the columns to store."""
        typed = self.storable()
        found = {name: typed[name] for name in COLUMNS if name in typed}
        for prefix in ("", "return_"):
            if f"{prefix}factor" in typed:
                found |= factor_columns(self.offered, typed[f"{prefix}factor"], prefix)
        return found


class LegForms:
    """The rows of one line: those stored or sent, and an empty one to add."""

    def __init__(self, rows: Sequence[tuple[str, TransportLegForm]], offered: Sequence[FactorChoice]) -> None:
        self.rows = [*rows, ("new", _empty(offered))] if not any(key == "new" for key, _form in rows) else list(rows)

    @classmethod
    def stored(
        cls, legs: Iterable[TransportLeg], problems: Mapping[str, Sequence[Problem]], offered: Sequence[FactorChoice]
    ) -> "LegForms":
        rows = [
            (
                leg.line_id,
                TransportLegForm.showing(
                    leg_values(leg), problems.get(leg.line_id, ()), prefix=f"leg-{leg.line_id}", offered=offered
                ),
            )
            for leg in legs
        ]
        return cls(rows, offered)

    @classmethod
    def sent(cls, data: Mapping[str, Any], keys: Sequence[str], offered: Sequence[FactorChoice]) -> "LegForms":
        """Read the rows whose keys the page carried; unknown keys are not asked for."""
        rows = [(key, TransportLegForm(data, prefix=f"leg-{key}", offered=offered)) for key in keys]
        return cls(rows, offered)

    @property
    def filled(self) -> list[tuple[str, TransportLegForm]]:
        return [(key, form) for key, form in self.rows if not form.is_empty]

    def is_valid(self) -> bool:
        """Read every row, so that each shows what is wrong with it."""
        valid = [form.is_valid() for _key, form in self.filled]
        return all(valid)


def leg_keys(data: QueryDict) -> list[str]:
    """Return the rows a page carried, each once, without those to be removed."""
    removed = set(data.getlist("remove_leg"))
    keys = [key for key in dict.fromkeys(data.getlist("leg")) if key.isalnum() and key not in removed]
    return keys[:MAX_LEGS]


def _empty(offered: Sequence[FactorChoice]) -> TransportLegForm:
    return TransportLegForm(prefix="leg-new", offered=offered)


def leg_values(leg: TransportLeg) -> dict[str, Any]:
    """Return what the form shows of a stored leg."""
    return {name: getattr(leg, name) for name in COLUMNS} | {
        "factor": factor_code(leg.factor_id, leg.own_factor),
        "return_factor": factor_code(leg.return_factor_id, leg.return_own_factor),
    }
