"""Suspending a certificate at once, and lifting the suspension by another officer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications import notifications
from applications.services.idempotency import is_repeated
from cecfp_portal import audit, practice
from cecfp_portal.accounts.models import User
from cecfp_portal.thai import local_day
from certificates.models import Certificate, Suspension
from certificates.services.acts import ActRefused, Grounds, lock_certificate, require_officer, require_standing


def suspend(certificate_id: int, *, grounds: Grounds, by: User, at: datetime, key: UUID) -> None:
    """Suspend a certificate from this moment on; the public reads the reason with the next request.

    One officer is enough, because it is the measure for urgent cases and can be lifted. Raises ActRefused unless
    `by` is an officer of TGO outside the holder, the grounds are whole, and the certificate is in force.
    """
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_officer(certificate, by)
        if is_repeated(certificate.application, "suspend", key, by=by, at=at):
            return
        record_suspension(certificate, grounds, by=by, at=at)


def record_suspension(certificate: Certificate, grounds: Grounds, *, by: User, at: datetime) -> Suspension:
    """Suspend within the caller's transaction, which holds the certificate's lock and has checked the officer."""
    require_standing(certificate, at=at, is_expired_too=True)
    if certificate.suspensions.filter(lifted_at=None).exists():
        raise ActRefused(_("The certification is suspended already."))
    grounds.require_whole()
    suspension = Suspension.objects.create(
        certificate=certificate, **grounds.fields(), suspended_at=at, suspended_by=by
    )
    notifications.certificate_suspended(
        certificate.application,
        at=at,
        act=suspension,
        number=certificate.number,
        appeal_days=practice.value("appeal_days", on=local_day(at)),
    )
    _record("certificate.suspended", suspension, by=by, at=at)
    return suspension


def lift_suspension(certificate_id: int, *, suspension_id: int, note: str, by: User, at: datetime, key: UUID) -> None:
    """Lift a suspension: the certificate is in force again from this day on.

    Another officer than the one who suspended: every certificate in force rests on two people, and a mistaken
    suspension is undone as fast by a colleague. Raises ActRefused.
    """
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_officer(certificate, by)
        if is_repeated(certificate.application, "lift_suspension", key, by=by, at=at):
            return
        require_standing(certificate, at=at)
        suspension = certificate.suspensions.filter(pk=suspension_id, lifted_at=None).first()
        if suspension is None:
            raise ActRefused(_("This suspension has been lifted already. Please look at the certificate again."))
        if suspension.suspended_by_id == by.pk:
            raise ActRefused(_("Who suspended a certificate may not lift the suspension: another officer must."))
        if not note.strip():
            raise ActRefused(_("Please give a reason."))
        suspension.lift_note, suspension.lifted_at, suspension.lifted_by = note, at, by
        suspension.save(update_fields=["lift_note", "lifted_at", "lifted_by"])
        notifications.suspension_lifted(certificate.application, at=at, note=note, number=certificate.number)
        _record("certificate.suspension_lifted", suspension, by=by, at=at)


def _record(verb: str, suspension: Suspension, *, by: User, at: datetime) -> None:
    certificate = suspension.certificate
    facts = {"number": certificate.number, "suspension": suspension.pk}
    audit.append(verb=verb, by=by, at=at, subject=certificate, data=facts)
