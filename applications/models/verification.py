"""The verifier's part: the engagement and the verification statement."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import Application
from applications.models.checks import SHA256_FORM
from cecfp_portal.accounts.roles import VERIFYING_RIGHTS


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Engagements as verifiers may reach them."""

    def visible_to(self, user: object) -> "EngagementQuerySet":
        """Return what was offered to the user's body and nobody accepted yet, and what the user accepted."""
        bodies = user.memberships.filter(ended_at=None, right__in=VERIFYING_RIGHTS).values("organisation")  # type: ignore[attr-defined]
        return self.filter(organisation__in=bodies, ended_at=None).filter(Q(verifier=None) | Q(verifier=user))


class Engagement(models.Model):
    """A registered body asked to verify a case; one of its verifiers accepts and declares independence."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="engagements")
    organisation = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=_("verification body"),
        on_delete=models.PROTECT,
        related_name="engagements",
    )
    verifier = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements"
    )
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    independence_declared_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decline_reason = models.TextField(_("reason"), max_length=1000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        ordering = ["requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(ended_at=None), name="engagement_once_while_open"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, verifier=None)
                | Q(accepted_at__isnull=False, verifier__isnull=False, independence_declared_at__isnull=False),
                name="engagement_accepted_with_independence",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Statement(models.Model):
    """A signed verification statement, bound to the judged hash that was verified."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="statements")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="statements")
    judged_sha256 = models.CharField(max_length=64)
    number = models.CharField(_("statement number"), max_length=60)
    opinion = models.CharField(_("opinion"), max_length=12, choices=choices.Opinion)
    assurance_level = models.CharField(_("level of assurance"), max_length=12, choices=choices.AssuranceLevel)
    materiality_percent = models.DecimalField(_("materiality (%)"), max_digits=5, decimal_places=2)
    attested_share_text = models.CharField(_("attested recycled share (%)"), max_length=40)
    attested_footprint_text = models.CharField(_("attested footprint (kgCO₂e per functional unit)"), max_length=40)
    site_visited_on = models.DateField(_("site visited"), null=True, blank=True)
    margin_answer = models.TextField(
        _("answer where a margin is smaller than the materiality"), max_length=2000, blank=True
    )
    summary = models.TextField(_("summary of the verification"), max_length=4000)
    report = models.ForeignKey("applications.Document", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("verification statement")
        verbose_name_plural = _("verification statements")
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(voided_at=None), name="statement_once_in_force"
            ),
            models.CheckConstraint(condition=Q(judged_sha256__regex=SHA256_FORM), name="statement_sha256_form"),
            models.CheckConstraint(
                condition=Q(materiality_percent__gt=0, materiality_percent__lte=100), name="statement_materiality_range"
            ),
        ]

    def __str__(self) -> str:
        return self.number
