"""One line of the inventory: what goes in or out in the data period, its allocation, and its factor."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.drafts import DraftForm, choice_field, line_field, number_field, percent_field
from applications.forms.fields import QuickSelect, UnitField
from applications.models import Application, InventoryLine, OwnFactor, Portion
from applications.services.factor_choices import FactorChoice, by_code, grouped
from cecfp_portal.wording import Words

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
    "yield_share_text",
    "density_text",
    "density_unit",
    "density_source",
    "biogenic_emitted_text",
    "biogenic_removed_text",
    "is_cut_off",
    "cut_off_reason",
    "cut_off_estimate_text",
)


class FactorField(forms.ChoiceField):
    """A list of factors under the headings of their categories."""

    def __init__(self, label: Words = "", help_text: Words = "") -> None:
        super().__init__(
            label=label or _("Emission factor"),
            help_text=help_text or _("Your own factors stand first, then the pinned set by category."),
            widget=forms.Select(attrs={"class": "wide-input"}),
        )

    def offer(self, offered: Sequence[FactorChoice]) -> None:
        """Fill the list."""
        groups = [(str(name), [(choice.code, choice.label) for choice in group]) for name, group in grouped(offered)]
        self.choices = [("", _("Please choose")), *groups]


class InventoryLineForm(DraftForm):
    """A line's inputs; amount per functional unit and emission are computed and never typed."""

    optional = frozenset(
        {"process", "portion", "allocation_basis", "is_cut_off", "cut_off_reason", "combustion_factor"}
        | {"yield_share_text", "density_text", "density_unit", "density_source", "cut_off_estimate_text"}
        | {"biogenic_emitted_text", "biogenic_removed_text"}
    )

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
        help_text=_("Of the whole period, not per product. For transport by legs: the mass carried."),
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
    combustion_factor = FactorField(
        _("Factor of the combustion"),
        _("For a fuel burnt in the plant: the factor above is its production only."),
    )
    yield_share_text = percent_field(
        _("Yield (%)"), help_text=_("The part of this material that ends up in the product. Empty if nothing is lost.")
    )
    density_text = number_field(
        _("Density"), help_text=_("Only where the total is a mass and the factor per volume, or the reverse.")
    )
    density_unit = choice_field(_("Unit of density"), choices.DensityUnit.choices)
    density_source = line_field(
        _("Source of the density"), max_length=200, help_text=_("e.g. supplier's safety data sheet, handbook and page")
    )
    biogenic_emitted_text = number_field(
        _("Biogenic CO₂ emitted (kg)"), help_text=_("In the data period, e.g. from burning biomass.")
    )
    biogenic_removed_text = number_field(
        _("Biogenic CO₂ taken up (kg)"),
        help_text=_("Reported beside the footprint, never deducted."),
    )
    is_cut_off = forms.BooleanField(
        label=_("Cut this line off"),
        help_text=_("It is left out of the footprint, listed with its reason, and estimated if it has figures."),
    )
    cut_off_reason = line_field(_("Reason for the cut-off"), max_length=300)
    cut_off_estimate_text = percent_field(
        _("Estimated part of the footprint (%)"),
        help_text=_("Only where total and factor are not known, e.g. 0.3. Without an estimate a person has to decide."),
    )

    def __init__(self, *args: Any, application: Application, offered: Sequence[FactorChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.portions = portions_of(application)
        fields: Any = self.fields
        fields["factor"].offer(offered)
        fields["combustion_factor"].offer([x for x in offered if x.is_own or _is_combustion(x)])
        fields["period_total_unit"].widget.attrs = {}
        fields["period_total_unit"].widget.choices = fields["period_total_unit"].offered(
            str(self.data.get(self.add_prefix("period_total_unit")) or "")
        )
        listed = [(key, _portion_label(portion)) for key, portion in self.portions.items()]
        fields["portion"].choices = [("", _("None")), *listed]

    def clean_factor(self) -> str:
        return known_factor(self.offered, self.cleaned_data["factor"])

    def columns(self) -> dict[str, Any]:
        """Return the columns to store."""
        typed = self.storable()
        found = {name: typed[name] for name in COLUMNS if name in typed}
        if "portion" in typed:
            found["portion"] = self.portions.get(typed["portion"])
        if "factor" in typed:
            found |= factor_columns(self.offered, typed["factor"], "")
        if "combustion_factor" in typed:
            found |= factor_columns(self.offered, typed["combustion_factor"], "combustion_")
        return found


def _is_combustion(choice: FactorChoice) -> bool:
    return choice.factor is not None and choice.factor.category == "fuel-combustion"


def known_factor(offered: Sequence[FactorChoice], typed: object) -> str:
    """Return the code of a factor on offer, or an empty one; raise ValidationError for another."""
    code = str(typed)
    if code and by_code(offered, code) is None:
        raise ValidationError(_("Choose a factor of the list."), code="invalid_choice")
    return code


def factor_columns(offered: Sequence[FactorChoice], code: str, prefix: str) -> dict[str, Any]:
    """Return the pair of columns that hold a factor of a set or an own one."""
    choice = by_code(offered, code)
    return {
        f"{prefix}factor": choice.factor if choice else None,
        f"{prefix}own_factor": choice.own if choice else None,
    }


def factor_code(factor_id: int | None, own: OwnFactor | None) -> str:
    """Return the code under which forms know a stored factor."""
    return f"set-{factor_id}" if factor_id else f"own-{own.line_id}" if own else ""


def portions_of(application: Application) -> dict[str, Portion]:
    """Return the case's portions by their permanent identifiers, in the order of the bill of materials."""
    portions = Portion.objects.filter(node__application=application).select_related("node")
    return {portion.line_id: portion for portion in portions.order_by("node__position", "node__pk", "position", "pk")}


def _portion_label(portion: Portion) -> str:
    part = f"{portion.node} · {portion.material}" if str(portion.node) != portion.material else portion.material
    return f"{part} ({portion.get_origin_display()})" if portion.origin else part


def line_values(line: InventoryLine) -> dict[str, Any]:
    """Return what the form shows of a stored line."""
    return {name: getattr(line, name) for name in COLUMNS} | {
        "factor": factor_code(line.factor_id, line.own_factor),
        "combustion_factor": factor_code(line.combustion_factor_id, line.combustion_own_factor),
        "portion": line.portion.line_id if line.portion else "",
    }
