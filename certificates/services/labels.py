"""Artwork on which the mark is shown: submitted by the holder per use, approved or returned by TGO."""

from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications import notifications
from applications.choices import Market
from applications.services import documents
from applications.services.idempotency import is_repeated
from cecfp_portal import audit, practice
from cecfp_portal.accounts.models import User
from cecfp_portal.thai import local_day
from certificates.models import Certificate, LabelAnswer, LabelArtwork, MarkKind, Standing, mark_of
from certificates.services.acts import ActRefused, lock_certificate, require_editor, require_officer

SUFFIXES = (".png", ".jpg", ".jpeg", ".pdf")


def mark_kind(certificate: Certificate) -> MarkKind:
    """Return the mark that goes with what is certified."""
    return mark_of(certificate.printed.kind)


def sentence_beside(certificate: Certificate, on: date) -> dict[str, str]:
    """Return the sentence that stands beside the mark, by language; nothing for what is not business to business."""
    if certificate.printed.market != Market.B2B:
        return {}
    keys = {"th": "business_mark_sentence_th", "en": "business_mark_sentence_en"}
    return {language: str(practice.value(key, on=on)) for language, key in keys.items()}


def submit(
    certificate_id: int, file: UploadedFile, *, use: str, description: str, by: User, at: datetime, key: UUID
) -> None:
    """Submit artwork for one use.

    Raises ActRefused unless `by` may edit for the holder and the certificate is in force, and UploadRefused for a
    file that is no picture or PDF, or does not pass the gates.
    """
    kept = documents.keep(file, SUFFIXES)
    with transaction.atomic():
        certificate = lock_certificate(certificate_id)
        require_editor(certificate, by)
        if is_repeated(certificate.application, "submit_label", key, by=by, at=at):
            return
        _require_in_force(certificate, at)
        artwork = LabelArtwork.objects.create(
            certificate=certificate,
            use=use,
            mark_kind=mark_kind(certificate),
            description=description,
            document=documents.record(certificate.application, kept, by=by, at=at, is_correspondence=True),
            sent_at=at,
            sent_by=by,
        )
        notifications.label_submitted(certificate.application, number=certificate.number, at=at)
        _record("certificate.label_submitted", artwork, {"use": use, "sha256": kept.sha256}, by=by, at=at)


def answer(artwork_id: int, *, is_approved: bool, reason: str, by: User, at: datetime, key: UUID) -> None:
    """Approve artwork or return it with a reason, once.

    Raises ActRefused unless `by` is an officer of TGO outside the holder, the artwork is open, a return has its
    reason, and, to approve, the certificate is in force at this moment.
    """
    with transaction.atomic():
        certificate = lock_certificate(LabelArtwork.objects.values_list("certificate", flat=True).get(pk=artwork_id))
        require_officer(certificate, by)
        if is_repeated(certificate.application, "answer_label", key, by=by, at=at):
            return
        artwork = LabelArtwork.objects.waiting().filter(pk=artwork_id).first()
        if artwork is None:
            raise ActRefused(_("This artwork has been answered already. Please look at it again."))
        if is_approved:
            _require_in_force(certificate, at)
        elif not reason.strip():
            raise ActRefused(_("Say what has to be corrected."))
        LabelAnswer.objects.create(
            artwork=artwork, is_approved=is_approved, reason=reason, answered_at=at, answered_by=by
        )
        notifications.label_answered(
            certificate.application,
            at=at,
            number=certificate.number,
            artwork=str(artwork),
            is_approved=is_approved,
            reason=reason,
            valid_until=certificate.valid_until,
        )
        _record("certificate.label_answered", artwork, {"is_approved": is_approved}, by=by, at=at)


def _require_in_force(certificate: Certificate, at: datetime) -> None:
    if certificate.standing(local_day(at)) != Standing.ACTIVE:
        raise ActRefused(_("The certification is not in force, so the mark may not be used."))


def _record(verb: str, artwork: LabelArtwork, facts: dict[str, object], *, by: User, at: datetime) -> None:
    certificate = artwork.certificate
    data = {"number": certificate.number, "artwork": str(artwork.public_id), **facts}
    audit.append(verb=verb, by=by, at=at, subject=certificate, data=data)
