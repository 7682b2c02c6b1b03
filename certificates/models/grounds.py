"""Why TGO acts against a certificate: what the holder is told, and what the public reads."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class GroundedModel(models.Model):
    """Facts and clause go to the holder; the reason in both languages is public. Rows of before hold no facts."""

    facts = models.TextField(_("facts"), max_length=2000, blank=True)
    clause = models.CharField(_("clause"), max_length=120, blank=True)
    reason_th = models.TextField(_("public reason in Thai"), max_length=1000)
    reason_en = models.TextField(_("public reason in English"), max_length=1000)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(reason_th="") & ~Q(reason_en=""), name="%(class)s_has_reason")
        ]

    def __str__(self) -> str:
        return self.reason_th[:60]
