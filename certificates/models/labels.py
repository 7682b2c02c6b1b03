"""Artwork on which a holder shows the mark, one row per use, and TGO's answer to each."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import IN_USE, Certificate, Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cecfp_portal.accounts.models import User


class LabelUse(models.TextChoices):
    """Where the mark is shown."""

    PRODUCT = "product", _("On the product")
    PACKAGING = "packaging", _("On its packaging")
    MEDIA = "media", _("In media or advertising")


class MarkKind(models.TextChoices):
    """Which of the two marks: it follows from what is certified, never from where it is shown."""

    PRODUCT = "product", _("Mark for products")
    PACKAGING = "packaging", _("Mark for packaging")


class LabelState(models.TextChoices):
    """How an artwork stands, derived from its answer and from the certificate's standing on the day."""

    WAITING = "waiting", _("Under consideration by TGO")
    RETURNED = "returned", _("Returned for correction")
    APPROVED = "approved", _("Artwork approved")
    PAUSED = "paused", _("Approved; may not be used while the certification is suspended")
    ENDED = "ended", _("Approval ended with the certification")


class LabelArtworkQuerySet(models.QuerySet["LabelArtwork"]):
    """Artwork as people may reach it."""

    def visible_to(self, user: "User | AnonymousUser") -> "LabelArtworkQuerySet":
        return self.filter(certificate__in=Certificate.objects.visible_to(user))

    def waiting(self) -> "LabelArtworkQuerySet":
        """Return what TGO has not answered."""
        return self.filter(answer=None)


class LabelArtwork(models.Model):
    """One artwork as it was submitted; a trigger refuses every change, a corrected one is a row of its own."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="label_artworks")
    use = models.CharField(_("where the mark is shown"), max_length=12, choices=LabelUse)
    mark_kind = models.CharField(_("kind of mark"), max_length=12, choices=MarkKind)
    description = models.TextField(_("description"), max_length=2000)
    document = models.ForeignKey("applications.Document", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = LabelArtworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("label artwork")
        verbose_name_plural = _("label artwork")
        ordering = ["sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(use__in=LabelUse.values, mark_kind__in=MarkKind.values) & ~Q(description=""),
                name="label_artwork_says_what",
            )
        ]

    def __str__(self) -> str:
        return self.description[:60]

    def state(self, standing: str) -> LabelState:
        """Return how the artwork stands while the certificate has `standing`: no job ends an approval."""
        answer = getattr(self, "answer", None)
        if answer is not None and not answer.is_approved:
            return LabelState.RETURNED
        if standing not in IN_USE:
            return LabelState.ENDED
        if answer is None:
            return LabelState.WAITING
        return LabelState.APPROVED if standing == Standing.ACTIVE else LabelState.PAUSED


class LabelAnswer(models.Model):
    """TGO's one answer to an artwork: approved, or returned with a reason."""

    artwork = models.OneToOneField(LabelArtwork, on_delete=models.PROTECT, related_name="answer")
    is_approved = models.BooleanField(_("approved"))
    reason = models.TextField(_("reason or remark, for the holder"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer to label artwork")
        verbose_name_plural = _("answers to label artwork")
        ordering = ["answered_at"]
        constraints = [
            models.CheckConstraint(condition=Q(is_approved=True) | ~Q(reason=""), name="label_return_has_reason")
        ]

    def __str__(self) -> str:
        return "approved" if self.is_approved else "returned"
