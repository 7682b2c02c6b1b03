"""The applicant's own choice of virgin material where it differs from TGO's table."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application, new_line_id
from applications.models.bill_of_materials import Portion
from applications.models.inventory import OwnFactor


class CounterpartOverride(models.Model):
    """Another virgin factor for one recycled portion, with reason and evidence; a person rules on each."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="counterpart_overrides")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    portion = models.OneToOneField(Portion, on_delete=models.CASCADE, related_name="counterpart_override")
    factor = models.ForeignKey(
        "calculations.EmissionFactor",
        verbose_name=_("factor of the set"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    own_factor = models.ForeignKey(
        OwnFactor, verbose_name=_("own factor"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    evidence = models.ForeignKey(
        "applications.Evidence",
        verbose_name=_("evidence"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("choice of another virgin material")
        verbose_name_plural = _("choices of another virgin material")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "line_id"], name="counterpart_override_line_id_once"),
            models.CheckConstraint(
                condition=Q(factor=None) | Q(own_factor=None), name="counterpart_override_one_factor"
            ),
        ]

    def __str__(self) -> str:
        return str(self.factor or self.own_factor or self.line_id)
