"""A new certificate takes the place of the one it renews or varies, in the transaction that issues it."""

from datetime import datetime

from applications.notifications import certificate_superseded
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.thai import local_day
from certificates.models import IN_USE, Certificate, Ending, Standing


def take_over(certificate: Certificate, *, decided_by: User, at: datetime) -> None:
    """End the certificate of the earlier case, if it still stands: the public is led from it to the new one.

    Args:
        decided_by: the approver, whose decision ends the earlier one.

    One that was revoked or surrendered meanwhile, or has expired, keeps that standing: what was approved is issued
    all the same. The caller holds the lock of the new certificate's application.
    """
    predecessor_id = certificate.application.predecessor_id
    if predecessor_id is None:
        return
    locked = Certificate.objects.under_lock().filter(application=predecessor_id)
    former = locked.with_events().first()
    if former is None or former.standing(local_day(at)) not in IN_USE:
        return
    Ending.objects.create(
        certificate=former, kind=Standing.SUPERSEDED, successor=certificate, ended_at=at, ended_by=decided_by
    )
    facts = {"number": former.number, "successor": certificate.number}
    audit.append(verb="certificate.superseded", by=None, at=at, subject=former, data=facts)
    certificate_superseded(certificate.application, former=former.number, number=certificate.number, at=at)
