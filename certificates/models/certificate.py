"""The issued certificate; its standing on a day is derived from what happened to it, never stored."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind
from cecfp_portal.thai import local_day
from certificates.content import CertificateContent
from certificates.models.searching import LetterPairs, NumberEnd
from certificates.models.spelling import CODE_FORM, SHA256_FORM

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cecfp_portal.accounts.models import User


class Standing(models.TextChoices):
    """What a certificate is worth on a day."""

    ACTIVE = "active", _("Certification in force")
    SUSPENDED = "suspended", _("Certification suspended")
    REVOKED = "revoked", _("Certification revoked")
    SURRENDERED = "surrendered", _("Cancelled at the holder's request")
    SUPERSEDED = "superseded", _("Replaced by a newer certificate")
    EXPIRED = "expired", _("Certification expired")


# The standings in which a certificate can still be acted on.
IN_USE = (Standing.ACTIVE, Standing.SUSPENDED)


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

    def under_lock(self) -> "CertificateQuerySet":
        """Return certificates under their row locks, which keys that refer to them do not wait for."""
        return self.select_for_update(of=("self",), no_key=True)

    def with_events(self) -> "CertificateQuerySet":
        """Return certificates with all that `standing` looks at."""
        return self.prefetch_related("suspensions", "revocations", "endings__successor")


def _printed(name: str, *, max_length: int) -> models.GeneratedField:
    text = models.CharField(max_length=max_length)
    return models.GeneratedField(expression=KT(f"content__{name}"), output_field=text, db_persist=True)


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
    # Empty for the certificates that were issued before there was a signature.
    unsigned_sha256 = models.CharField(max_length=64, null=True, blank=True)
    signer_fingerprint = models.CharField(max_length=64, null=True, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    # What drew the page (pdf/press.py): only the same press draws the same bytes. Empty for earlier certificates.
    press_sha256 = models.CharField(max_length=64, null=True, blank=True)
    search_text = models.TextField()
    # What the register filters by, taken out of the content by the database itself.
    route = _printed("route", max_length=3)
    kind = _printed("kind", max_length=20)
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
            models.Index(fields=["valid_until"], name="certificate_ending"),
            GistIndex(fields=["approved_on", "valid_until"], name="certificate_term"),
            models.Index(fields=["pdf_sha256"], name="certificate_file"),
            models.Index(fields=["signer_fingerprint"], name="certificate_signer"),
            models.Index(NumberEnd("number"), name="certificate_number_end"),
            models.Index(Lower("number"), name="certificate_number_lower"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="certificate_search"),
            GinIndex(LetterPairs("search_text"), name="certificate_pairs"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    content_sha256__regex=SHA256_FORM, judged_sha256__regex=SHA256_FORM, pdf_sha256__regex=SHA256_FORM
                ),
                name="certificate_sha256_form",
            ),
            models.CheckConstraint(
                condition=Q(unsigned_sha256=None, signer_fingerprint=None, signed_at=None)
                | Q(unsigned_sha256__regex=SHA256_FORM, signer_fingerprint__regex=SHA256_FORM, signed_at__isnull=False),
                name="certificate_signature_recorded_whole",
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
