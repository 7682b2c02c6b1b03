"""What a holder does to renew a certificate or to have a change certified: open the case in its place."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from applications.models import Application
from applications.services.renewal import open_successor
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.thai import local_day
from certificates.services.acts import ActRefused, lock_certificate, require_editor
from certificates.terms import hindrance


def begin(certificate_id: int, *, kind: str, by: User, at: datetime, key: UUID) -> Application:
    """Open a draft in the place of the certificate: of kind `renewal` or `variation`. Members who may edit.

    The same `key` again returns the same draft. Raises ActRefused when the standing or the term forbids it, and
    TransitionRefused while another case in its place is under way.
    """
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_editor(certificate, by)
        sentence = hindrance(certificate, kind, on=local_day(at))
        if sentence is not None:
            raise ActRefused(sentence)
        opened = open_successor(certificate.application_id, kind=kind, by=by, at=at, key=key)
        facts = {"number": certificate.number, "application": str(opened.public_id)}
        audit.append(verb=f"certificate.{kind}_begun", by=by, at=at, subject=certificate, data=facts)
    return opened
