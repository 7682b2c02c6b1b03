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
    is_cut_off = models.BooleanField(_("cut off"), default=False)
    cut_off_reason = models.CharField(_("reason for the cut-off"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("inventory line")
        verbose_name_plural = _("inventory lines")
        ordering = ["side", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "line_id"], name="inventory_line_line_id_once"),
            models.CheckConstraint(condition=Q(factor=None) | Q(own_factor=None), name="inventory_line_one_factor"),
            *finite("inventory_line", "period_total_value", "allocation_share_value"),
        ]

    def __str__(self) -> str:
        return self.name or self.line_id
