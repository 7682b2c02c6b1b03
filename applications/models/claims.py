"""The ledger of claims: which case claims how much of which delivery document."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application
from applications.models.checks import Revision


class DocumentKey(models.Model):
    """One name of a delivery document, its number or the SHA-256 of its file: the row that claims on it lock."""

    key = models.CharField(max_length=140, unique=True)

    class Meta:
        verbose_name = _("name of a delivery document")
        verbose_name_plural = _("names of delivery documents")

    def __str__(self) -> str:
        return self.key


class DocumentClaim(models.Model):
    """Kilograms that the last revision of a case claims of one document; which cases count, their state decides."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="document_claims")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    line_id = models.CharField(max_length=12)
    number = models.CharField(max_length=120, blank=True)
    seller = models.CharField(max_length=220, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    claimed_kg_text = models.CharField(max_length=120)
    mass_kg_text = models.CharField(max_length=120, blank=True)
    # When the case was first sent with this document: of several claims on one the earlier stands first.
    first_sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("claim on a delivery document")
        verbose_name_plural = _("claims on delivery documents")
        indexes = [models.Index(fields=["number"]), models.Index(fields=["sha256"])]
        constraints = [models.UniqueConstraint(fields=["application", "line_id"], name="document_claim_once")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.line_id}"
