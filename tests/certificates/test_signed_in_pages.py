"""The holder's and TGO's pages: who gets in, whose certificates they see, and what the revocation forms answer."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from cecfp_portal.accounts.models import User
from certificates import issuing
from certificates.models import Certificate, Revocation, Suspension
from certificates.pdf import archive
from tests.factories.approved_cases import make_approved_case, make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User | AnonymousUser], Client]
REASONS = {
    "facts": "ตรวจพบเมื่อวันที่ 3",
    "clause": "4.1.2",
    "reason_th": "ผิดข้อ 4.1.2",
    "reason_en": "Clause 4.1.2 is not met",
}


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def address_of(certificate: Certificate, end: str = "") -> str:
    return f"/th/officer/certificates/{certificate.code}/{end}"


@pytest.mark.parametrize(
    ("person", "status"),
    [("applicant", 200), ("applicant_viewer", 200), ("officer", 200), ("approver", 200), ("rival", 404),
     ("verifier", 404), ("public", 302)],
)  # fmt: skip
def test_who_may_download_from_the_desk(
    person: str, status: int, certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    response = signed_in(getattr(personas, person)).get(f"/th/certificates/{certificate.application.public_id}/file/")
    assert response.status_code == status
    assert (response.content == archive.read(certificate.pdf_sha256)) is (status == 200)


@pytest.mark.parametrize(
    ("person", "status"),
    [("applicant", 200), ("applicant_viewer", 200), ("officer", 200), ("rival", 404), ("verifier", 404),
     ("public", 302)],
)  # fmt: skip
def test_who_opens_the_holders_page(
    person: str, status: int, certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    response = signed_in(getattr(personas, person)).get(f"/th/certificates/{certificate.application.public_id}/")
    assert response.status_code == status
    assert ("ยังมีผลการรับรอง" in response.content.decode()) is (status == 200)


@pytest.mark.parametrize(
    ("person", "sees"), [("applicant", True), ("rival", False), ("officer", True), ("verifier", False)]
)
def test_the_own_certificates(
    person: str, sees: bool, certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    response = signed_in(getattr(personas, person)).get("/th/certificates/")
    assert response.status_code == 200
    assert (certificate.number in response.content.decode()) is sees


OFFICER_PAGES = [("get", "/th/officer/certificates/"), ("get", "{}"), ("post", "{}propose/"), ("post", "{}confirm/"),
                 ("post", "{}withdraw/"), ("post", "{}suspend/"), ("post", "{}lift/"),
                 ("post", "/th/officer/issuances/{issuance}/retry/")]  # fmt: skip


@pytest.mark.parametrize(("method", "address"), OFFICER_PAGES)
@pytest.mark.parametrize(("person", "status"), [("applicant", 403), ("rival", 403), ("verifier", 403), ("public", 302)])
def test_only_officers_reach_their_pages(
    method: str,
    address: str,
    person: str,
    status: int,
    certificate: Certificate,
    personas: Personas,
    signed_in: SignedIn,
) -> None:
    url = address.format(address_of(certificate), issuance=certificate.issuance.public_id)
    response = getattr(signed_in(getattr(personas, person)), method)(url, REASONS | {"key": str(uuid4())})
    assert response.status_code == status
    assert not Revocation.objects.exists() and not Suspension.objects.exists()


@pytest.mark.parametrize("end", ["propose/", "confirm/", "withdraw/", "suspend/", "lift/"])
def test_nothing_is_changed_by_reading(
    end: str, certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    assert signed_in(personas.officer).get(address_of(certificate, end)).status_code == 405


def test_one_officer_proposes_the_holder_answers_another_confirms(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    first, second, holder = (signed_in(who) for who in (personas.officer, personas.second_officer, personas.applicant))
    holders_page = f"/th/certificates/{certificate.application.public_id}/"
    assert first.post(address_of(certificate, "propose/"), REASONS | {"key": str(uuid4())}).status_code == 302
    row = Revocation.objects.get()
    body = {"key": str(uuid4()), "revocation": row.pk}
    assert "confirm/" not in second.get(address_of(certificate)).content.decode()
    assert second.post(address_of(certificate, "confirm/"), body).status_code == 409

    assert REASONS["facts"] in holder.get(holders_page).content.decode()
    answered = body | {"key": str(uuid4()), "answer": "<b>ขอชี้แจง</b>"}
    assert holder.post(f"{holders_page}answer/", answered).status_code == 302
    page = second.get(address_of(certificate)).content.decode()
    assert "confirm/" in page and "&lt;b&gt;ขอชี้แจง&lt;/b&gt;" in page
    assert "confirm/" not in first.get(address_of(certificate)).content.decode()

    read = body | {"has_read_answer": "True"}
    assert second.post(address_of(certificate, "confirm/"), body | {"key": str(uuid4())}).status_code == 409
    assert first.post(address_of(certificate, "confirm/"), read | {"key": str(uuid4())}).status_code == 409
    assert second.post(address_of(certificate, "confirm/"), read | {"key": str(uuid4())}).status_code == 302
    row.refresh_from_db()
    assert row.confirmed_by == personas.second_officer
    assert "propose/" not in first.get(address_of(certificate)).content.decode()


def test_a_proposal_can_be_withdrawn(certificate: Certificate, personas: Personas, signed_in: SignedIn) -> None:
    client = signed_in(personas.officer)
    client.post(address_of(certificate, "propose/"), REASONS | {"key": str(uuid4())})
    row = Revocation.objects.get()
    client.post(address_of(certificate, "withdraw/"), {"key": str(uuid4()), "revocation": row.pk})
    row.refresh_from_db()
    assert row.withdrawn_by == personas.officer and not row.is_proposal


def test_a_missing_reason_is_told_beside_the_field_and_nothing_is_lost(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    body = REASONS | {"reason_th": "ข้อความที่พิมพ์ไว้แล้ว", "reason_en": "", "key": str(uuid4())}
    answer = signed_in(personas.officer).post(address_of(certificate, "propose/"), body)
    page = answer.content.decode()
    assert answer.status_code == 422 and "ข้อความที่พิมพ์ไว้แล้ว" in page and "id_reason_en" in page
    assert not Revocation.objects.exists()


def test_officers_see_a_failed_issue_and_start_it_again(
    personas: Personas, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 1
    issuance = make_approved_case(personas)

    def refuse(*args: Any) -> None:
        raise RuntimeError("the press is out of ink")

    with monkeypatch.context() as failing:
        failing.setattr(issuing, "render_certificate", refuse)
        issuing.issue(issuance.pk)
    client = signed_in(personas.officer)
    page = client.get("/th/officer/certificates/").content.decode()
    assert "the press is out of ink" in page and f"{issuance.public_id}/retry/" in page
    assert client.post(f"/th/officer/issuances/{issuance.public_id}/retry/").status_code == 302
    issuing.issue(issuance.pk)
    assert Certificate.objects.get().issuance == issuance
    assert "the press is out of ink" not in client.get("/th/officer/certificates/").content.decode()


def test_the_register_of_officers_finds_by_number(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    client = signed_in(personas.approver)
    page = client.get("/th/officer/certificates/", {"q": certificate.number}).content.decode()
    assert f"/officer/certificates/{certificate.code}/" in page
    assert client.get("/th/officer/certificates/unknown/").status_code == 404


@pytest.mark.parametrize("code", ["%00", "a%00b", "x" * 3000, "%F0%9F%98%80"])
def test_a_code_that_cannot_be_one_is_not_found(code: str, personas: Personas, signed_in: SignedIn) -> None:
    assert signed_in(personas.officer).get(f"/th/officer/certificates/{code}/").status_code == 404
