"""Certificates, the numbers they were given, and what happened to them; standing is derived, never stored."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind
from cecfp_portal.thai import local_day
from certificates.content import CertificateContent

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cecfp_portal.accounts.models import User

SHA256_FORM = r"^[0-9a-f]{64}$"
CODE_FORM = r"^[0-9a-hjkmnp-tv-z]{26}$"


class Standing(models.TextChoices):
    """What a certificate is worth on a day."""

    ACTIVE = "active", _("Certification in force")
    SUSPENDED = "suspended", _("Certification suspended")
    REVOKED = "revoked", _("Certification revoked")
    SURRENDERED = "surrendered", _("Cancelled at the holder's request")
    SUPERSEDED = "superseded", _("Replaced by a newer certificate")
    EXPIRED = "expired", _("Certification expired")


class NumberCounter(models.Model):
    """The last running number given in a fiscal year; the row's lock is what keeps numbers single and without gaps."""

    scheme = models.CharField(max_length=20)
    fiscal_year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number counter")
        verbose_name_plural = _("number counters")
        constraints = [models.UniqueConstraint(fields=["scheme", "fiscal_year"], name="number_counter_once")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.fiscal_year}: {self.last}"


class NumberReservation(models.Model):
    """The number and the frozen content an issuance will end with, however often it is begun. Never changed."""

    issuance = models.OneToOneField("applications.Issuance", on_delete=models.PROTECT, related_name="reservation")
    scheme = models.CharField(max_length=20)
    fiscal_year = models.PositiveIntegerField()
    running = models.PositiveIntegerField()
    number = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=26, unique=True)
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    reserved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reserved number")
        verbose_name_plural = _("reserved numbers")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "fiscal_year", "running"], name="reserved_number_once"),
            models.CheckConstraint(condition=Q(code__regex=CODE_FORM), name="reserved_number_code_form"),
            models.CheckConstraint(condition=Q(content_sha256__regex=SHA256_FORM), name="reserved_number_sha256_form"),
        ]

    def __str__(self) -> str:
        return self.number


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates as people may reach them beyond what is public."""

    def visible_to(self, user: "User | AnonymousUser") -> "CertificateQuerySet":
        """Return the certificates of the user's own organisations, and all of them for TGO's officers."""
        if not user.is_authenticated:
            return self.none()
        held = user.memberships.filter(ended_at=None)
        if held.filter(organisation__kind=OrganisationKind.AUTHORITY, right__in=AUTHORITY_RIGHTS).exists():
            return self
        own = held.filter(organisation__kind=OrganisationKind.MANUFACTURER).values("organisation")
        return self.filter(application__applicant__in=own)

    def with_events(self) -> "CertificateQuerySet":
        """Return certificates with all that `standing` looks at."""
        return self.prefetch_related("suspensions", "revocations", "endings__successor")


class Certificate(models.Model):
    """An issued certificate: frozen content, the stored PDF, hashes. A trigger refuses every change."""

    application = models.OneToOneField("applications.Application", on_delete=models.PROTECT, related_name="certificate")
    issuance = models.OneToOneField("applications.Issuance", on_delete=models.PROTECT, related_name="certificate")
    number = models.CharField(_("certificate number"), max_length=60, unique=True)
    code = models.CharField(max_length=26, unique=True)
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    judged_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    search_text = models.TextField()
    approved_on = models.DateField(_("approved"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    issued_at = models.DateTimeField(_("issued"))
    is_example = models.BooleanField(_("example data"), default=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-approved_on", "-number"]
        indexes = [
            models.Index(fields=["-approved_on", "-number"], name="certificate_newest"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="certificate_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    content_sha256__regex=SHA256_FORM, judged_sha256__regex=SHA256_FORM, pdf_sha256__regex=SHA256_FORM
                ),
                name="certificate_sha256_form",
            ),
            models.CheckConstraint(condition=Q(code__regex=CODE_FORM), name="certificate_code_form"),
            models.CheckConstraint(
                condition=Q(valid_from__gte=F("approved_on"), valid_until__gte=F("valid_from")),
                name="certificate_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def printed(self) -> CertificateContent:
        """The content as it was printed."""
        return CertificateContent.from_json(self.content)

    def standing(self, on: date) -> Standing:
        """Return what the certificate is worth on a day: what ends it for good comes before what can be mended."""
        if any(row.is_in_force(on) for row in self.revocations.all()):
            return Standing.REVOKED
        for ending in self.endings.all():
            if local_day(ending.ended_at) <= on:
                return Standing(ending.kind)
        if on > self.valid_until:
            return Standing.EXPIRED
        if any(row.is_in_force(on) for row in self.suspensions.all()):
            return Standing.SUSPENDED
        return Standing.ACTIVE


class Revocation(models.Model):
    """A revocation proposed by one officer and confirmed by another; the reason is public."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="revocations")
    reason_th = models.TextField(_("public reason in Thai"), max_length=1000)
    reason_en = models.TextField(_("public reason in English"), max_length=1000)
    proposed_at = models.DateTimeField(_("proposed"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("proposal withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(withdrawn_at=None), name="revocation_once_not_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="revocation_two_people"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, withdrawn_at=None),
                name="revocation_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="revocation_withdrawn_by_someone",
            ),
            models.CheckConstraint(condition=~Q(reason_th="") & ~Q(reason_en=""), name="revocation_has_reason"),
        ]

    def __str__(self) -> str:
        return self.reason_th[:60]

    def is_in_force(self, on: date) -> bool:
        return self.confirmed_at is not None and local_day(self.confirmed_at) <= on

    @property
    def began_on(self) -> date:
        """The day of confirmation; a proposal has none."""
        if self.confirmed_at is None:
            raise ValueError("a proposed revocation has not begun")
        return local_day(self.confirmed_at)

    @property
    def is_proposal(self) -> bool:
        return self.confirmed_at is None and self.withdrawn_at is None


class Suspension(models.Model):
    """A time in which the certificate may not be used; lifted or lasting."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="suspensions")
    reason_th = models.TextField(_("public reason in Thai"), max_length=1000)
    reason_en = models.TextField(_("public reason in English"), max_length=1000)
    suspended_at = models.DateTimeField(_("suspended"))
    suspended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        ordering = ["suspended_at"]
        constraints = [
            models.UniqueConstraint(fields=["certificate"], condition=Q(lifted_at=None), name="suspension_once_open"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_by__isnull=False, lifted_at__gte=F("suspended_at")),
                name="suspension_lifted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.reason_th[:60]

    def is_in_force(self, on: date) -> bool:
        if local_day(self.suspended_at) > on:
            return False
        return self.lifted_at is None or local_day(self.lifted_at) > on

    @property
    def began_on(self) -> date:
        """The day from which the mark may not be used."""
        return local_day(self.suspended_at)


class Ending(models.Model):
    """The certificate was given up by its holder, or a newer one took its place."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="endings")
    kind = models.CharField(
        max_length=12,
        choices=[(Standing.SURRENDERED, Standing.SURRENDERED.label), (Standing.SUPERSEDED, Standing.SUPERSEDED.label)],
    )
    successor = models.ForeignKey(Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(_("ended"))
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ending")
        verbose_name_plural = _("endings")
        constraints = [
            models.UniqueConstraint(fields=["certificate"], name="ending_once"),
            models.CheckConstraint(
                condition=Q(kind=Standing.SURRENDERED, successor=None)
                | Q(kind=Standing.SUPERSEDED, successor__isnull=False),
                name="ending_superseded_by_something",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
