"""What anybody sees: standing now, light and uncached; register and search; the file while in force."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from certificates.facts import Speaker
from certificates.models import Certificate, Suspension
from certificates.pdf import archive
from certificates.wording import DISCLAIMER, STANDINGS, Words
from tests.certificates.acts import GROUNDS, answer, confirm, propose
from tests.factories.approved_cases import make_approved_case, make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def revoke(certificate: Certificate, personas: Personas) -> None:
    grounds = replace(GROUNDS, reason_th="ผิดข้อ 4.1.2", reason_en="Clause 4.1.2 is not met")
    propose(certificate, personas.officer, grounds=grounds)
    answer(certificate, personas.applicant)
    confirm(certificate, personas.approver, at=timezone.now())


@pytest.mark.parametrize("address", ["/c/{}", "/th/c/{}/", "/en/c/{}/"])
def test_in_force_with_what_is_printed_in_both_languages(
    address: str, client: Client, certificate: Certificate
) -> None:
    response = client.get(address.format(certificate.code))
    page = response.content.decode()
    assert response.status_code == 200
    printed = certificate.printed
    for text in (
        STANDINGS["active"].th, STANDINGS["active"].en, DISCLAIMER.th, DISCLAIMER.en,
        printed.number, printed.product_th, printed.product_en, printed.holder_th, "0.396 kgCO₂e", "20.00",
        "19 พฤศจิกายน 2572", "19 November 2029", certificate.pdf_sha256, "ตัวอย่าง มิใช่ใบรับรองจริง",
    ):  # fmt: skip
        assert text in page, text
    assert "no-store" in response["Cache-Control"]


def test_the_readers_language_comes_first(client: Client, certificate: Certificate) -> None:
    thai, english = (client.get(f"/{language}/c/{certificate.code}/").content.decode() for language in ("th", "en"))
    assert thai.index(STANDINGS["active"].th) < thai.index(STANDINGS["active"].en)
    assert english.index(STANDINGS["active"].en) < english.index(STANDINGS["active"].th)
    printed = certificate.printed
    assert f'<dd>{printed.product_th} <span class="second" lang="en">{printed.product_en}</span></dd>' in thai
    assert f'<dd>{printed.product_en} <span class="second" lang="th">{printed.product_th}</span></dd>' in english


def test_markup_in_a_text_is_shown_as_text() -> None:
    shown = Speaker("th").pair(Words("<b>ก</b>", '"><script>')).html
    assert shown == '&lt;b&gt;ก&lt;/b&gt; <span class="second" lang="en">&quot;&gt;&lt;script&gt;</span>'
    assert Speaker("en").same("<i>").html == "&lt;i&gt;"


def test_every_file_of_the_page_is_at_most_100_kb_in_all_and_none_is_a_script(
    client: Client, certificate: Certificate
) -> None:
    """Fonts as a browser chooses them: the page's family and the symbols, in both weights and both scripts."""
    page = client.get(f"/c/{certificate.code}").content.decode()
    assert "<script" not in page.replace('<script type="application/ld+json"', "") and "javascript:" not in page
    linked = re.findall(r'<link rel="(?:icon|stylesheet)" href="/static/([^"]+)"', page)
    faces = re.findall(
        r'"(?:IBM Plex Sans Thai|CE-CFP Symbols)";[^}]*url\("\.\./([^"]+)"\)', _content("css/fonts.css").decode()
    )
    assert len(linked) == 4 and len(faces) == 6
    assert len(page.encode()) + sum(len(_content(name)) for name in (*linked, *faces)) <= 100_000


def _content(name: str) -> bytes:
    path = finders.find(name)
    assert isinstance(path, str), name
    return Path(path).read_bytes()


def test_the_next_request_after_confirmation_shows_the_revocation(
    client: Client, certificate: Certificate, personas: Personas
) -> None:
    assert STANDINGS["revoked"].th not in client.get(f"/c/{certificate.code}").content.decode()
    revoke(certificate, personas)
    page = client.get(f"/c/{certificate.code}").content.decode()
    assert STANDINGS["revoked"].th in page and STANDINGS["active"].th not in page
    assert "ผิดข้อ 4.1.2" in page and "Clause 4.1.2 is not met" in page


def test_a_proposal_is_not_public(client: Client, certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer, grounds=replace(GROUNDS, facts="ลับ", reason_en="not yet public"))
    answer(certificate, personas.applicant, text="not yet public either")
    for address in (f"/c/{certificate.code}", f"/api/v1/certificates/{certificate.code}/"):
        page = client.get(address).content.decode()
        assert "not yet public" not in page and "ลับ" not in page


