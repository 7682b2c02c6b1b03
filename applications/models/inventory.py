"""The life-cycle inventory of the product and of its comparator: totals of the data period, never amounts per unit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import Application, new_line_id
from applications.models.bill_of_materials import Portion
from applications.models.numbers import TypedNumbersModel, finite, parsed_value, typed_text
from applications.models.own_factors import OwnFactor


class InventoryLine(TypedNumbersModel):
    """An input, output or transport leg: its total in the data period and the factor it is multiplied with."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="inventory_lines")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    position = models.PositiveIntegerField(default=0)
    side = models.CharField(_("side"), max_length=12, choices=choices.Side, default=choices.Side.PRODUCT)
    stage = models.CharField(_("life-cycle stage"), max_length=20, choices=choices.Stage, blank=True)
    process = models.CharField(_("process"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=choices.LineKind, blank=True)
    name = models.CharField(_("item"), max_length=200, blank=True)
    period_total_text = typed_text(_("total in the data period"))
    period_total_value = parsed_value()
    period_total_unit = models.CharField(_("unit"), max_length=20, blank=True)
    source_document = models.CharField(_("source document"), max_length=300, blank=True)
    quantity_basis = models.CharField(
        _("how the amount was obtained"), max_length=10, choices=choices.QuantityBasis, blank=True
    )
    allocation_share_text = models.CharField(_("allocation share (%)"), max_length=60, default="100", blank=True)
    allocation_share_value = parsed_value()
    allocation_basis = models.CharField(_("basis of the allocation"), max_length=200, blank=True)
    factor = models.ForeignKey(
        "calculations.EmissionFactor",
        verbose_name=_("factor of the set"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    own_factor = models.ForeignKey(
        OwnFactor, verbose_name=_("own factor"), on_delete=models.SET_NULL, null=True, blank=True, related_name="lines"
    )
    portion = models.ForeignKey(
        Portion,
        verbose_name=_("stands for the material"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="inventory_lines",
    )
    yield_share_text = typed_text(_("yield: part of the material that ends up in the product (%)"))
    yield_share_value = parsed_value()
    density_text = typed_text(_("density"))
    density_value = parsed_value()
    density_unit = models.CharField(_("unit of density"), max_length=10, choices=choices.DensityUnit, blank=True)
    density_source = models.CharField(_("source of the density"), max_length=200, blank=True)
    combustion_factor = models.ForeignKey(
        "calculations.EmissionFactor",
        verbose_name=_("factor of the combustion"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    combustion_own_factor = models.ForeignKey(
        OwnFactor,
        verbose_name=_("own factor of the combustion"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    biogenic_emitted_text = typed_text(_("biogenic CO₂ emitted (kg)"))
    biogenic_emitted_value = parsed_value()
    biogenic_removed_text = typed_text(_("biogenic CO₂ taken up (kg)"))
    biogenic_removed_value = parsed_value()
    cut_off_estimate_text = typed_text(_("estimated part of the footprint (%)"))
    cut_off_estimate_value = parsed_value()
    is_cut_off = models.BooleanField(_("cut off"), default=False)
    cut_off_reason = models.CharField(_("reason for the cut-off"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("inventory line")
        verbose_name_plural = _("inventory lines")
        ordering = ["side", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "line_id"], name="inventory_line_line_id_once"),
            models.CheckConstraint(condition=Q(factor=None) | Q(own_factor=None), name="inventory_line_one_factor"),
            models.CheckConstraint(
                condition=Q(combustion_factor=None) | Q(combustion_own_factor=None),
                name="inventory_line_one_combustion_factor",
            ),
            *finite(
                "inventory_line",
                "period_total_value",
                "allocation_share_value",
                "yield_share_value",
                "density_value",
                "biogenic_emitted_value",
                "biogenic_removed_value",
                "cut_off_estimate_value",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.line_id
