"""Legs of a transport line: how far its load is carried, by what, and how the vehicle comes back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import new_line_id
from applications.models.inventory import InventoryLine, OwnFactor
from applications.models.numbers import TypedNumbersModel, finite, parsed_value, typed_text


class TransportLeg(TypedNumbersModel):
    """One way of a transport line: out loaded (tonne-kilometres), back empty (kilometres), each with its factor."""

    transport = models.ForeignKey(InventoryLine, on_delete=models.CASCADE, related_name="legs")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    position = models.PositiveIntegerField(default=0)
    vehicle = models.CharField(_("vehicle"), max_length=200, blank=True)
    distance_text = typed_text(_("distance, one way (km)"))
    distance_value = parsed_value()
    distance_source = models.CharField(_("source of the distance"), max_length=300, blank=True)
    factor = models.ForeignKey(
        "calculations.EmissionFactor", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    own_factor = models.ForeignKey(OwnFactor, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    way_back = models.CharField(_("way back"), max_length=10, choices=choices.WayBack, blank=True)
    return_reason = models.CharField(_("what it brings back"), max_length=300, blank=True)
    payload_text = typed_text(_("load of one journey (t)"))
    payload_value = parsed_value()
    trips_text = typed_text(_("journeys in the data period"))
    trips_value = parsed_value()
    return_factor = models.ForeignKey(
        "calculations.EmissionFactor", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_own_factor = models.ForeignKey(OwnFactor, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("transport leg")
        verbose_name_plural = _("transport legs")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["transport", "line_id"], name="transport_leg_line_id_once"),
            models.CheckConstraint(
                condition=(Q(factor=None) | Q(own_factor=None)) & (Q(return_factor=None) | Q(return_own_factor=None)),
                name="transport_leg_one_factor_each_way",
            ),
            *finite("transport_leg", "distance_value", "payload_value", "trips_value"),
        ]

    def __str__(self) -> str:
        return self.vehicle or self.line_id
