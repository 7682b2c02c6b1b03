"""Emission factors in dated sets, each row with its source and how far it can be trusted."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cecfp_portal.thai import sort_key


class MaterialOrigin(models.TextChoices):
    """What a factor's material is made of, which decides whether it may stand for virgin material."""

    VIRGIN = "virgin", _("virgin material")
    AVERAGE = "average", _("market average")
    RECYCLED = "recycled", _("recycled material")
    OTHER = "other", _("not a material")


class Confidence(models.TextChoices):
    """How far a copied value can be trusted."""

    HIGH = "high", _("high")
    MEDIUM_HIGH = "medium-high", _("medium to high")
    MEDIUM = "medium", _("medium")
    LOW_MEDIUM = "low-medium", _("low to medium")
    LOW = "low", _("low")


class EmissionFactorSet(models.Model):
    """A published list of emission factors with its dates; an application pins one set."""

    code = models.SlugField(_("code"), unique=True)
    scheme = models.CharField(_("scheme"), max_length=10)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    gwp_set = models.CharField(_("GWP set"), max_length=10, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    grace_until = models.DateField(_("may still be used until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    succeeds = models.OneToOneField(
        "self",
        verbose_name=_("takes the place of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successor",
    )

    class Meta:
        verbose_name = _("emission-factor set")
        verbose_name_plural = _("emission-factor sets")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_from=None) | Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                name="emission_factor_set_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_th

    @property
    def is_used(self) -> bool:
        """Whether a case pins the set or uses a row of it: it then stays as published and can only be succeeded."""
        return is_referred_to(EmissionFactorSet, "", self) or is_referred_to(EmissionFactor, "__factor_set", self)


def is_referred_to(model: type[models.Model], path: str, factor_set: EmissionFactorSet) -> bool:
    """Whether a row outside the reference data points to the set, by any foreign key there is or will be."""
    for field in model._meta.get_fields(include_hidden=True):
        is_pointing = field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one)
        if not is_pointing or field.related_model._meta.app_label == "calculations":  # type: ignore[union-attr]
            continue
        rows = field.related_model._default_manager  # type: ignore[union-attr]
        if rows.filter(**{f"{field.remote_field.name}{path}": factor_set}).exists():  # type: ignore[union-attr]
            return True
    return False


class EmissionFactor(models.Model):
    """One row of a set: kgCO2e per unit, exactly as published.

    `key` names the row for ever within its set. `unit_code` is the engine's name of the unit; a row whose unit the
    engine does not know is kept for reference and cannot be used in a case.
    """

    factor_set = models.ForeignKey(EmissionFactorSet, on_delete=models.PROTECT, related_name="factors")
    key = models.CharField(_("key"), max_length=120)
    row = models.CharField(_("row"), max_length=20, blank=True)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    name_sort_key = models.CharField(max_length=700, blank=True, editable=False)
    category = models.CharField(_("category"), max_length=40)
    activity = models.SlugField(_("activity, the same in every set"), max_length=120, blank=True)
    unit = models.CharField(_("unit"), max_length=40)
    unit_code = models.CharField(max_length=10, blank=True, editable=False)
    value_text = models.CharField(_("kgCO₂e per unit, as published"), max_length=40)
    factor_kgco2e_per_unit = models.DecimalField(_("kgCO₂e per unit"), max_digits=30, decimal_places=15)
    origin = models.CharField(_("origin of the material"), max_length=10, choices=MaterialOrigin)
    source = models.CharField(_("source"), max_length=500)
    source_year = models.CharField(_("year of the source"), max_length=10, blank=True)
    source_url = models.CharField(_("address of the source"), max_length=500, blank=True)
    confidence = models.CharField(_("confidence"), max_length=200)
    confidence_level = models.CharField(_("level of confidence"), max_length=12, choices=Confidence)

    class Meta:
        verbose_name = _("emission factor")
        verbose_name_plural = _("emission factors")
        ordering = ["factor_set", "name_sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["factor_set", "key"], name="emission_factor_key_once_per_set"),
            # Refuses NaN too, which PostgreSQL sorts above every number.
            models.CheckConstraint(
                condition=Q(factor_kgco2e_per_unit__lt=Decimal("1e15"), factor_kgco2e_per_unit__gt=Decimal("-1e15")),
                name="emission_factor_finite",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_th

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_sort_key()
        super().save(*args, **kwargs)

    def set_sort_key(self) -> None:
        """Fill the key by which Thai names sort; rows stored in bulk have to ask for it."""
        self.name_sort_key = sort_key(self.name_th or self.name_en)[:700]

    @property
    def code(self) -> str:
        """The factor's permanent name in a case: set and key."""
        return f"{self.factor_set.code}/{self.key}"


class GuidelineEdition(models.Model):
    """An edition of the CFP guideline with its dates: clause 5.1 asks for the latest on the day of filing."""

    code = models.SlugField(_("code"), unique=True, max_length=60)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    in_force_from = models.DateField(_("in force from"))
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    accepted_until = models.DateField(_("may still be used until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("edition of the CFP guideline")
        verbose_name_plural = _("editions of the CFP guideline")
        ordering = ["-in_force_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                name="guideline_edition_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(accepted_until=None) | Q(in_force_to__isnull=False, accepted_until__gte=F("in_force_to")),
                name="guideline_edition_transition_after_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_th


class FactorImport(models.Model):
    """A file of factors as it was read, waiting to be confirmed; nothing of it is in a set before."""

    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    set_values = models.JSONField()
    rows = models.JSONField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    factor_set = models.OneToOneField(EmissionFactorSet, on_delete=models.PROTECT, null=True, related_name="imported")

    class Meta:
        verbose_name = _("import of emission factors")
        verbose_name_plural = _("imports of emission factors")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None, factor_set=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, factor_set__isnull=False),
                name="factor_import_confirmed_together",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
