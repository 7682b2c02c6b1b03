"""How long a certificate is valid, when it may be renewed, and what stands in the way of taking its place."""

from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.choices import FilingKind
from applications.models import Application
from applications.predecessors import MAY_BE_VARIED
from cecfp_portal import practice
from cecfp_portal.thai import written_date
from certificates.models import Certificate, Standing

REFUSED: dict[str, str | Promise] = {
    Standing.REVOKED: _("The certification was revoked: apply for a new certification instead."),
    Standing.SURRENDERED: _("The certification was cancelled at your request: apply for a new certification instead."),
    Standing.SUPERSEDED: _("A newer certificate has taken the place of this one: continue from that one."),
}


def day_before_anniversary(start: date, years: int) -> date:
    """Return the last day of a term of whole years.

    >>> day_before_anniversary(date(2026, 11, 29), 3), day_before_anniversary(date(2028, 2, 29), 3)
    (datetime.date(2029, 11, 28), datetime.date(2031, 2, 28))
    """
    try:
        anniversary = start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return start.replace(year=start.year + years, day=28)
    return date.fromordinal(anniversary.toordinal() - 1)


def last_day(application: Application, *, approved_on: date) -> date:
    """Return the last day of the certificate of a case approved on a day, by what the case asks for.

    Whole years from the approval; a variation keeps the last day of the certificate it replaces, and a renewal may
    be counted from the end of the former term (both are settings).
    """
    years: int = practice.value("certificate_validity_years", on=approved_on)
    own, former = day_before_anniversary(approved_on, years), former_certificate(application)
    if former is None or former.valid_until < approved_on:
        return own
    if application.filing_kind == FilingKind.VARIATION and practice.value("variation_keeps_term", on=approved_on):
        return former.valid_until
    if application.filing_kind == FilingKind.RENEWAL and practice.value("renewal_continues_term", on=approved_on):
        return day_before_anniversary(former.valid_until + timedelta(days=1), years)
    return own


def former_certificate(application: Application) -> Certificate | None:
    """Return the certificate that the case is to take the place of."""
    if application.predecessor_id is None:
        return None
    found = Certificate.objects.with_events().select_related("application")
    return found.filter(application=application.predecessor_id).first()


def opens_on(certificate: Certificate, *, on: date) -> date:
    """Return the first day on which the renewal may be begun, by the setting in force on `on`."""
    days: int = practice.value("renewal_opens_days", on=on)
    return certificate.valid_until - timedelta(days=days)


def hindrance(certificate: Certificate, kind: str, *, on: date) -> str | Promise | None:
    """Return why no renewal or variation of the certificate may be begun on a day; None when one may."""
    standing = certificate.standing(on)
    if standing in REFUSED:
        return REFUSED[standing]
    if kind == FilingKind.VARIATION and standing.value not in MAY_BE_VARIED:
        return _("The certification has expired: renew it instead.")
    first = opens_on(certificate, on=on)
    if kind == FilingKind.RENEWAL and on < first:
        return _("The renewal can be begun from %(day)s on.") % {"day": written_date(first, get_language() or "th")}
    return None


def standing_of_case(application_id: int, on: date) -> str:
    """Return the standing of the certificate that an application led to; "" while there is none."""
    certificate = Certificate.objects.with_events().filter(application=application_id).first()
    return certificate.standing(on).value if certificate else ""
