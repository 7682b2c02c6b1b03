"""Letters by e-mail, and the keys by which a repeated click is recognised."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application
from cecfp_portal.outbox import OutboxRow


class Letter(OutboxRow):
    """One e-mail to one person, in both languages, kept on the timeline of the case."""

    task_name = "applications.tasks.send_letter"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta(OutboxRow.Meta):
        verbose_name = _("letter")
        verbose_name_plural = _("letters")

    def __str__(self) -> str:
        return self.subject


class PerformedAction(models.Model):
    """The idempotency key of a form that was carried out: the same key again gives the same answer."""

    key = models.UUIDField(unique=True)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=40)
    body_sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("performed action")
        verbose_name_plural = _("performed actions")

    def __str__(self) -> str:
        return f"{self.action} {self.key}"
