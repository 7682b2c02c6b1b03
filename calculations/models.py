"""Emission factors in dated sets, each row with its source and how far it can be trusted."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class EmissionFactorSet(models.Model):
    """A published list of emission factors with its dates; an application pins one set."""

    code = models.SlugField(_("code"), unique=True)
    scheme = models.CharField(_("scheme"), max_length=10)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    gwp_set = models.CharField(_("GWP set"), max_length=10, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("emission-factor set")
        verbose_name_plural = _("emission-factor sets")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_th


class EmissionFactor(models.Model):
    """One row of a set: kgCO2e per unit, exactly as published."""

    factor_set = models.ForeignKey(EmissionFactorSet, on_delete=models.PROTECT, related_name="factors")
    row = models.CharField(_("row"), max_length=20, blank=True)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    name_sort_key = models.CharField(max_length=600, blank=True, editable=False)
    category = models.CharField(_("category"), max_length=40)
    unit = models.CharField(_("unit"), max_length=40)
    value_text = models.CharField(_("kgCO₂e per unit, as published"), max_length=40)
    factor_kgco2e_per_unit = models.DecimalField(max_digits=30, decimal_places=15)
    origin = models.CharField(_("origin of the material"), max_length=10)
    source = models.CharField(_("source"), max_length=500)
    source_year = models.CharField(_("year of the source"), max_length=10, blank=True)
    source_url = models.CharField(_("address of the source"), max_length=500, blank=True)
    confidence = models.CharField(_("confidence"), max_length=200)

    class Meta:
        verbose_name = _("emission factor")
        verbose_name_plural = _("emission factors")
        ordering = ["factor_set", "name_sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(factor_kgco2e_per_unit__lt=Decimal("1e15"), factor_kgco2e_per_unit__gt=Decimal("-1e15")),
                name="emission_factor_finite",
            )
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_th
