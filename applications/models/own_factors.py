"""Emission factors that the pinned set lacks, brought by the applicant, with what the recycler metered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import Application, new_line_id
from applications.models.numbers import TypedNumbersModel, finite, parsed_value, typed_text


class OwnFactor(TypedNumbersModel):
    """An own factor with the rung of clause 5.2 it stands on; on the metered rungs its value is computed."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="own_factors")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(_("name of the factor"), max_length=200, blank=True)
    rung = models.CharField(_("how it was obtained"), max_length=20, choices=choices.OwnFactorRung, blank=True)
    origin = models.CharField(_("what it is a factor of"), max_length=10, choices=choices.FactorOrigin, blank=True)
    reason = models.TextField(_("why the alternatives above were out of reach"), max_length=1000, blank=True)
    maker_name = models.CharField(_("plant that was metered"), max_length=200, blank=True)
    maker_licence = models.CharField(_("its factory licence"), max_length=60, blank=True)
    period_start_text = models.CharField(_("measured from"), max_length=40, blank=True)
    period_end_text = models.CharField(_("measured to"), max_length=40, blank=True)
    intake_text = typed_text(_("waste taken in"))
    intake_value = parsed_value()
    intake_unit = models.CharField(_("unit of the waste"), max_length=20, blank=True)
    output_text = typed_text(_("recycled material made"))
    output_value = parsed_value()
    output_unit = models.CharField(_("unit of the material"), max_length=20, blank=True)
    certificate_number = models.CharField(_("number of the certificate"), max_length=100, blank=True)
    certificate_holder = models.CharField(_("holder of the certificate"), max_length=200, blank=True)
    factor_text = typed_text(_("kgCO₂e per unit"))
    factor_value = parsed_value()
    per_unit = models.CharField(_("per unit"), max_length=20, blank=True)
    gwp_set = models.CharField(
        _("warming potentials of the factor (GWP)"), max_length=4, choices=choices.GwpSet, blank=True
    )
    source = models.TextField(_("source (document, edition, page)"), max_length=1000, blank=True)
    expires_text = models.CharField(_("source valid until"), max_length=40, blank=True)
    evidence = models.ForeignKey(
        "applications.Evidence",
        verbose_name=_("evidence"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    is_example = models.BooleanField(_("example data"), default=False)

    class Meta:
        verbose_name = _("own emission factor")
        verbose_name_plural = _("own emission factors")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "line_id"], name="own_factor_line_id_once"),
            *finite("own_factor", "factor_value", "intake_value", "output_value"),
        ]

    def __str__(self) -> str:
        return self.name or self.line_id

    @property
    def is_computed(self) -> bool:
        return self.rung in (choices.OwnFactorRung.METERED, choices.OwnFactorRung.ELECTRICITY_ONLY)


class OwnFactorMeter(TypedNumbersModel):
    """One metered input of the recycler in the factor's period, with the row of the set it is multiplied with."""

    own_factor = models.ForeignKey(OwnFactor, on_delete=models.CASCADE, related_name="meters")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=choices.MeterKind, blank=True)
    name = models.CharField(_("what is metered"), max_length=200, blank=True)
    period_total_text = typed_text(_("total of the period"))
    period_total_value = parsed_value()
    period_total_unit = models.CharField(_("unit"), max_length=20, blank=True)
    allocation_share_text = models.CharField(_("share of this material (%)"), max_length=60, default="100", blank=True)
    allocation_share_value = parsed_value()
    quantity_basis = models.CharField(
        _("how the amount was obtained"), max_length=10, choices=choices.QuantityBasis, blank=True
    )
    meter = models.CharField(_("meter or bill"), max_length=100, blank=True)
    factor = models.ForeignKey(
        "calculations.EmissionFactor",
        verbose_name=_("factor of the set"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("metered input")
        verbose_name_plural = _("metered inputs")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["own_factor", "line_id"], name="own_factor_meter_line_id_once"),
            *finite("own_factor_meter", "period_total_value", "allocation_share_value"),
        ]

    def __str__(self) -> str:
        return self.name or self.line_id
