"""What happens to a certificate after it was issued: each a record of its own with its time and its people."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cecfp_portal.thai import local_day
from certificates.models.certificate import Certificate, Standing
from certificates.models.grounds import GroundedModel


class Revocation(GroundedModel):
    """A revocation proposed by one officer, answered by the holder, confirmed by another officer.

    It may be confirmed once the holder has answered or the time to answer is over. What is written stays written.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="revocations")
    proposed_at = models.DateTimeField(_("proposed"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer_closes_at = models.DateTimeField(_("end of the time to answer"), null=True, blank=True)
    answer = models.TextField(_("holder's answer"), max_length=8000, blank=True)
    answer_file = models.ForeignKey("applications.Document", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("proposal withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(GroundedModel.Meta):
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        ordering = ["proposed_at"]
        constraints = [
            *GroundedModel.Meta.constraints,
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
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="", answer_file=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, answered_at__gte=F("proposed_at"))
                & ~Q(answer=""),
                name="revocation_answered_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None)
                | Q(answer_closes_at=None)
                | Q(answer_closes_at__lte=F("confirmed_at"))
                | Q(answered_at__isnull=False, answered_at__lte=F("confirmed_at")),
                name="revocation_holder_heard",
            ),
        ]

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

    @property
    def answer_due_on(self) -> date | None:
        """The last day on which the holder's answer is waited for."""
        return local_day(self.answer_closes_at - timedelta(seconds=1)) if self.answer_closes_at else None

    def is_heard(self, at: datetime) -> bool:
        """Whether the holder has answered, or had the time to."""
        is_over = self.answer_closes_at is not None and at >= self.answer_closes_at
        return self.answered_at is not None or is_over

    @property
    def is_answered_late(self) -> bool:
        closes, answered = self.answer_closes_at, self.answered_at
        return closes is not None and answered is not None and answered >= closes


class Suspension(GroundedModel):
    """A time in which the certificate may not be used; lifted by another officer, or lasting."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="suspensions")
    suspended_at = models.DateTimeField(_("suspended"))
    suspended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lift_note = models.TextField(_("why it was lifted"), max_length=2000, blank=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(GroundedModel.Meta):
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        ordering = ["suspended_at"]
        constraints = [
            *GroundedModel.Meta.constraints,
            models.UniqueConstraint(fields=["certificate"], condition=Q(lifted_at=None), name="suspension_once_open"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False, lifted_at__gte=F("suspended_at")),
                name="suspension_lifted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | ~Q(lifted_by=F("suspended_by")), name="suspension_lifted_by_another"
            ),
        ]

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
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
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
