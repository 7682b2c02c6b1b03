"""Recycled material over the data period: what was there, what came in, what went, month by month where it varies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import Application, new_line_id
from applications.models.bill_of_materials import Portion
from applications.models.evidence import Evidence
from applications.models.numbers import TypedNumbersModel, finite, parsed_value, typed_text


class StockBalance(TypedNumbersModel):
    """One recycled material's stock in the data period; every mass of it is in `mass_unit`."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stock_balances")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    position = models.PositiveIntegerField(default=0)
    material = models.CharField(_("material"), max_length=200, blank=True)
    portions = models.ManyToManyField(
        Portion, verbose_name=_("used in these lines"), blank=True, related_name="stock_balances"
    )
    mass_unit = models.CharField(_("unit"), max_length=20, default="kg", blank=True)
    opening_text = typed_text(_("opening stock"))
    opening_value = parsed_value()
    opening_share_text = typed_text(_("recycled share of the opening stock (%)"))
    opening_share_value = parsed_value()
    used_here_text = typed_text(_("used in this product"))
    used_here_value = parsed_value()
    used_elsewhere_text = typed_text(_("used in other products"))
    used_elsewhere_value = parsed_value()
    losses_text = typed_text(_("losses"))
    losses_value = parsed_value()
    closing_text = typed_text(_("closing stock"))
    closing_value = parsed_value()
    yield_share_text = typed_text(_("part of it that ends up in the product (%)"))
    yield_share_value = parsed_value()
    moisture_share_text = typed_text(_("moisture of the material (%)"))
    moisture_share_value = parsed_value()

    class Meta:
        verbose_name = _("stock balance")
        verbose_name_plural = _("stock balances")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "line_id"], name="stock_balance_line_id_once"),
            *finite(
                "stock_balance",
                "opening_value",
                "opening_share_value",
                "used_here_value",
                "used_elsewhere_value",
                "losses_value",
                "closing_value",
                "yield_share_value",
                "moisture_share_value",
            ),
        ]

    def __str__(self) -> str:
        return self.material or self.line_id


class Delivery(TypedNumbersModel):
    """A receipt of the material, with the document that shows it."""

    balance = models.ForeignKey(StockBalance, on_delete=models.CASCADE, related_name="deliveries")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    position = models.PositiveIntegerField(default=0)
    received_text = models.CharField(_("received on"), max_length=40, blank=True)
    supplier = models.CharField(_("supplier"), max_length=200, blank=True)
    evidence = models.ForeignKey(
        Evidence,
        verbose_name=_("document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deliveries",
    )
    mass_text = typed_text(_("mass"))
    mass_value = parsed_value()
    recycled_share_text = typed_text(_("recycled share (%)"))
    recycled_share_value = parsed_value()
    origin = models.CharField(_("origin"), max_length=20, choices=choices.Origin, blank=True)

    class Meta:
        verbose_name = _("delivery of recycled material")
        verbose_name_plural = _("deliveries of recycled material")
        ordering = ["position", "pk"]
        constraints = [*finite("delivery", "mass_value", "recycled_share_value")]

    def __str__(self) -> str:
        return self.supplier or self.line_id


class Lot(TypedNumbersModel):
    """A month or lot of the product, with the share that a portion had of its part in it."""

    balance = models.ForeignKey(StockBalance, on_delete=models.CASCADE, related_name="lots")
    portion = models.ForeignKey(
        Portion, verbose_name=_("line"), on_delete=models.CASCADE, null=True, blank=True, related_name="lots"
    )
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    position = models.PositiveIntegerField(default=0)
    label = models.CharField(_("month or lot"), max_length=60, blank=True)
    output_text = typed_text(_("output (product units)"))
    output_value = parsed_value()
    share_text = typed_text(_("recycled share of the line (%)"))
    share_value = parsed_value()
    mass_text = typed_text(_("material used"))
    mass_value = parsed_value()

    class Meta:
        verbose_name = _("month or lot")
        verbose_name_plural = _("months or lots")
        ordering = ["position", "pk"]
        constraints = [*finite("lot", "output_value", "share_value", "mass_value")]

    def __str__(self) -> str:
        return self.label or self.line_id
