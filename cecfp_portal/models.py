"""Tables of the building itself: the dated answers to open questions about TGO's practice."""

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
