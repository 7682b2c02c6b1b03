"""What a holder tells TGO has changed since the certificate was issued, and what TGO rules on it."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import Certificate

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cecfp_portal.accounts.models import User
    from cecfp_portal.wording import Words


class ChangedMatter(models.TextChoices):
    """What may change at a holder's."""

    SUPPLIER = "supplier", _("Supplier of the recycled material")
    SHARE = "share", _("Share of recycled or circular material")
    PROCESS = "process", _("Production process")
    FACTORY = "factory", _("Place of production")
    LICENCE = "licence", _("Factory licence")
    PCR = "pcr", _("Product category rule (PCR)")
    OTHER = "other", _("Something else")


class ChangeEffect(models.TextChoices):
    """What a change means for the certificate."""

    NONE = "none", _("No effect on the certificate")
    UPDATE = "update", _("Noted in the register; the certificate stays as printed")
    REVERIFICATION = "reverification", _("To be verified again")
    SUSPENSION = "suspension", _("Certification suspended")


PUBLIC_EFFECTS = (ChangeEffect.UPDATE, ChangeEffect.SUSPENSION)


class ChangeNoticeQuerySet(models.QuerySet["ChangeNotice"]):
    """Notices as people may reach them."""

    def visible_to(self, user: "User | AnonymousUser") -> "ChangeNoticeQuerySet":
        return self.filter(certificate__in=Certificate.objects.visible_to(user))

    def waiting(self) -> "ChangeNoticeQuerySet":
        """Return what TGO has not ruled on."""
        return self.filter(ruling=None)


class ChangeNotice(models.Model):
    """One notice as it was sent; a trigger refuses every change. The public sees nothing of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="change_notices")
    matters = ArrayField(models.CharField(max_length=12, choices=ChangedMatter), verbose_name=_("what changes"))
    changes_on = models.DateField(_("from when"))
    description = models.TextField(_("what was and what will be"), max_length=4000)
    is_from_authority = models.BooleanField(_("opened by TGO"), default=False)
    documents = models.ManyToManyField("applications.Document", blank=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ChangeNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice of change")
        verbose_name_plural = _("notices of change")
        ordering = ["sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(matters__len__gt=0, matters__contained_by=ChangedMatter.values),
                name="change_notice_says_what",
            ),
            models.CheckConstraint(condition=~Q(description=""), name="change_notice_describes"),
        ]

    def __str__(self) -> str:
        return self.description[:60]

    @property
    def matter_labels(self) -> "list[Words]":
        return [ChangedMatter(matter).label for matter in self.matters]


class ChangeRuling(models.Model):
    """TGO's one answer to a notice. `public_*` is read by everybody; `reason` by the holder alone."""

    notice = models.OneToOneField(ChangeNotice, on_delete=models.PROTECT, related_name="ruling")
    effect = models.CharField(_("effect"), max_length=16, choices=ChangeEffect)
    reason = models.TextField(_("reason, for the holder"), max_length=2000)
    public_th = models.TextField(_("text for the register in Thai"), max_length=1000, blank=True)
    public_en = models.TextField(_("text for the register in English"), max_length=1000, blank=True)
    reverify_by = models.DateField(_("application for a variation due"), null=True, blank=True)
    ruled_at = models.DateTimeField(_("ruled"))
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ruling on a change")
        verbose_name_plural = _("rulings on changes")
        ordering = ["ruled_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="change_ruling_has_reason"),
            models.CheckConstraint(
                condition=Q(effect__in=PUBLIC_EFFECTS) & ~Q(public_th="") & ~Q(public_en="")
                | ~Q(effect__in=PUBLIC_EFFECTS) & Q(public_th="", public_en=""),
                name="change_ruling_public_text",
            ),
            models.CheckConstraint(
                condition=Q(effect=ChangeEffect.REVERIFICATION, reverify_by__isnull=False)
                | ~Q(effect=ChangeEffect.REVERIFICATION) & Q(reverify_by=None),
                name="change_ruling_due_day",
            ),
        ]

    def __str__(self) -> str:
        return self.effect

    def is_overdue(self, on: date) -> bool:
        """Whether the day by which the holder was to apply for a variation has passed."""
        return self.reverify_by is not None and self.reverify_by < on
