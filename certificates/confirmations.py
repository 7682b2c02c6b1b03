"""The yearly question to holders: for which year of the term it falls due, and the worker's asking, once for each."""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from applications import notifications
from applications.transitions import lock
from cecfp_portal import audit, practice
from cecfp_portal.thai import local_day
from certificates.models import IN_USE, Certificate, ConfirmationRequest, is_in_use
from certificates.terms import day_before_anniversary

logger = logging.getLogger(__name__)


def year_to_confirm(certificate: Certificate, on: date) -> int | None:
    """Return the latest year of the term that is over on a day of the term and is asked about; None where none is.

    A year that ended while the setting was off is not asked about. Nor is the last one: it is over when the term is,
    and a renewal states its figures anew.
    """
    years = on.year - certificate.valid_from.year
    over = [year for year in (years - 1, years) if year > 0 and last_day_of(certificate, year) < on]
    if not over:
        return None
    is_asked = practice.value("yearly_confirmation", on=last_day_of(certificate, over[-1]) + timedelta(days=1))
    return over[-1] if is_asked else None


def last_day_of(certificate: Certificate, year: int) -> date:
    """Return the last day of a year of the term, the first being 1."""
    return day_before_anniversary(certificate.valid_from, year)


def ask(at: datetime) -> int:
    """Ask the holders of all certificates in use that are to be asked and were not; returns how many.

    Safe to be run any number of times. After a pause only the latest year is asked about.
    """
    on, asked = local_day(at), 0
    if not practice.value("yearly_confirmation", on=on):
        return 0
    for certificate in _to_be_asked(on):
        try:
            asked += _ask(certificate, at)
        except Exception:
            # One certificate's trouble is not that of the others; what was not asked is due again tomorrow.
            logger.exception("yearly confirmation of certificate %s", certificate.pk)
    return asked


def _to_be_asked(on: date) -> list[Certificate]:
    """Return those in use of which a year is over and none was asked about that ended within the last 365 days.

    That one would be the latest; where it ended a day earlier still, `_ask` finds it.
    """
    lately = ConfirmationRequest.objects.filter(certificate=OuterRef("pk"), period_end__gte=on - timedelta(days=365))
    waiting = Certificate.objects.filter(is_in_use(on), ~Exists(lately), valid_from__lt=on - timedelta(days=364))
    return list(waiting.only("application", "valid_from").order_by("pk"))


def _ask(certificate: Certificate, at: datetime) -> bool:
    on = local_day(at)
    year = year_to_confirm(certificate, on)
    if year is None or certificate.confirmation_requests.filter(year__gte=year).exists():
        return False
    with transaction.atomic():
        lock(certificate.application_id)
        locked = Certificate.objects.under_lock().get(pk=certificate.pk)
        if locked.confirmation_requests.filter(year__gte=year).exists():
            return False
        if locked.standing(on) not in IN_USE:
            return False
        _record(locked, year, at)
    return True


def _record(certificate: Certificate, year: int, at: datetime) -> None:
    days: int = practice.value("yearly_confirmation_days", on=local_day(at))
    row = ConfirmationRequest.objects.create(
        certificate=certificate,
        year=year,
        period_start=last_day_of(certificate, year - 1) + timedelta(days=1) if year > 1 else certificate.valid_from,
        period_end=last_day_of(certificate, year),
        due_on=local_day(at) + timedelta(days=days),
        asked_at=at,
    )
    facts = {"number": certificate.number, "year": year, "due_on": row.due_on.isoformat()}
    audit.append(verb="certificate.confirmation_asked", by=None, at=at, subject=certificate, data=facts)
    notifications.confirmation_due(
        certificate.application, number=certificate.number, printed=certificate.printed, asked=row, at=at
    )
