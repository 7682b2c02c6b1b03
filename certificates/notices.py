"""Certificates about to expire: whom to remind on the pages, and the worker's notices, each given once."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch

from applications.choices import FilingKind
from applications.models import Application, Revision
from applications.notifications import renewal_due
from applications.statuses import GIVEN_UP
from applications.transitions import lock
from cecfp_portal import audit, practice
from cecfp_portal.thai import local_day
from certificates.models import IN_USE, Certificate, CertificateQuerySet, RenewalNotice
from certificates.terms import opens_on

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reminder:
    """A certificate in use that ends soon and whose renewal was not sent; `draft` is the renewal that was begun."""

    certificate: Certificate
    days_left: int
    draft: Application | None


def reminders(certificates: CertificateQuerySet, *, on: date) -> list[Reminder]:
    """Return those of the certificates that end within the days of the first notice, the nearest end first.

    A renewal that was sent once ends the reminding; a mere draft does not, as it may lie forgotten.
    """
    days = notice_days(on)
    if not days:
        return []
    renewals = (
        Application.objects.filter(filing_kind=FilingKind.RENEWAL)
        .exclude(status__in=GIVEN_UP)
        .annotate(was_sent=Exists(Revision.objects.filter(application=OuterRef("pk"))))
    )
    near = certificates.filter(valid_until__gte=on, valid_until__lte=on + timedelta(days=max(days))).with_events()
    near = near.select_related("application__applicant").order_by("valid_until", "pk")
    found = []
    for certificate in near.prefetch_related(Prefetch("application__successors", renewals, to_attr="renewals")):
        begun = certificate.application.renewals  # type: ignore[attr-defined]
        is_in_use = certificate.standing(on) in IN_USE
        if is_in_use and not any(renewal.was_sent for renewal in begun):
            left = (certificate.valid_until - on).days
            found.append(Reminder(certificate, left, next(iter(begun), None)))
    return found


def notice_days(on: date) -> tuple[int, ...]:
    """Return how many days before the end a notice is given, the most first."""
    days: tuple[int, ...] = practice.value("renewal_notice_days", on=on)
    return days


def due_notice(days_left: int, days: Iterable[int]) -> int | None:
    """Return the latest notice that is due, by its days before the end; None while none is.

    >>> due_notice(200, (180, 90, 30)), due_notice(180, (180, 90, 30)), due_notice(12, (180, 90, 30))
    (None, 180, 30)
    """
    return min((count for count in days if days_left <= count), default=None)


def give_notices(at: datetime) -> int:
    """Give every notice that is due and was not given; returns how many. Safe to be run any number of times.

    After a pause only the latest due notice is given, never several at once.
    """
    given = 0
    for reminder in reminders(Certificate.objects.all(), on=local_day(at)):
        try:
            given += _give(reminder.certificate, at)
        except Exception:
            # One certificate's trouble is not that of the others; what was not given is due again tomorrow.
            logger.exception("renewal notice of certificate %s", reminder.certificate.pk)
    return given


def _give(certificate: Certificate, at: datetime) -> bool:
    on = local_day(at)
    with transaction.atomic():
        lock(certificate.application_id)
        locked = Certificate.objects.under_lock().get(pk=certificate.pk)
        reminder = next(iter(reminders(Certificate.objects.filter(pk=locked.pk), on=on)), None)
        due = due_notice(reminder.days_left, notice_days(on)) if reminder else None
        if reminder is None or due is None or locked.renewal_notices.filter(days_before__lte=due).exists():
            return False
        RenewalNotice.objects.create(certificate=locked, days_before=due, given_at=at)
        facts = {"number": locked.number, "days_before": due}
        audit.append(verb="certificate.renewal_notice_given", by=None, at=at, subject=locked, data=facts)
        renewal_due(
            locked.application,
            number=locked.number,
            valid_until=locked.valid_until,
            days_left=reminder.days_left,
            is_open=opens_on(locked, on=on) <= on,
            has_draft=reminder.draft is not None,
            at=at,
        )
    return True
