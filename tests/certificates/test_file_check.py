"""The public's check of a file: every finding has its page in both languages, nothing is kept, nothing breaks it."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone, translation

from certificates.models import Certificate, Standing, Suspension
from certificates.pdf import archive
from certificates.pdf.authenticity import MOST_BYTES, Finding
from certificates.views import file_check
from tests.certificates.tampers import stranger
from tests.factories.approved_cases import issue_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return issue_certificate(personas)


def upload(client: Client, content: bytes, *, name: str = "ใบรับรอง.pdf", language: str = "en") -> Any:
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(f"/{language}/check/file/", {"file": file})


def test_the_genuine_file_is_told_with_the_registers_facts(client: Client, certificate: Certificate) -> None:
    pdf = archive.read(certificate.pdf_sha256)
    for language, title in (
        ("th", "ใบรับรองฉบับจริง และยังมีผลการรับรอง"),
        ("en", "Genuine, and the certification is in force"),
    ):
        response = upload(client, pdf, language=language)
        page = response.content.decode()
        assert response.status_code == 200 and "no-store" in response["Cache-Control"]
        printed = certificate.printed
        for text in (
            title,
            printed.number,
            printed.product_th,
            printed.holder_th,
            "0.396 kgCO₂e",
            certificate.pdf_sha256,
        ):
            assert text in page, text
        assert f"/c/{certificate.code}" in page and "http://127.0.0.1:8000" in page


def test_a_suspended_one_is_genuine_and_says_why(client: Client, certificate: Certificate, personas: Personas) -> None:
    Suspension.objects.create(
        certificate=certificate,
        reason_th="ตรวจพบการใช้เครื่องหมายผิดข้อ 6",
        reason_en="Mark used against clause 6",
        suspended_at=timezone.now(),
        suspended_by=personas.officer,
    )
    page = upload(client, archive.read(certificate.pdf_sha256)).content.decode()
    assert "Genuine, but the certification is suspended" in page and "Mark used against clause 6" in page


def test_a_changed_file_is_told_beside_what_the_register_says(client: Client, certificate: Certificate) -> None:
    page = upload(client, archive.read(certificate.pdf_sha256) + b" ").content.decode()
    assert "Not genuine: changed after it was signed" in page
    assert "passes itself off as" in page and certificate.printed.holder_th in page
    assert "Genuine, " not in page


def test_a_strangers_signature_is_told_without_the_strangers_name(client: Client, certificate: Certificate) -> None:
    from certificates.pdf import seal

    pdf = archive.read(certificate.pdf_sha256)
    unsigned = pdf[: pdf.index(b"%%EOF") + 6]
    false = seal.sealed_by(stranger(name="Thailand Greenhouse Gas Seal 7"), unsigned, at=timezone.now())
    page = upload(client, false).content.decode()
    assert "signed by someone else, not by TGO" in page and "Seal 7" not in page


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"", "Not a PDF file"),
        (b"hello", "Not a PDF file"),
        (b"%PDF-1.7 broken", "the file is damaged or was changed"),
        (b"%PDF-1.7" + bytes(MOST_BYTES), "too large to be a certificate"),
    ],
)
def test_what_is_no_certificate_gets_an_answer(client: Client, content: bytes, title: str) -> None:
    response = upload(client, content)
    assert response.status_code == 200 and title in response.content.decode()


def test_whatever_the_reader_raises_is_no_server_error(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from certificates.pdf import authenticity

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RecursionError("deep")

    monkeypatch.setattr(authenticity, "_opened", fail)
    assert "damaged or was changed" in upload(client, b"%PDF-1.7").content.decode()


def test_without_roots_the_page_says_that_it_cannot_check(
    client: Client, certificate: Certificate, settings: Any
) -> None:
    settings.SIGNATURE_TRUST_ROOTS = ""
    page = upload(client, archive.read(certificate.pdf_sha256)).content.decode()
    assert "Files cannot be checked at this moment" in page


def test_without_a_file_the_form_says_so(client: Client) -> None:
    response = client.post("/en/check/file/", {})
    assert response.status_code == 422 and "Choose the file." in response.content.decode()
    assert client.get("/en/check/file/").status_code == 302


def test_markup_in_the_name_is_shown_literally(client: Client) -> None:
    page = upload(client, b"x", name="<script>alert(1)<.pdf").content.decode()
    assert "&lt;script&gt;alert(1)&lt;.pdf" in page and "<script>alert" not in page


def test_nothing_is_written_anywhere(
    client: Client, certificate: Certificate, own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a temporary file was opened")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    before = sorted(own_data_folder.rglob("*"))
    upload(client, archive.read(certificate.pdf_sha256))
    upload(client, b"%PDF-1.7" + bytes(MOST_BYTES - 100))
    assert sorted(own_data_folder.rglob("*")) == before


def test_too_many_files_from_one_sender_have_to_wait(client: Client, one_window: None) -> None:
    answers = [upload(client, b"x").status_code for _ in range(file_check.UPLOADS.most + 1)]
    assert answers == [200] * file_check.UPLOADS.most + [429]
    assert upload(client, b"x")["Retry-After"]


def test_every_finding_and_standing_has_its_words_in_both_languages() -> None:
    assert set(file_check.GENUINE) == set(Standing)
    assert set(file_check.OTHERWISE) == set(Finding) - {Finding.GENUINE}
    for told in (*file_check.GENUINE.values(), *file_check.OTHERWISE.values()):
        with translation.override("th"):
            thai = (str(told.title), str(told.meaning))
        with translation.override("en"):
            assert thai != (str(told.title), str(told.meaning)) and any("\u0e00" < sign < "\u0e7f" for sign in thai[1])


def test_the_form_is_protected_against_other_sites(certificate: Certificate) -> None:
    client = Client(enforce_csrf_checks=True)
    response: HttpResponse = client.post("/en/check/file/", {"file": BytesIO(b"x")})
    assert response.status_code == 403
