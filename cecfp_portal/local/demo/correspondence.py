"""What the demo's holder sent about a certificate and TGO has not answered: a notice of change and label artwork."""

import uuid
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Application
from cecfp_portal.accounts.models import User
from cecfp_portal.local.demo.cases import example_pdf
from cecfp_portal.thai import local_day
from certificates.models import ChangedMatter, LabelUse
from certificates.services import changes, labels

NOTICE = "ตัวอย่าง: เพิ่มผู้จำหน่ายวัสดุรีไซเคิลรายที่สอง สัดส่วนวัสดุรีไซเคิลโดยน้ำหนักคงเดิม"
ARTWORK = "ตัวอย่าง: ฉลากด้านหน้า ขนาด 40 × 60 มิลลิเมตร แสดงเครื่องหมายที่มุมล่างขวา"


def send(application: Application, *, by: User, at: datetime) -> None:
    """Send one of each, plainly marked as examples."""
    certificate = application.certificate
    change = changes.Change([ChangedMatter.SUPPLIER], local_day(at), NOTICE)
    declaration = SimpleUploadedFile("new-supplier-example.pdf", example_pdf("New supplier's declaration"))
    changes.send_notice(certificate.pk, change, [declaration], by=by, at=at, key=uuid.uuid4())
    label = SimpleUploadedFile("label-artwork-example.pdf", example_pdf("Label artwork"))
    labels.submit(certificate.pk, label, use=LabelUse.PRODUCT, description=ARTWORK, by=by, at=at, key=uuid.uuid4())
