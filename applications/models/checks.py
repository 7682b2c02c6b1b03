"""What is judged and what was found: frozen revisions, check runs and rulings."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import Application
from cecfp_portal.outbox import OutboxRow

SHA256_FORM = r"^[0-9a-f]{64}$"


class Revision(models.Model):
    """The case as sent: frozen JSON with the hash of the whole and of its judged part. A trigger refuses changes."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    case = models.JSONField()
    case_sha256 = models.CharField(max_length=64)
    judged_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(case_sha256__regex=SHA256_FORM, judged_sha256__regex=SHA256_FORM),
                name="revision_sha256_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class CheckRun(OutboxRow):
    """One evaluation of a revision by the engine: report = evaluate(case, rulings, context)."""

    task_name = "applications.tasks.complete_check_run"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="check_runs")
    purpose = models.CharField(max_length=16, choices=choices.RunPurpose)
    context = models.JSONField(default=dict)
    context_sha256 = models.CharField(max_length=64, blank=True)
    rulings = models.JSONField(default=list)
    rulings_sha256 = models.CharField(max_length=64, blank=True)
    report = models.JSONField(null=True)
    report_sha256 = models.CharField(max_length=64, blank=True)
    overall = models.CharField(max_length=10, choices=choices.Outcome, blank=True)
    engine_version = models.CharField(max_length=40, blank=True)

    class Meta(OutboxRow.Meta):
        verbose_name = _("check run")
        verbose_name_plural = _("check runs")
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None, report=None) | Q(finished_at__isnull=False, report__isnull=False),
                name="check_run_finished_with_report",
            )
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.purpose}"


class Ruling(models.Model):
    """A person's answer to a `review` outcome; it holds for one judged hash and is an input of the engine."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="rulings")
    judged_sha256 = models.CharField(max_length=64)
    outcome_id = models.CharField(max_length=120)
    is_accepted = models.BooleanField(_("accepted"))
    reason = models.TextField(_("reason"), max_length=2000)
    ruled_at = models.DateTimeField()
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        ordering = ["ruled_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "judged_sha256", "outcome_id"],
                condition=Q(replaced_at=None),
                name="ruling_once_in_force",
            )
        ]

    def __str__(self) -> str:
        return self.outcome_id
