"""Lists that people work from: an applicant's cases, a verifier's engagements, TGO's queue with its ageing."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils import timezone

from applications.models import Application, Holiday
from applications.models.application import ApplicationQuerySet
from applications.statuses import Status
from cecfp_portal.accounts.models import User
from cecfp_portal.audit.models import AuditEvent

CLOCK_RUNS = frozenset({Status.SCREENING, Status.REVIEW, Status.RECOMMENDED, Status.APPROVED})


def working_days_between(start: date, end: date, holidays: frozenset[date]) -> int:
    """Return the number of Thai working days after `start` up to and including `end`.

    >>> working_days_between(date(2026, 11, 20), date(2026, 11, 24), frozenset())
    2
    """
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(1 for day in days if day.weekday() < 5 and day not in holidays)


def add_working_days(start: date, count: int, holidays: frozenset[date]) -> date:
    """Return the day that lies `count` Thai working days after `start`."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            count -= 1
    return day


def holidays() -> frozenset[date]:
    """Return the recorded holidays."""
    return frozenset(Holiday.objects.values_list("day", flat=True))


def queue_of(user: User) -> ApplicationQuerySet:
    """Return the cases that lie with TGO or were returned by it, oldest first, as `user` may see them."""
    return (
        Application.objects.visible_to(user)
        .filter(filed_at__isnull=False)
        .exclude(status__in=(Status.WITHDRAWN, Status.LAPSED))
        .select_related("applicant", "category", "round", "case_officer")
        .order_by("status_since")
    )


def working_days_with_authority(applications: Collection[Application], *, at: datetime) -> dict[int, int]:
    """Return, per application, the Thai working days that TGO has had the case; the clock stops while it has not.

    Read from the moves on the audit trail, in two queries for any number of cases.
    """
    by_public_id = {str(application.public_id): application for application in applications}
    moves = AuditEvent.objects.filter(
        subject_kind=Application._meta.label_lower, subject_id__in=list(by_public_id), data__has_key="to"
    ).values_list("subject_id", "at", "data__to")
    days_off = holidays()
    total = dict.fromkeys((application.pk for application in applications), 0)
    running: dict[str, datetime] = {}
    for public_id, moment, target in [*moves.order_by("sequence"), *((key, at, "") for key in by_public_id)]:
        since = running.pop(public_id, None)
        if since is not None:
            days = working_days_between(timezone.localdate(since), timezone.localdate(moment), days_off)
            total[by_public_id[public_id].pk] += days
        if target in CLOCK_RUNS:
            running[public_id] = moment
    return total
