"""Tables of the building itself: dated answers to open questions about TGO's practice, and counts of requests."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PracticeSetting(models.Model):
    """TGO's answer to an open question, in force from a day on; without a row the stated default holds."""

    key = models.CharField(_("matter"), max_length=60)
    value = models.CharField(_("value"), max_length=500)
    in_force_from = models.DateField(_("in force from"))
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        verbose_name = _("practice setting")
        verbose_name_plural = _("practice settings")
        ordering = ["key", "in_force_from"]
        constraints = [models.UniqueConstraint(fields=["key", "in_force_from"], name="practice_setting_once_per_day")]

    def __str__(self) -> str:
        return self.key


class RequestCount(models.Model):
    """How often one sender did something within a window of time; see `cecfp_portal.throttling`."""

    scope = models.CharField(max_length=20)
    sender = models.CharField(max_length=32)
    began_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("count of requests")
        verbose_name_plural = _("counts of requests")
        constraints = [models.UniqueConstraint(fields=["scope", "sender", "began_at"], name="request_count_once")]

    def __str__(self) -> str:
        return f"{self.scope} {self.count}"
