"""Reference data kept by TGO's staff: categories, product category rules, recognised bodies, rounds, fees, holidays."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.choices import CircularActivity


def _in_language(thai: str, english: str) -> str:
    return english if get_language() == "en" and english else thai


class ProductCategory(models.Model):
    """An industry group of the public register."""

    code = models.SlugField(_("code"), unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    is_example = models.BooleanField(_("example data"), default=False)

    class Meta:
        verbose_name = _("product category")
        verbose_name_plural = _("product categories")
        ordering = ["code"]

    def __str__(self) -> str:
        return _in_language(self.name_th, self.name_en)


class MassBand(models.Model):
    """Between which masses one product unit of a category usually lies; beyond, a unit may have been mistaken."""

    category = models.ForeignKey(
        ProductCategory, on_delete=models.CASCADE, related_name="mass_bands", verbose_name=_("product category")
    )
    low_kg = models.DecimalField(_("usual mass, from (kg)"), max_digits=24, decimal_places=9)
    high_kg = models.DecimalField(_("usual mass, up to (kg)"), max_digits=24, decimal_places=9)
    in_force_from = models.DateField(_("in force from"))
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    is_example = models.BooleanField(_("example data"), default=False)

    class Meta:
        verbose_name = _("usual mass of a category")
        verbose_name_plural = _("usual masses of categories")
        ordering = ["category__code", "in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["category", "in_force_from"], name="mass_band_once_per_day"),
            models.CheckConstraint(
                condition=Q(low_kg__gt=0, low_kg__lt=10**12, low_kg__lte=F("high_kg"), high_kg__lt=10**12),
                name="mass_band_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.low_kg.normalize():f}–{self.high_kg.normalize():f} kg"


class ProductCategoryRule(models.Model):
    """A PCR announced by TGO, with version and date of approval."""

    code = models.CharField(_("code"), max_length=50)
    version = models.CharField(_("version"), max_length=20)
    title_th = models.CharField(_("title in Thai"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    approved_on = models.DateField(_("approved"))
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)
    is_cradle_to_gate_permitted = models.BooleanField(_("lets a B2C product stop at the factory gate"), default=False)
    is_example = models.BooleanField(_("example data"), default=False)

    class Meta:
        verbose_name = _("product category rule (PCR)")
        verbose_name_plural = _("product category rules (PCR)")
        ordering = ["code", "version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="pcr_once_per_version")]

    def __str__(self) -> str:
        return f"{self.code} {_in_language(self.title_th, self.title_en)} ({self.version})"


class RecognisedBody(models.Model):
    """A body that certifies circular products (clause 4.2); what TGO announced it for are its listings."""

    code = models.SlugField(_("code"), unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    is_example = models.BooleanField(_("example data"), default=False)

    class Meta:
        verbose_name = _("recognised body (type 4.2)")
        verbose_name_plural = _("recognised bodies (type 4.2)")
        ordering = ["code"]

    def __str__(self) -> str:
        return _in_language(self.name_th, self.name_en)


class BodyListing(models.Model):
    """One line of an announcement: a body for one activity and one product group, both days included.

    A listing that ended stays: a certificate is judged by the days of its issue and of the filing.
    """

    body = models.ForeignKey(
        RecognisedBody, verbose_name=_("recognised body (type 4.2)"), on_delete=models.PROTECT, related_name="listings"
    )
    activity = models.CharField(_("activity"), max_length=20, choices=CircularActivity)
    category = models.ForeignKey(ProductCategory, verbose_name=_("product group"), on_delete=models.PROTECT)
    listed_from = models.DateField(_("listed from"))
    listed_to = models.DateField(_("listed to"), null=True, blank=True, help_text=_("empty while it stands"))
    announcement = models.CharField(_("announcement"), max_length=300)

    class Meta:
        verbose_name = _("listing of a recognised body")
        verbose_name_plural = _("listings of recognised bodies")
        ordering = ["body", "activity", "category", "listed_from"]
        constraints = [
            models.UniqueConstraint(fields=["body", "activity", "category", "listed_from"], name="body_listing_once"),
            models.CheckConstraint(
                condition=Q(listed_to=None) | Q(listed_to__gte=F("listed_from")), name="body_listing_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.get_activity_display()} · {self.category}"


class MeetingRound(models.Model):
    """A numbered meeting with its two deadlines; nothing is computed from offsets."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(_("number in the year"))
    year_be = models.PositiveIntegerField(_("year (B.E.)"))
    meets_on = models.DateField(_("meeting"))
    documents_due_on = models.DateField(_("documents due"))
    fees_due_on = models.DateField(_("fees due"))
    held_on = models.DateField(_("held"), null=True, blank=True)
    is_example = models.BooleanField(_("example data"), default=False)

    class Meta:
        verbose_name = _("meeting round")
        verbose_name_plural = _("meeting rounds")
        ordering = ["meets_on"]
        constraints = [
            models.UniqueConstraint(fields=["year_be", "number"], name="meeting_round_once"),
            models.CheckConstraint(
                condition=Q(documents_due_on__lte=F("meets_on")), name="meeting_round_documents_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year_be}"


class FeeRate(models.Model):
    """A fee with the period it is in force for."""

    code = models.SlugField(_("code"))
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    amount_thb = models.DecimalField(_("amount (THB)"), max_digits=12, decimal_places=2)
    in_force_from = models.DateField(_("in force from"))
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        ordering = ["code", "in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "in_force_from"], name="fee_rate_once_per_day"),
            models.CheckConstraint(
                condition=Q(amount_thb__gte=0, amount_thb__lt=10**10), name="fee_rate_amount_finite"
            ),
        ]

    def __str__(self) -> str:
        return _in_language(self.name_th, self.name_en)


class Holiday(models.Model):
    """A day on which TGO's clock stands still."""

    day = models.DateField(_("day"), unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]

    def __str__(self) -> str:
        return _in_language(self.name_th, self.name_en)
