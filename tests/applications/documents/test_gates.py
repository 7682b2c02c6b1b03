"""The five gates of an upload: honest files pass, and each hostile one is refused for its own reason."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from applications.models import Application, Document
from applications.services import documents
from applications.services.documents import UploadRefused, cleaned_name
from applications.services.drafting import open_application
from tests.applications.documents import files
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(personas: Personas) -> Application:
    return open_application(personas.manufacturer, route="4.1", by=personas.applicant, at=timezone.now())


def stored(application: Application, content: bytes, name: str = "evidence.pdf") -> Document:
    return documents.store(application, files.upload(content, name), by=application.created_by, at=timezone.now())


def refusal(application: Application, content: bytes, name: str = "evidence.pdf") -> str:
    with pytest.raises(UploadRefused) as caught:
        stored(application, content, name)
    assert not application.documents.exists()
    assert str(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (files.plain_pdf(), "รายงาน.PDF", "application/pdf"),
        (files.png(), "photo.png", "image/png"),
        (files.jpeg(), "photo.jpg", "image/jpeg"),
        (files.workbook(), "list.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_honest_files_are_kept_under_their_hash(
    application: Application, content: bytes, name: str, media_type: str
) -> None:
    document = stored(application, content, name)
    assert (document.media_type, document.state, document.size_bytes) == (media_type, "safe", len(content))
    assert document.original_name == name
    assert Path(document.file.name).stem == document.sha256
    path = Path(default_storage.path(document.file.name))
    assert path.read_bytes() == content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(Path(default_storage.path("incoming")).iterdir()) == []


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "evidence.pdf", "empty"),
        (files.plain_pdf(), "evidence.exe", "extension"),
        (files.plain_pdf(), "evidence.pdf.html", "extension"),
        (files.plain_pdf(), "evidence", "extension"),
        (files.png(), "evidence.pdf", "content"),
        (b"<html><script>alert(1)</script>", "evidence.pdf", "content"),
        (b"\n" + files.plain_pdf(), "evidence.pdf", "content"),
        (b"%PDF-1.7\nnot a document at all", "evidence.pdf", "unreadable"),
        (files.plain_pdf() + files.archive(a_txt=b"x"), "evidence.pdf", "polyglot"),
        (files.png() + files.archive(a_txt=b"x"), "photo.png", "polyglot"),
        (files.encrypted_pdf(), "evidence.pdf", "encrypted"),
        (files.locked_pdf(), "evidence.pdf", "encrypted"),
        (files.scripted_pdf(), "evidence.pdf", "active_content"),
        (files.compressed_script_pdf(), "evidence.pdf", "active_content"),
        (files.launching_pdf(), "evidence.pdf", "active_content"),
        (files.pdf_with_attachment(), "evidence.pdf", "attachment"),
        (files.long_pdf(), "evidence.pdf", "too_many_pages"),
        (files.png(10_000, 5_001), "photo.png", "too_many_pixels"),
        (files.png()[:45], "photo.png", "unreadable"),
        (files.archive(a_txt=b"x"), "list.xlsx", "not_a_workbook"),
        (files.workbook(xl__vbaProject_bin=b"x"), "list.xlsx", "active_content"),
        (files.workbook(xl__bomb_xml=b"0" * 5_000_000), "list.xlsx", "too_complex"),
        (files.workbook()[:-8], "list.xlsx", "not_a_workbook"),
    ],
)
def test_hostile_files_are_refused(application: Application, content: bytes, name: str, code: str) -> None:
    assert refusal(application, content, name) == code


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not_for_its_size(application: Application) -> None:
    assert refusal(application, b"%PDF-1.7" + b"0" * (21 * 1024 * 1024)) == "too_large"
    full = b"%PDF-1.7" + b"0" * (settings.MAX_EVIDENCE_BYTES - 8)
    assert refusal(application, full) == "unreadable"


def test_only_the_endings_asked_for_are_taken(application: Application) -> None:
    with pytest.raises(UploadRefused) as caught:
        documents.store(
            application,
            files.upload(files.png(), "photo.png"),
            by=application.created_by,
            at=timezone.now(),
            suffixes=(".pdf",),
        )
    assert caught.value.code == "extension"


@pytest.mark.parametrize(("status", "state", "code"), [(0, "safe", ""), (1, "", "infected"), (2, "unscanned", "")])
def test_the_scanner_decides_last(
    application: Application, settings: Any, tmp_path: Path, status: int, state: str, code: str
) -> None:
    scanner = tmp_path / "scanner"
    scanner.write_text(f'#!/bin/sh\ntest -s "$1" || exit 9\nexit {status}\n')
    scanner.chmod(0o700)
    settings.FILE_SCANNER = str(scanner)
    if code:
        assert refusal(application, files.plain_pdf()) == code
    else:
        assert stored(application, files.plain_pdf()).state == state


def test_a_scanner_that_cannot_be_asked_leaves_the_file_unscanned(application: Application, settings: Any) -> None:
    settings.FILE_SCANNER = "/nonexistent/scanner"
    assert stored(application, files.plain_pdf()).state == "unscanned"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("C:\\secret\\รายงาน.pdf", "รายงาน.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a\u202egpj.pdf", "agpj.pdf"),
        ('a"\r\nSet-Cookie: x.pdf', "aSet-Cookie x.pdf"),
        ("ก" * 400 + ".pdf", "ก" * 150 + ".pdf"),
    ],
)
def test_names_are_cleaned(typed: str, kept: str) -> None:
    assert cleaned_name(typed) == kept
