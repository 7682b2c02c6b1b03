"""The demo's certificates that are no longer in force: suspended, revoked after a hearing, given up, expired."""

import uuid
from datetime import datetime
from typing import Protocol

from applications.models import Application
from cecfp_portal.accounts.models import Organisation, User
from cecfp_portal.local.demo import circular
from cecfp_portal.local.demo.cases import complete_draft
from certificates.models import Certificate
from certificates.services import hearing, revocation, surrender, suspension
from certificates.services.acts import Grounds

# The recognised certificate ends after the meeting and before the demo begins, and the certificate with it.
DAYS_UNTIL_EXPIRED = 55


class Cast(Protocol):
    """The people of the story and its clock."""

    def person(self, name: str) -> User: ...

    def step(self, **after: int) -> datetime: ...


def expired(maker: Organisation, body: Organisation, *, by: User, at: datetime) -> Application:
    """Return a draft of type 4.2 whose recognised certificate has ended by the time the demo is looked at."""
    specimen = circular.copier(" รุ่นก่อน", ", earlier model")
    draft = complete_draft(maker, body, specimen, by=by, at=at)
    return circular.certify(draft, by=by, at=at, days=DAYS_UNTIL_EXPIRED)


def suspended(certificate: Certificate, cast: Cast) -> None:
    """Suspend it as an officer's urgent measure."""
    grounds = Grounds(
        facts="ตัวอย่าง: ใบรับแจ้งวัสดุรีไซเคิลเดือนล่าสุดระบุผู้แปรรูปที่ใบอนุญาตหมดอายุ",
        clause="ข้อ 4.1.2",
        reason_th="ตัวอย่าง: อยู่ระหว่างตรวจสอบแหล่งที่มาของวัสดุรีไซเคิล",
        reason_en="Example: the source of the recycled material is being examined",
    )
    suspension.suspend(
        certificate.pk, grounds=grounds, by=cast.person("officer"), at=cast.step(days=9), key=uuid.uuid4()
    )


def revoked(certificate: Certificate, cast: Cast) -> None:
    """Propose, let the holder answer, and let another officer confirm."""
    grounds = Grounds(
        facts="ตัวอย่าง: ชั่งตรวจสอบ ณ โรงงาน พบวัสดุรีไซเคิลร้อยละ 14 โดยน้ำหนัก",
        clause="ข้อ 4.1.1",
        reason_th="ตัวอย่าง: สัดส่วนวัสดุรีไซเคิลที่ตรวจพบต่ำกว่าเกณฑ์",
        reason_en="Example: the recycled share found is below the criteria",
    )
    revocation.propose_revocation(
        certificate.pk, grounds=grounds, by=cast.person("officer"), at=cast.step(days=5), key=uuid.uuid4()
    )
    proposal = certificate.revocations.get()
    hearing.answer_proposal(
        certificate.pk,
        revocation_id=proposal.pk,
        answer="ตัวอย่าง: ยอมรับว่าใช้วัสดุใหม่แทนในบางล็อต เนื่องจากผู้ขายส่งของไม่ทัน",
        file=None,
        by=cast.person("maker"),
        at=cast.step(days=4),
        key=uuid.uuid4(),
    )
    revocation.confirm_revocation(
        certificate.pk,
        revocation_id=proposal.pk,
        has_read_answer=True,
        by=cast.person("officer-2"),
        at=cast.step(days=2),
        key=uuid.uuid4(),
    )


def surrendered(certificate: Certificate, cast: Cast) -> None:
    """Let the holder give it up."""
    surrender.surrender(
        certificate.pk,
        reason="ตัวอย่าง: เลิกผลิตรุ่นนี้",
        by=cast.person("maker"),
        at=cast.step(days=12),
        key=uuid.uuid4(),
    )
