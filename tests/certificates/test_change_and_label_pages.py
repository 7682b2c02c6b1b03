"""The pages of notices and artwork: who may post, what is told, what stays hidden, and a fixed number of queries."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.models import Application
from cecfp_portal.accounts.models import User
from cecfp_portal.local.demo.cases import example_pdf
from certificates.models import Certificate, ChangeNotice, LabelArtwork, Standing
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User | AnonymousUser], Client]
SECRET = "ผู้จำหน่ายรายใหม่ <b>ลับ</b>"


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def holder_page(certificate: Certificate, end: str) -> str:
    return f"/th/certificates/{certificate.application.public_id}/{end}/"


def change(**more: object) -> dict[str, object]:
    return {"key": uuid4(), "matters": ["supplier"], "changes_on": "1/12/2569", "description": SECRET} | more


def artwork(**more: object) -> dict[str, object]:
    file = SimpleUploadedFile("label.pdf", example_pdf("Label"))
    return {"key": uuid4(), "use": "media", "description": SECRET, "file": file} | more


def test_a_notice_goes_from_the_holder_to_the_officer_and_back(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    holder, officer = signed_in(personas.applicant_editor), signed_in(personas.officer)
    files = [SimpleUploadedFile(f"{name}.pdf", example_pdf(name)) for name in ("one", "two")]
    answer = holder.post(holder_page(certificate, "changes"), change(attachments=files), follow=True)
    assert "ส่งการแจ้งแล้ว" in answer.content.decode() and "two.pdf" in answer.content.decode()
    notice = ChangeNotice.objects.get()
    queue = officer.get("/th/officer/certificates/changes/").content.decode()
    assert str(notice.public_id) in queue and 'class="count">1<' in queue
    page = f"/th/officer/certificates/changes/{notice.public_id}/"
    assert "ผู้จำหน่ายรายใหม่ &lt;b&gt;ลับ&lt;/b&gt;" in officer.get(page).content.decode()
    typed = {"key": uuid4(), "effect": "suspension", "reason": "ตรวจสอบแหล่งที่มา", "clause": "4.1.2"}
    assert officer.post(page, typed).status_code == 422
    answer = officer.post(page, typed | {"public_th": "อยู่ระหว่างตรวจสอบ", "public_en": "Being examined"}, follow=True)
    assert answer.status_code == 200 and "พักใช้การรับรอง" in answer.content.decode()
    assert officer.post(page, typed | {"effect": "none", "key": uuid4()}).status_code == 409
    assert certificate.suspensions.get().reason_en == "Being examined"
    assert "ตรวจสอบแหล่งที่มา" in holder.get(holder_page(certificate, "changes")).content.decode()


def test_the_public_sees_nothing_of_a_notice(certificate: Certificate, personas: Personas, signed_in: SignedIn) -> None:
    signed_in(personas.applicant).post(holder_page(certificate, "changes"), change())
    before = ChangeNotice.objects.get().description
    for address in (f"/c/{certificate.code}", f"/en/c/{certificate.code}/", "/th/register/"):
        assert before[:10] not in signed_in(personas.public).get(address).content.decode()


def test_an_update_is_noted_on_the_public_page_and_nothing_else_is(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    signed_in(personas.applicant).post(holder_page(certificate, "changes"), change())
    page = f"/th/officer/certificates/changes/{ChangeNotice.objects.get().public_id}/"
    typed = {
        "key": uuid4(),
        "effect": "update",
        "reason": "เหตุผลภายใน",
        "public_th": "ย้ายสำนักงาน <i>",
        "public_en": "Moved",
    }
    assert signed_in(personas.officer).post(page, typed).status_code == 302
    seen = signed_in(personas.public).get(f"/th/c/{certificate.code}/").content.decode()
    assert "ย้ายสำนักงาน &lt;i&gt;" in seen and "Moved" in seen
    assert "เหตุผลภายใน" not in seen and "ผู้จำหน่ายรายใหม่" not in seen


def test_fields_of_another_effect_are_passed_over(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    """The due day stands in the form filled in; ruling "no effect" must not trip over it."""
    signed_in(personas.applicant).post(holder_page(certificate, "changes"), change())
    notice = ChangeNotice.objects.get()
    typed = {"key": uuid4(), "effect": "none", "reason": "ไม่มีผล", "reverify_by": "1/12/2599", "public_th": "ก"}
    answer = signed_in(personas.approver).post(f"/th/officer/certificates/changes/{notice.public_id}/", typed)
    assert answer.status_code == 302
    notice.refresh_from_db()
    assert notice.ruling.reverify_by is None and not notice.ruling.public_th


@pytest.mark.parametrize(
    "wrong", [{"matters": []}, {"matters": ["moon"]}, {"changes_on": "31/2/2569"}, {"description": "\u202e"}]
)
def test_a_notice_that_says_too_little_is_shown_again(
    wrong: dict[str, object], certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    answer = signed_in(personas.applicant).post(holder_page(certificate, "changes"), change(**wrong))
    assert answer.status_code == 422 and not ChangeNotice.objects.exists()


def test_too_many_or_hostile_files_are_refused(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    client, page = signed_in(personas.applicant), holder_page(certificate, "changes")
    six = [SimpleUploadedFile(f"{number}.pdf", example_pdf("x")) for number in range(6)]
    assert client.post(page, change(attachments=six)).status_code == 422
    page_of_script = SimpleUploadedFile("evil.pdf", b"<script>alert(1)</script>")
    assert client.post(page, change(attachments=[page_of_script])).status_code == 422
    assert not ChangeNotice.objects.exists()


def test_artwork_goes_from_the_holder_to_the_officer_and_back(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    holder, officer = signed_in(personas.applicant_editor), signed_in(personas.officer)
    answer = holder.post(holder_page(certificate, "labels"), artwork(), follow=True)
    said = answer.content.decode()
    assert "เครื่องหมายสำหรับบรรจุภัณฑ์" in said and "ระหว่างธุรกิจกับธุรกิจ" in said
    row = LabelArtwork.objects.get()
    page = f"/th/officer/certificates/labels/{row.public_id}/"
    assert officer.post(page, {"key": uuid4(), "decision": "return", "reason": ""}).status_code == 422
    answer = officer.post(page, {"key": uuid4(), "decision": "approve"}, follow=True)
    assert answer.status_code == 200 and "ใช้ได้ถึงวันที่" in answer.content.decode()
    assert officer.post(page, {"key": uuid4(), "decision": "return", "reason": "ก"}).status_code == 409
    assert "เห็นชอบแล้ว" in holder.get(holder_page(certificate, "labels")).content.decode()
    assert officer.get(f"/th/documents/{row.document.public_id}/").status_code == 200
    assert signed_in(personas.rival).get(f"/th/documents/{row.document.public_id}/").status_code == 404


def test_a_viewer_reads_and_may_not_post(certificate: Certificate, personas: Personas, signed_in: SignedIn) -> None:
    client = signed_in(personas.applicant_viewer)
    for end, typed in (("changes", change()), ("labels", artwork())):
        page = client.get(holder_page(certificate, end))
        assert page.status_code == 200 and "<form class=" not in page.content.decode()
        assert client.post(holder_page(certificate, end), typed).status_code == 403


def test_nothing_is_offered_on_a_certificate_that_ended(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    certificate.endings.create(kind=Standing.SURRENDERED, ended_at=certificate.issued_at, ended_by=personas.applicant)
    client = signed_in(personas.applicant)
    own = client.get(f"/th/certificates/{certificate.application.public_id}/").content.decode()
    assert 'id="changes"' not in own and 'id="labels"' not in own
    for end, typed in (("changes", change()), ("labels", artwork())):
        assert "<form class=" not in client.get(holder_page(certificate, end)).content.decode()
        assert client.post(holder_page(certificate, end), typed).status_code == 409


@pytest.mark.parametrize("kind", ["changes", "labels"])
def test_the_queues_ask_as_much_for_three_as_for_one(
    kind: str, certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    client, holder = signed_in(personas.officer), signed_in(personas.applicant)
    counts = []
    for wanted in (1, 3):
        rows = ChangeNotice if kind == "changes" else LabelArtwork
        while rows.objects.count() < wanted:
            holder.post(holder_page(certificate, kind), change() if kind == "changes" else artwork())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"/th/officer/certificates/{kind}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_has_to_be_verified_again_is_shown_until_a_variation_is_filed(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    page = f"/th/certificates/{certificate.application.public_id}/"
    due = timezone.localdate() + timedelta(days=30)
    asked = {"key": uuid4(), "reason": "ผลการทบทวน", "reverify_by": due.isoformat()}
    address = f"/th/officer/certificates/{certificate.code}/verification/"
    assert signed_in(personas.officer).post(address, asked).status_code == 302
    assert "ผลการทบทวน" in signed_in(personas.applicant).get(page).content.decode()
    Application.objects.create(
        applicant=personas.manufacturer,
        filing_kind="variation",
        predecessor=certificate.application,
        status="screening",
        status_since=timezone.now(),
        created_at=timezone.now(),
        created_by=personas.applicant,
        filed_at=timezone.now(),
        filed_by=personas.applicant,
    )
    assert "ผลการทบทวน" not in signed_in(personas.applicant).get(page).content.decode()
