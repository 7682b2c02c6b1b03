"""Lists that people work from: an applicant's cases, a verifier's engagements, TGO's queue with its ageing."""

from datetime import date, timedelta

from applications.models import Application, Holiday
from applications.models.application import ApplicationQuerySet
from applications.statuses import Status
from cecfp_portal.accounts.models import User


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
