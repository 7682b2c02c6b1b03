"""The worker's act of every day: tell holders that a certificate is about to expire, once for each notice."""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction

from applications.choices import FilingKind
from applications.models import Application
from applications.notifications import renewal_due
from applications.statuses import GIVEN_UP
from applications.transitions import lock
from cecfp_portal import audit, practice
from cecfp_portal.thai import local_day
from certificates.models import Certificate, RenewalNotice, Standing
from certificates.terms import opens_on

logger = logging.getLogger(__name__)


def give_notices(at: datetime) -> int:
    """Give every notice that is due and was not given; returns how many. Safe to be run any number of times.

    After a pause only the latest due notice is given. None is given for a certificate that has ended, nor once the
    renewal has been sent: a mere draft does not stop the notice, as it may lie forgotten.
    """
    on = local_day(at)
    days: tuple[int, ...] = practice.value("renewal_notice_days", on=on)
    if not days:
        return 0
    near = Certificate.objects.filter(valid_until__gte=on, valid_until__lte=on + timedelta(days=max(days)))
    given = 0
    for certificate_id in near.order_by("valid_until", "pk").values_list("pk", flat=True):
        try:
            given += _give(certificate_id, days, at)
        except Exception:
            # One certificate's trouble is not that of the others; what was not given is due again tomorrow.
            logger.exception("renewal notice of certificate %s", certificate_id)
    return given


def due_notice(certificate: Certificate, days: tuple[int, ...], *, on: date) -> int | None:
    """Return the latest notice that is due on a day, by its days before the end; None while none is.

    >>> due_notice(Certificate(valid_until=date(2027, 1, 31)), (180, 90, 30), on=date(2026, 12, 1))
    90
    """
    left = (certificate.valid_until - on).days
    return min((count for count in days if left <= count), default=None)


def _give(certificate_id: int, days: tuple[int, ...], at: datetime) -> bool:
    on = local_day(at)
    with transaction.atomic():
        certificate = _locked(certificate_id)
        due = due_notice(certificate, days, on=on)
        if due is None or certificate.standing(on) not in (Standing.ACTIVE, Standing.SUSPENDED):
            return False
        renewal = renewal_under_way(certificate)
        if renewal is not None and renewal.revisions.exists():
            return False
        if certificate.renewal_notices.filter(days_before__lte=due).exists():
            return False
        RenewalNotice.objects.create(certificate=certificate, days_before=due, given_at=at)
        facts = {"number": certificate.number, "days_before": due}
        audit.append(verb="certificate.renewal_notice_given", by=None, at=at, subject=certificate, data=facts)
        renewal_due(
            certificate.application,
            number=certificate.number,
            valid_until=certificate.valid_until,
            days_left=(certificate.valid_until - on).days,
            is_open=opens_on(certificate, on=on) <= on,
            has_draft=renewal is not None,
            at=at,
        )
    return True


def renewal_under_way(certificate: Certificate) -> Application | None:
    """Return the renewal of the certificate that was begun and not given up, or None."""
    begun = certificate.application.successors.filter(filing_kind=FilingKind.RENEWAL).exclude(status__in=GIVEN_UP)
    return begun.first()


def _locked(certificate_id: int) -> Certificate:
    lock(Certificate.objects.values_list("application", flat=True).get(pk=certificate_id))
    locked = Certificate.objects.select_for_update(of=("self",), no_key=True).select_related("application__applicant")
    return locked.with_events().get(pk=certificate_id)
