"""The events and the single row that holds the end of their chain."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

SHA256_FORM = r"^[0-9a-f]{64}$"
FIRST_PREVIOUS = "0" * 64


class AuditEvent(models.Model):
    """One event. A trigger refuses UPDATE, DELETE and TRUNCATE; `sha256` covers the event and the hash before it."""

    sequence = models.BigIntegerField(_("sequence number"), primary_key=True)
    at = models.DateTimeField(_("moment"))
    actor = models.CharField(_("kind of actor"), max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    verb = models.CharField(_("what happened"), max_length=80)
    subject_kind = models.CharField(_("kind of subject"), max_length=80)
    subject_id = models.CharField(_("public id of the subject"), max_length=80)
    data = models.JSONField(_("details"), default=dict)
    request_id = models.CharField(_("request"), max_length=40, blank=True)
    previous_sha256 = models.CharField(_("hash of the event before"), max_length=64)
    sha256 = models.CharField(_("hash of this event"), max_length=64)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "sequence"], name="audit_event_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_event_sequence_positive"),
            models.CheckConstraint(
                condition=Q(sha256__regex=SHA256_FORM, previous_sha256__regex=SHA256_FORM),
                name="audit_event_sha256_form",
            ),
            models.CheckConstraint(
                condition=Q(actor="person", by__isnull=False) | Q(actor__in=("worker", "system", "visitor"), by=None),
                name="audit_event_person_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"


class AuditHead(models.Model):
    """The end of the chain: one row, locked last in every transaction that appends."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default=FIRST_PREVIOUS)

    class Meta:
        verbose_name = _("end of the audit trail")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="audit_head_single_row")]

    def __str__(self) -> str:
        return str(self.sequence)
