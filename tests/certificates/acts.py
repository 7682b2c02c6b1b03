"""Acts on a certificate as tests do them, and what it is worth afterwards."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from cecfp_portal.accounts.models import User
from cecfp_portal.thai import local_day
from certificates.models import Certificate
from certificates.services import hearing, revocation, surrender, suspension
from certificates.services.acts import Grounds

GROUNDS = Grounds(
    facts="ตรวจโรงงานวันที่ 3 พบวัสดุใหม่",
    clause="ข้อ 4.1.1",
    reason_th="สัดส่วนต่ำกว่าเกณฑ์",
    reason_en="Share below the criteria",
)
AFTER_THE_TERM = timedelta(days=16)


def propose(
    certificate: Certificate,
    by: User,
    *,
    grounds: Grounds = GROUNDS,
    at: datetime | None = None,
    key: UUID | None = None,
) -> None:
    revocation.propose_revocation(certificate.pk, grounds=grounds, by=by, at=at or timezone.now(), key=key or uuid4())


def answer(
    certificate: Certificate,
    by: User,
    *,
    text: str = "ใช้วัสดุใหม่เพียงล็อตเดียว",
    file: UploadedFile | None = None,
    at: datetime | None = None,
    key: UUID | None = None,
) -> None:
    proposal = certificate.revocations.get(withdrawn_at=None)
    hearing.answer_proposal(
        certificate.pk,
        revocation_id=proposal.pk,
        answer=text,
        file=file,
        by=by,
        at=at or timezone.now(),
        key=key or uuid4(),
    )


def confirm(
    certificate: Certificate,
    by: User,
    *,
    at: datetime | None = None,
    has_read_answer: bool | None = None,
    key: UUID | None = None,
) -> None:
    """Confirm; by default after the time to answer, having read whatever answer there is."""
    proposal = certificate.revocations.get(withdrawn_at=None)
    revocation.confirm_revocation(
        certificate.pk,
        revocation_id=proposal.pk,
        has_read_answer=proposal.answered_at is not None if has_read_answer is None else has_read_answer,
        by=by,
        at=at or timezone.now() + AFTER_THE_TERM,
        key=key or uuid4(),
    )


def withdraw(certificate: Certificate, by: User) -> None:
    proposal = certificate.revocations.get(withdrawn_at=None)
    revocation.withdraw_proposal(certificate.pk, revocation_id=proposal.pk, by=by, at=timezone.now(), key=uuid4())


def suspend(certificate: Certificate, by: User, *, grounds: Grounds = GROUNDS, key: UUID | None = None) -> None:
    suspension.suspend(certificate.pk, grounds=grounds, by=by, at=timezone.now(), key=key or uuid4())


def lift(certificate: Certificate, by: User, *, note: str = "แก้ไขแล้ว", key: UUID | None = None) -> None:
    row = certificate.suspensions.latest("suspended_at")
    suspension.lift_suspension(
        certificate.pk, suspension_id=row.pk, note=note, by=by, at=timezone.now(), key=key or uuid4()
    )


def give_up(certificate: Certificate, by: User, *, reason: str = "เลิกผลิต", key: UUID | None = None) -> None:
    surrender.surrender(certificate.pk, reason=reason, by=by, at=timezone.now(), key=key or uuid4())


def standing(certificate: Certificate, at: datetime | None = None) -> str:
    return Certificate.objects.with_events().get(pk=certificate.pk).standing(local_day(at or timezone.now()))
