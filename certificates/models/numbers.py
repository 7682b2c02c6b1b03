"""Numbers: the counter they are taken from, and the reservation that keeps one for an issuance."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.models.spelling import CODE_FORM, SHA256_FORM


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