def test_suspended_and_expired_are_told(client: Client, certificate: Certificate, personas: Personas) -> None:
    Suspension.objects.create(
        certificate=certificate, reason_th="รอตรวจสอบ", reason_en="Being examined", suspended_at=timezone.now(),
        suspended_by=personas.officer,
    )  # fmt: skip
    assert STANDINGS["suspended"].en in client.get(f"/c/{certificate.code}").content.decode()
    old = make_certificate(personas, approved_on=timezone.localdate() - timedelta(days=4 * 366))
    assert STANDINGS["expired"].en in client.get(f"/c/{old.code}").content.decode()


@pytest.mark.parametrize("code", ["0" * 26, "x", "ใบรับรอง", "%00", "<script>alert(1)", "a" * 5000])
def test_unknown_codes_are_told_and_never_an_error(code: str, client: Client) -> None:
    response = client.get(f"/c/{code}")
    assert response.status_code == 404
    page = response.content.decode()
    assert STANDINGS["unknown"].th in page and "<script>alert" not in page
    assert "no-store" in response["Cache-Control"]


def test_a_code_read_aloud_or_in_capitals_is_found(client: Client, certificate: Certificate) -> None:
    mistaken = certificate.code.upper().replace("0", "O").replace("1", "I")
    assert client.get(f"/c/{mistaken}").status_code == 200


def test_the_address_in_the_certificate_is_this_page(client: Client, certificate: Certificate, settings: Any) -> None:
    assert certificate.printed.verify_url == f"{settings.SITE_URL}/c/{certificate.code}"
    assert client.get(certificate.printed.verify_url.removeprefix(settings.SITE_URL)).status_code == 200


def test_the_file_is_given_while_in_force_and_not_after(
    client: Client, certificate: Certificate, personas: Personas
) -> None:
    response = client.get(f"/c/{certificate.code}/certificate.pdf")
    assert response.content == archive.read(certificate.pdf_sha256)
    assert response["Content-Type"] == "application/pdf" and response["Content-Disposition"].startswith("attachment")
    revoke(certificate, personas)
    response = client.get(f"/c/{certificate.code}/certificate.pdf")
    assert response.status_code == 410 and STANDINGS["revoked"].th in response.content.decode()
    assert client.get(f"/c/{'0' * 26}/certificate.pdf").status_code == 404


@pytest.mark.parametrize("address", ["/c/{}", "/c/{}/certificate.pdf", "/th/register/", "/th/check/", "/th/c/{}/"])
def test_the_public_pages_answer_to_reading_only(address: str, client: Client, certificate: Certificate) -> None:
    assert client.post(address.format(certificate.code)).status_code == 405


@pytest.mark.parametrize(
    ("query", "found"),
    [("ขวด", True), ("BOTTLE drinking", True), ("fy27-000-0001", True), ("FY27-๐๐๐-๐๐๐๑", True), ("ตัวอย่างขวด", True),
     ("", True), ("ถุงเท้า", False), ("ขวด ถุงเท้า", False), ("%", False), ("\x00", True)],
)  # fmt: skip
def test_the_register_is_searched_in_thai_english_or_by_number(
    query: str, found: bool, client: Client, certificate: Certificate
) -> None:
    page = client.get("/th/register/", {"q": query}).content.decode()
    assert (f"/c/{certificate.code}/" in page) is found


def test_the_register_shows_only_what_was_issued(client: Client, certificate: Certificate, personas: Personas) -> None:
    make_approved_case(personas, product_th="ยังไม่ออกใบรับรอง")
    assert "ยังไม่ออกใบรับรอง" not in client.get("/th/register/").content.decode()


def test_checking_by_number_or_code_leads_to_the_standing(client: Client, certificate: Certificate) -> None:
    address = f"https://cecfp.example/c/{certificate.code}"
    for typed in (certificate.number.lower(), f"  {certificate.code.upper()} ", address, f"{address}/?x=1"):
        response = client.get("/th/check/", {"q": typed})
        assert response.status_code == 302 and response["Location"] == f"/th/c/{certificate.code}/"
    response = client.get("/th/check/", {"q": "TGO CE-CFP FY27-000-9999"})
    assert response.status_code == 404 and "TGO CE-CFP FY27-000-9999" in response.content.decode()
    assert client.get("/th/check/").status_code == 200
