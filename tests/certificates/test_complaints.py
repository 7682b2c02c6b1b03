"""Complaints from the public: kept once, never shown to the public, few from one sender, settled by an officer."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cecfp_portal.audit.models import AuditEvent
from certificates.models import Certificate, Complaint
from certificates.services.acts import ActRefused
from certificates.services.complaints import complain, settle
from certificates.views.complaints import COMPLAINTS
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
ADDRESS = "/th/report/"
SEEN = "ฉลากบนขวดในร้านค้า <script>alert(1)</script>"


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def sent(client: Client, **changed: Any) -> Any:
    return client.post(
        ADDRESS, {"key": uuid4(), "matter": "forged", "text": SEEN, "about": "", "contact": ""} | changed
    )


def made(**changed: Any) -> Complaint:
    given = {"about": "", "matter": "forged", "text": SEEN, "contact": "", "at": timezone.now(), "key": uuid4()}
    return complain(**given | changed)


def test_from_the_certificate_to_the_reference(client: Client, certificate: Certificate) -> None:
    page = client.get(f"/th/c/{certificate.code}/").content.decode()
    assert f"{ADDRESS}?code={certificate.code}" in page
    assert certificate.number in client.get(ADDRESS, {"code": certificate.code}).content.decode()
    response = sent(client, about=certificate.number.lower(), contact="ก@example.com")
    complaint = Complaint.objects.get()
    assert complaint.certificate == certificate and complaint.text == SEEN and complaint.contact == "ก@example.com"
    received = client.get(response["Location"]).content.decode()
    assert complaint.reference in received and "ร้านค้า" not in received and "ก@example.com" not in received
    event = AuditEvent.objects.get(verb="complaint.received")
    assert event.actor == "visitor" and SEEN not in str(event.data)


def test_sent_twice_is_kept_once(client: Client) -> None:
    key = uuid4()
    assert sent(client, key=key)["Location"] == sent(client, key=key)["Location"]
    assert Complaint.objects.count() == 1 and AuditEvent.objects.filter(verb="complaint.received").count() == 1


def test_what_is_missing_is_told_and_nothing_lost(client: Client) -> None:
    response = sent(client, text="", about="TGO 12")
    page = response.content.decode()
    assert response.status_code == 422 and "โปรดเล่าสิ่งที่พบ" in page and "TGO 12" in page
    assert sent(client, matter="x").status_code == 422 and sent(client, key="x").status_code == 422
    assert not Complaint.objects.exists()


def test_few_from_one_sender_and_what_was_typed_stays(client: Client, one_window: None) -> None:
    assert {sent(client).status_code for _ in range(COMPLAINTS.most)} == {302}
    response = sent(client)
    assert response.status_code == 429 and "Retry-After" in response.headers and "ร้านค้า" in response.content.decode()
    assert Complaint.objects.count() == COMPLAINTS.most


def test_nothing_of_it_is_public(client: Client, certificate: Certificate) -> None:
    made(about=certificate.number)
    for address in (f"/c/{certificate.code}", "/th/register/", f"/api/v1/certificates/{certificate.code}/"):
        assert "ร้านค้า" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("approver", 200), ("applicant", 403), ("verifier", 403), ("rival", 403), ("public", 302)],
)
def test_officers_alone_read_and_settle(
    who: str, status: int, personas: Personas, certificate: Certificate, signed_in: Callable[[Any], Client]
) -> None:
    complaint, client = made(about=certificate.number), signed_in(personas.people()[who])
    address = f"/th/officer/certificates/reports/{complaint.public_id}/"
    answers = [client.get("/th/officer/certificates/reports/"), client.get(address)]
    assert [answer.status_code for answer in answers] == [status, status]
    settled = client.post(address, {"note": "ตรวจสอบแล้ว"})
    complaint.refresh_from_db()
    assert (settled.status_code, complaint.note) == ((302, "ตรวจสอบแล้ว") if status == 200 else (status, ""))
    if status == 200:
        page = client.get(address).content.decode()
        assert "&lt;script&gt;" in page and "<script>alert" not in page and "ตรวจสอบแล้ว" in page


def test_settled_once_with_a_note_by_an_officer(personas: Personas) -> None:
    complaint, at = made(), timezone.now()
    for by, note in ((personas.applicant, "x"), (personas.officer, " ")):
        with pytest.raises(ActRefused):
            settle(complaint.pk, note=note, by=by, at=at)
    settle(complaint.pk, note="แล้ว", by=personas.officer, at=at)
    with pytest.raises(ActRefused):
        settle(complaint.pk, note="อีก", by=personas.approver, at=at)
    with pytest.raises(IntegrityError, match="complaint_settled_by_someone"), transaction.atomic():
        Complaint.objects.update(note="")


def test_the_list_with_none(personas: Personas, signed_in: Callable[[Any], Client]) -> None:
    page = signed_in(personas.officer).get("/th/officer/certificates/reports/").content.decode()
    assert "ยังไม่มีผู้แจ้งปัญหา" in page
