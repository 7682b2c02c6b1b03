"""Notices that a certificate is about to expire: one row for each that was given, never a second."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import Certificate


class RenewalNotice(models.Model):
    """The holder was told that the certificate ends; `days_before` names which of the dated notices it was."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="renewal_notices")
    days_before = models.PositiveIntegerField(_("days before the end of the term"))
    given_at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("renewal notice")
        verbose_name_plural = _("renewal notices")
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "days_before"], name="renewal_notice_once"),
            models.CheckConstraint(condition=Q(days_before__gt=0), name="renewal_notice_days_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.days_before}"
