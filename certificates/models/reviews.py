"""What would become of certificates if something they rest on were withdrawn or corrected."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cecfp_portal.outbox import OutboxRow
from certificates.models.certificate import Certificate


class WithdrawnKind(models.TextChoices):
    """What may be withdrawn or corrected."""

    FACTOR = "factor", _("Emission factor")
    FACTOR_SET = "factor_set", _("Emission-factor set")
    COUNTERPART = "counterpart", _("Virgin counterpart")
    LICENCE = "licence", _("Licence of a recycler or of a source of waste")
    BODY = "body", _("Recognised body (type 4.2)")
    VERIFIER = "verifier", _("Registration of a verifier")


class ReviewEffect(models.TextChoices):
    """What recomputing a certificate without the item gives, the gravest first."""

    OUTCOME = "outcome", _("The outcome changes")
    STATEMENT = "statement", _("The statement was given while not registered")
    FIGURES = "figures", _("A printed figure changes, the outcome stays")
    FAILED = "failed", _("Could not be recomputed; look at it")
    NONE = "none", _("Uses it; outcome and printed figures stay")


class WithdrawalReview(OutboxRow):
    """One question to all certificates that are not over: the worker answers it, certificate by certificate.

    `replacement` is the corrected value, or the set that takes the place; empty where nothing does. `last_certificate`
    tells how far the worker came, so that one that was stopped is taken up again from there.
    """

    task_name = "certificates.tasks.complete_review"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(_("what is withdrawn"), max_length=12, choices=WithdrawnKind)
    item = models.CharField(_("item"), max_length=200)
    item_th = models.CharField(max_length=500)
    item_en = models.CharField(max_length=500)
    replacement = models.CharField(_("what takes its place"), max_length=200, blank=True)
    effective_on = models.DateField(_("not valid from"), null=True, blank=True)
    reason = models.TextField(_("why it is asked"), max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    total = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    last_certificate = models.PositiveBigIntegerField(default=0)

    class Meta(OutboxRow.Meta):
        verbose_name = _("review after a withdrawal")
        verbose_name_plural = _("reviews after withdrawals")
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=WithdrawnKind.values) & ~Q(item="") & ~Q(reason=""), name="review_says_what"
            )
        ]

    def __str__(self) -> str:
        return self.item


class ReviewedCertificate(models.Model):
    """What one review found for one certificate; a trigger refuses every change."""

    review = models.ForeignKey(WithdrawalReview, on_delete=models.PROTECT, related_name="found")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    effect = models.CharField(max_length=12, choices=ReviewEffect)
    uses = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("certificate in a review")
        verbose_name_plural = _("certificates in reviews")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "certificate"], name="reviewed_certificate_once"),
            models.CheckConstraint(condition=Q(effect__in=ReviewEffect.values), name="reviewed_certificate_effect"),
        ]

    def __str__(self) -> str:
        return self.effect
