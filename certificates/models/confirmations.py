"""The yearly question whether the certified share was kept and what the output was, and the holder's answer to it."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from applications.models.numbers import TypedNumbersModel, finite, parsed_value, typed_text
from certificates.models.certificate import IN_USE, Certificate, Standing
from certificates.models.changes import ChangedMatter, ChangeNotice
from certificates.models.standing_on import is_in_use

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cecfp_portal.accounts.models import User


class ConfirmationState(models.TextChoices):
    """How a question stands, derived from what was sent since and from the certificate's standing on the day."""

    WAITING = "waiting", _("Waiting for the holder")
    OVERDUE = "overdue", _("Overdue")
    CONFIRMED = "confirmed", _("Confirmed by the holder")
    REPORTED = "reported", _("Change of the share reported")
    ENDED = "ended", _("No longer asked: the certification has ended")


MAY_BE_CONFIRMED = (ConfirmationState.WAITING, ConfirmationState.OVERDUE, ConfirmationState.REPORTED)


class ConfirmationRequestQuerySet(models.QuerySet["ConfirmationRequest"]):
    """Questions as people may reach them."""

    def visible_to(self, user: "User | AnonymousUser") -> "ConfirmationRequestQuerySet":
        return self.filter(certificate__in=Certificate.objects.visible_to(user))

    def with_reports(self) -> "ConfirmationRequestQuerySet":
        """Return questions with `is_reported`: whether the holder has notified a change of the share since."""
        return self.annotate(is_reported=_reported_since())

    def overdue(self, on: date) -> "ConfirmationRequestQuerySet":
        """Return what was neither confirmed nor reported in time, of certificates in use on the day."""
        in_use = Certificate.objects.filter(is_in_use(on))
        return self.filter(~Q(_reported_since()), confirmation=None, due_on__lt=on, certificate__in=in_use)


def _reported_since() -> Exists:
    since = ChangeNotice.objects.filter(
        certificate=OuterRef("certificate"),
        sent_at__gte=OuterRef("asked_at"),
        matters__contains=[ChangedMatter.SHARE],
        is_from_authority=False,
    )
    return Exists(since)


class ConfirmationRequest(models.Model):
    """The holder was asked about one year of the term, once; a trigger refuses every change."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="confirmation_requests")
    year = models.PositiveSmallIntegerField(_("year of the term"))
    period_start = models.DateField(_("first day of the year"))
    period_end = models.DateField(_("last day of the year"))
    due_on = models.DateField(_("answer due"))
    asked_at = models.DateTimeField(_("asked"))

    objects = ConfirmationRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly confirmation asked for")
        verbose_name_plural = _("yearly confirmations asked for")
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "year"], name="confirmation_request_once"),
            models.CheckConstraint(
                condition=Q(year__gt=0, period_end__gt=F("period_start"), due_on__gt=F("period_end")),
                name="confirmation_request_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.year}"

    def state(self, standing: Standing, on: date) -> ConfirmationState:
        """Return how the question stands on a day; asks for `with_reports`."""
        if hasattr(self, "confirmation"):
            return ConfirmationState.CONFIRMED
        if standing not in IN_USE:
            return ConfirmationState.ENDED
        if self.is_reported:  # type: ignore[attr-defined]
            return ConfirmationState.REPORTED
        return ConfirmationState.OVERDUE if self.due_on < on else ConfirmationState.WAITING


class Confirmation(TypedNumbersModel):
    """The holder's word that the share was kept all year, and the output in product units; a trigger freezes it."""

    request = models.OneToOneField(ConfirmationRequest, on_delete=models.PROTECT, related_name="confirmation")
    output_text = typed_text(_("output in the year (product units)"))
    output_value = parsed_value()
    remark = models.TextField(_("remark"), max_length=2000, blank=True)
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("yearly confirmation")
        verbose_name_plural = _("yearly confirmations")
        ordering = ["sent_at"]
        constraints = [
            *finite("confirmation", "output_value"),
            models.CheckConstraint(
                condition=Q(output_value__isnull=False, output_value__gte=0), name="confirmation_states_output"
            ),
        ]

    def __str__(self) -> str:
        return str(self.request)
