"""Receiving a complaint from the public, and settling it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cecfp_portal import audit
from cecfp_portal.accounts.access import has_right
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind
from certificates import queries
from certificates.models import Complaint
from certificates.services.acts import ActRefused


def complain(*, about: str, matter: str, text: str, contact: str, at: datetime, key: UUID) -> Complaint:
    """Keep what somebody of the public tells TGO; sent twice under one key it is kept once."""
    certificate = queries.by_code_or_number(about) if about else None
    with transaction.atomic():
        complaint, is_new = Complaint.objects.get_or_create(
            key=key,
            defaults={
                "certificate": certificate, "about": about, "matter": matter, "text": text, "contact": contact,
                "received_at": at,
            },
        )  # fmt: skip
        if is_new:
            audit.append(verb="complaint.received", by=audit.Actor.VISITOR, at=at, subject=complaint)
    return complaint


def settle(complaint_id: int, *, note: str, by: User, at: datetime) -> None:
    """Note what was done about a complaint.

    Raises ActRefused unless `by` is an officer of TGO who says what was done, and nobody settled it before.
    """
    with transaction.atomic():
        complaint = Complaint.objects.select_for_update(no_key=True, of=("self",)).get(pk=complaint_id)
        if not has_right(by, OrganisationKind.AUTHORITY, *AUTHORITY_RIGHTS):
            raise ActRefused(_("Only officers of TGO may do this."))
        if complaint.settled_at is not None:
            raise ActRefused(_("This complaint has been settled already."))
        if not note.strip():
            raise ActRefused(_("Say what was done."))
        complaint.settled_at, complaint.settled_by, complaint.note = at, by, note
        complaint.save(update_fields=["settled_at", "settled_by", "note"])
        audit.append(verb="complaint.settled", by=by, at=at, subject=complaint)
