"""A holder's notice of change, and TGO's ruling on what it means for the certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications import notifications
from applications.services import documents
from applications.services.idempotency import is_repeated
from cecfp_portal import audit, practice
from cecfp_portal.accounts.models import User
from cecfp_portal.thai import local_day
from certificates.models import Certificate, ChangedMatter, ChangeEffect, ChangeNotice, ChangeRuling
from certificates.models.changes import PUBLIC_EFFECTS
from certificates.services.acts import ENDED, ActRefused, Grounds, lock_certificate, require_editor, require_officer
from certificates.services.suspension import record_suspension


@dataclass(frozen=True)
class Change:
    """What a holder tells: which matters (codes of ChangedMatter), from when, and in his own words."""

    matters: Sequence[str]
    changes_on: date
    description: str


@dataclass(frozen=True)
class Ruling:
    """What an officer rules: the effect, why, and what belongs to that effect alone.

    A suspension's facts are the reason; its clause goes with it.
    """

    effect: str
    reason: str
    public_th: str = ""
    public_en: str = ""
    clause: str = ""
    reverify_by: date | None = None


def send_notice(
    certificate_id: int, change: Change, files: Sequence[UploadedFile], *, by: User, at: datetime, key: UUID
) -> ChangeNotice | None:
    """Send a notice of change to TGO; nothing about the certificate changes by it.

    An editor may send it as well as who signs: the duty is to tell at once, and nothing is promised. Returns None for
    a form sent twice. Raises ActRefused unless `by` may edit for the holder and the certificate has not ended, and
    UploadRefused for a file that does not pass the gates.
    """
    kept = [documents.keep(file) for file in files]
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_editor(certificate, by)
        if is_repeated(certificate.application, "send_change_notice", key, by=by, at=at):
            return None
        if certificate.standing(local_day(at)) in ENDED:
            raise ActRefused(_("This certificate has ended already."))
        notice = ChangeNotice.objects.create(
            certificate=certificate,
            matters=list(change.matters),
            changes_on=change.changes_on,
            description=change.description,
            sent_at=at,
            sent_by=by,
        )
        notice.documents.set(
            documents.record(certificate.application, file, by=by, at=at, is_correspondence=True) for file in kept
        )
        notifications.change_noticed(
            certificate.application, number=certificate.number, matters=notice.matter_labels, at=at
        )
        _record("certificate.change_noticed", notice, {"matters": notice.matters}, by=by, at=at)
    return notice


def default_reverify_by(on: date) -> date:
    """Return the day an application for a variation falls due unless the officer names another."""
    days: int = practice.value("reverification_days", on=on)
    return on + timedelta(days=days)


def require_verification(
    certificate_id: int, *, reason: str, reverify_by: date, by: User, at: datetime, key: UUID
) -> None:
    """Ask the holder to have it verified again, of TGO's own accord: a matter opened and ruled on in one step.

    Raises ActRefused unless `by` is an officer of TGO outside the holder, the certificate has not ended and the
    day lies ahead.
    """
    ruling = Ruling(ChangeEffect.REVERIFICATION, reason, reverify_by=reverify_by)
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_officer(certificate, by)
        if is_repeated(certificate.application, "require_verification", key, by=by, at=at):
            return
        if certificate.standing(local_day(at)) in ENDED:
            raise ActRefused(_("This certificate has ended already."))
        _require_whole(ruling, on=local_day(at))
        notice = ChangeNotice.objects.create(
            certificate=certificate,
            matters=[ChangedMatter.OTHER],
            changes_on=local_day(at),
            description=reason,
            is_from_authority=True,
            sent_at=at,
            sent_by=by,
        )
        _give(notice, ruling, by=by, at=at)


def rule(notice_id: int, ruling: Ruling, *, by: User, at: datetime, key: UUID) -> None:
    """Rule on a notice, once; suspending is done in the same transaction, and the holder is told.

    Raises ActRefused unless `by` is an officer of TGO outside the holder, the notice is open and the ruling whole.
    """
    with transaction.atomic():
        certificate = lock_certificate(ChangeNotice.objects.values_list("certificate", flat=True).get(pk=notice_id))
        require_officer(certificate, by)
        if is_repeated(certificate.application, "rule_on_change", key, by=by, at=at):
            return
        notice = ChangeNotice.objects.waiting().filter(pk=notice_id).first()
        if notice is None:
            raise ActRefused(_("This notice has been ruled on already. Please look at it again."))
        _require_whole(ruling, on=local_day(at))
        _give(notice, ruling, by=by, at=at)


def _give(notice: ChangeNotice, ruling: Ruling, *, by: User, at: datetime) -> None:
    certificate = notice.certificate
    ChangeRuling.objects.create(
        notice=notice,
        effect=ruling.effect,
        reason=ruling.reason,
        public_th=ruling.public_th,
        public_en=ruling.public_en,
        reverify_by=ruling.reverify_by,
        ruled_at=at,
        ruled_by=by,
    )
    if ruling.effect == ChangeEffect.SUSPENSION:
        grounds = Grounds(ruling.reason, ruling.clause, ruling.public_th, ruling.public_en)
        record_suspension(certificate, grounds, by=by, at=at)
    _tell_holder(certificate, ruling, at=at)
    _record("certificate.change_ruled", notice, {"effect": ruling.effect}, by=by, at=at)


def _require_whole(ruling: Ruling, *, on: date) -> None:
    if not ruling.reason.strip():
        raise ActRefused(_("Please give a reason."))
    is_public = ruling.effect in PUBLIC_EFFECTS
    if is_public and not (ruling.public_th.strip() and ruling.public_en.strip()):
        raise ActRefused(_("Give the text for the register in both languages: the public will read it."))
    if not is_public and (ruling.public_th or ruling.public_en):
        raise ActRefused(_("A text for the register belongs to an update or a suspension only."))
    is_to_verify = ruling.effect == ChangeEffect.REVERIFICATION
    if is_to_verify != (ruling.reverify_by is not None) or (ruling.reverify_by and ruling.reverify_by <= on):
        raise ActRefused(_("Name a day to come by which the application for a variation is due."))


def _tell_holder(certificate: Certificate, ruling: Ruling, *, at: datetime) -> None:
    notifications.change_ruled(
        certificate.application,
        at=at,
        number=certificate.number,
        effect=ChangeEffect(ruling.effect).label,
        reason=ruling.reason,
        reverify_by=ruling.reverify_by,
        is_suspended=ruling.effect == ChangeEffect.SUSPENSION,
    )


def _record(verb: str, notice: ChangeNotice, facts: dict[str, object], *, by: User, at: datetime) -> None:
    certificate = notice.certificate
    data = {"number": certificate.number, "notice": str(notice.public_id), **facts}
    audit.append(verb=verb, by=by, at=at, subject=certificate, data=data)
