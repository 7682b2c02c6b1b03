"""What happens to a certificate after it was issued: each a record of its own with its time and its people."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cecfp_portal.thai import local_day
from certificates.models.certificate import Certificate, Standing


class Revocation(models.Model):
    """A revocation proposed by one officer and confirmed by another; the reason is public."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="revocations")
    reason_th = models.TextField(_("public reason in Thai"), max_length=1000)
    reason_en = models.TextField(_("public reason in English"), max_length=1000)
    proposed_at = models.DateTimeField(_("proposed"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("proposal withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(withdrawn_at=None), name="revocation_once_not_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="revocation_two_people"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, withdrawn_at=None),
                name="revocation_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="revocation_withdrawn_by_someone",
            ),
            models.CheckConstraint(condition=~Q(reason_th="") & ~Q(reason_en=""), name="revocation_has_reason"),
        ]

    def __str__(self) -> str:
        return self.reason_th[:60]

    def is_in_force(self, on: date) -> bool:
        return self.confirmed_at is not None and local_day(self.confirmed_at) <= on

    @property
    def began_on(self) -> date:
        """The day of confirmation; a proposal has none."""
        if self.confirmed_at is None:
            raise ValueError("a proposed revocation has not begun")
        return local_day(self.confirmed_at)

    @property
    def is_proposal(self) -> bool:
        return self.confirmed_at is None and self.withdrawn_at is None


class Suspension(models.Model):
    """A time in which the certificate may not be used; lifted or lasting."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="suspensions")
    reason_th = models.TextField(_("public reason in Thai"), max_length=1000)
    reason_en = models.TextField(_("public reason in English"), max_length=1000)
    suspended_at = models.DateTimeField(_("suspended"))
    suspended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        ordering = ["suspended_at"]
        constraints = [
            models.UniqueConstraint(fields=["certificate"], condition=Q(lifted_at=None), name="suspension_once_open"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_by__isnull=False, lifted_at__gte=F("suspended_at")),
                name="suspension_lifted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.reason_th[:60]

    def is_in_force(self, on: date) -> bool:
        if local_day(self.suspended_at) > on:
            return False
        return self.lifted_at is None or local_day(self.lifted_at) > on

    @property
    def began_on(self) -> date:
        """The day from which the mark may not be used."""
        return local_day(self.suspended_at)


class Ending(models.Model):
    """The certificate was given up by its holder, or a newer one took its place."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="endings")
    kind = models.CharField(
        max_length=12,
        choices=[(Standing.SURRENDERED, Standing.SURRENDERED.label), (Standing.SUPERSEDED, Standing.SUPERSEDED.label)],
    )
    successor = models.ForeignKey(Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(_("ended"))
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ending")
        verbose_name_plural = _("endings")
        constraints = [
            models.UniqueConstraint(fields=["certificate"], name="ending_once"),
            models.CheckConstraint(
                condition=Q(kind=Standing.SURRENDERED, successor=None)
                | Q(kind=Standing.SUPERSEDED, successor__isnull=False),
                name="ending_superseded_by_something",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
