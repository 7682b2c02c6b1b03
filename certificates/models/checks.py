"""Certificates worked out anew: one at a person's wish, and all of them every night."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cecfp_portal.outbox import OPEN, OutboxRow
from certificates.models.certificate import Certificate


class Recomputation(OutboxRow):
    """One certificate recomputed from its frozen inputs, and what came out beside what is printed.

    `result`: what `dossier.telling.told` returns. One at a time for a certificate.
    """

    task_name = "certificates.tasks.recompute_certificate"

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="recomputations")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_same = models.BooleanField(_("the same"), null=True)
    result = models.JSONField(default=dict)

    class Meta(OutboxRow.Meta):
        verbose_name = _("recomputation")
        verbose_name_plural = _("recomputations")
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificate"], condition=OPEN, name="recomputation_once_open"),
            models.CheckConstraint(
                condition=Q(finished_at=None, is_same=None) | Q(finished_at__isnull=False, is_same__isnull=False),
                name="recomputation_finished_with_result",
            ),
        ]

    def __str__(self) -> str:
        return str(self.certificate)


class RegisterCheck(OutboxRow):
    """All certificates checked, one after the other; `reached` is the last one done, so that it goes on from there."""

    task_name = "certificates.tasks.check_register"

    # The night it belongs to; empty for one that an officer asked for.
    night = models.DateField(null=True, unique=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    extent = models.CharField(max_length=3, default="all", editable=False)
    reached = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    differing = models.PositiveIntegerField(default=0)
    redrawn = models.PositiveIntegerField(default=0)

    class Meta(OutboxRow.Meta):
        verbose_name = _("check of all certificates")
        verbose_name_plural = _("checks of all certificates")
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["extent"], condition=OPEN, name="register_check_once_open"),
            models.CheckConstraint(
                condition=Q(differing__lte=models.F("checked"), redrawn__lte=models.F("checked")),
                name="register_check_counts_agree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.queued_at:%Y-%m-%d}"


class CheckFinding(models.Model):
    """One difference a check found; never changed (trigger)."""

    check_run = models.ForeignKey(RegisterCheck, on_delete=models.PROTECT, related_name="findings")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    expected = models.TextField(blank=True)
    found = models.TextField(blank=True)
    found_at = models.DateTimeField()

    class Meta:
        verbose_name = _("difference found")
        verbose_name_plural = _("differences found")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.name}"
