"""What people ask of the applicant: a verifier's findings and an officer's requests, each tied to its place."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import Application


class Question(models.Model):
    """A sentence tied to a section, line, field or clause; answered by the applicant, closed by who asked."""

    section = models.CharField(_("section"), max_length=30, blank=True)
    line_id = models.CharField(_("line"), max_length=12, blank=True)
    field = models.CharField(_("field"), max_length=60, blank=True)
    clause = models.CharField(_("clause"), max_length=20, blank=True)
    text = models.TextField(_("what has to be corrected or explained"), max_length=2000)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["raised_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Finding(Question):
    """A verifier's finding: CAR, CL or OBS."""

    engagement = models.ForeignKey("applications.Engagement", on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(_("kind"), max_length=4, choices=choices.FindingKind)

    class Meta(Question.Meta):
        verbose_name = _("finding")
        verbose_name_plural = _("findings")

    @property
    def must_be_corrected(self) -> bool:
        return self.kind != choices.FindingKind.OBSERVATION


class CorrectionRequest(Question):
    """An officer's request for correction with its due date."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="correction_requests")
    due_on = models.DateField(_("due"))

    class Meta(Question.Meta):
        verbose_name = _("request for correction")
        verbose_name_plural = _("requests for correction")
