"""One line of the inventory: what goes in or out in the data period, its allocation, and its factor."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.drafts import DraftForm, choice_field, line_field, number_field, percent_field
from applications.forms.fields import QuickSelect, UnitField
from applications.models import Application, InventoryLine, Portion
from applications.services.factor_choices import FactorChoice, by_code, grouped

COLUMNS = (
    "stage",
    "process",
    "kind",
    "name",
    "period_total_text",
    "period_total_unit",
    "source_document",
    "quantity_basis",
    "allocation_share_text",
    "allocation_basis",
    "is_cut_off",
    "cut_off_reason",
)


class FactorField(forms.ChoiceField):
    """A list of factors under the headings of their categories."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Emission factor"),
            help_text=_("Your own factors stand first, then the pinned set by category."),
            widget=forms.Select(attrs={"class": "wide-input"}),
        )

    def offer(self, offered: Sequence[FactorChoice]) -> None:
        """Fill the list."""
        groups = [(str(name), [(choice.code, choice.label) for choice in group]) for name, group in grouped(offered)]
        self.choices = [("", _("Please choose")), *groups]


class InventoryLineForm(DraftForm):
    """A line's inputs; amount per functional unit and emission are computed and never typed."""

    optional = frozenset({"process", "portion", "allocation_basis", "is_cut_off", "cut_off_reason"})

    stage = choice_field(_("Life-cycle stage"), choices.Stage.choices)
    process = line_field(_("Process"), max_length=200, help_text=_("e.g. injection moulding, delivery to the customer"))
    kind = choice_field(_("Kind"), choices.LineKind.choices)
    name = line_field(_("Item"), max_length=200, help_text=_("What goes in or out, e.g. PET resin, electricity, truck"))
    portion = forms.ChoiceField(
        label=_("Stands for the material"),
        help_text=_("For raw material: the portion of the bill of materials this line brings in."),
        widget=QuickSelect,
    )
    period_total_text = number_field(
        _("Total in the data period"),
        help_text=_("Of the whole period, not per product. A lorry's way back is a line of its own (km)."),
    )
    period_total_unit = UnitField(label=_("Unit"))
    source_document = line_field(
        _("Source document"),
        max_length=300,
        help_text=_("e.g. electricity bills January to December, stock card RM-04"),
    )
    quantity_basis = choice_field(_("How the total was obtained"), choices.QuantityBasis.choices)
    allocation_share_text = percent_field(
        _("Allocation share (%)"),
        help_text=_("The part of the total that belongs to this product. 100 if all of it does."),
    )
    allocation_basis = line_field(
        _("Basis of the allocation"),
        max_length=200,
        help_text=_("Needed when the share is not 100: mass, energy, price, …"),
    )
    factor = FactorField()
    is_cut_off = forms.BooleanField(
        label=_("Cut this line off"),
        help_text=_("It is left out of the footprint, listed with its reason, and estimated if it has figures."),
    )
    cut_off_reason = line_field(_("Reason for the cut-off"), max_length=300)

    def __init__(self, *args: Any, application: Application, offered: Sequence[FactorChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.portions = portions_of(application)
        fields: Any = self.fields
        fields["factor"].offer(offered)
        fields["period_total_unit"].widget.attrs = {}
        fields["period_total_unit"].widget.choices = fields["period_total_unit"].offered(
            str(self.data.get(self.add_prefix("period_total_unit")) or "")
        )
        listed = [(key, _portion_label(portion)) for key, portion in self.portions.items()]
        fields["portion"].choices = [("", _("None")), *listed]

    def clean_factor(self) -> str:
        code = str(self.cleaned_data["factor"])
        if code and by_code(self.offered, code) is None:
            raise ValidationError(_("Choose a factor of the list."), code="invalid_choice")
        return code

    def columns(self) -> dict[str, Any]:
        """Return the columns to store."""
        typed = self.storable()
        found = {name: typed[name] for name in COLUMNS if name in typed}
        if "portion" in typed:
            found["portion"] = self.portions.get(typed["portion"])
        if "factor" in typed:
            choice = by_code(self.offered, typed["factor"])
            found |= {"factor": choice.factor if choice else None, "own_factor": choice.own if choice else None}
        return found


def portions_of(application: Application) -> dict[str, Portion]:
    """Return the case's portions by their permanent identifiers, in the order of the bill of materials."""
    portions = Portion.objects.filter(node__application=application).select_related("node")
    return {portion.line_id: portion for portion in portions.order_by("node__position", "node__pk", "position", "pk")}


def _portion_label(portion: Portion) -> str:
    part = f"{portion.node} · {portion.material}" if str(portion.node) != portion.material else portion.material
    return f"{part} ({portion.get_origin_display()})" if portion.origin else part


def line_values(line: InventoryLine) -> dict[str, Any]:
    """Return what the form shows of a stored line."""
    factor = f"set-{line.factor_id}" if line.factor_id else f"own-{line.own_factor.line_id}" if line.own_factor else ""
    portion = line.portion.line_id if line.portion else ""
    return {name: getattr(line, name) for name in COLUMNS} | {"factor": factor, "portion": portion}
