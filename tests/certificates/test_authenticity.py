"""Only what was issued is called genuine: every tamper of file, signature or register is found, with its name."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from certificates.dossier import making
from certificates.models import Certificate, Dossier, Standing, Suspension
from certificates.pdf import archive, authenticity, signature
from certificates.pdf.authenticity import Finding, verdict_on
from tests.certificates.acts import AFTER_THE_TERM, confirm, propose
from tests.certificates.tampers import ALL, FILES, Pair
from tests.factories.approved_cases import issue_certificate, make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
# Where the finding itself matters: the public reads a sentence of its own for each.
NAMED = {
    "a byte appended": Finding.ALTERED,
    "the signature cut off": Finding.UNSIGNED,
    "page of the other, saved": Finding.ALTERED,
    "page blanked by a revision": Finding.ALTERED,
    "data replaced by a revision": Finding.ALTERED,
    "data replaced, unsigned": Finding.UNSIGNED,
    "signature value of the other": Finding.ALTERED,
    "signed by a stranger of the same name": Finding.FOREIGN,
    "signed by a stranger of another name": Finding.FOREIGN,
    "data replaced, signed by a stranger": Finding.FOREIGN,
    "signed again by a stranger": Finding.ALTERED,
    "signed again by ourselves": Finding.ALTERED,
    "signed anew by ourselves": Finding.ALTERED,
    "a number nobody has, signed by ourselves": Finding.NOT_REGISTERED,
    "half the file": Finding.UNREADABLE,
    "more than a file may have": Finding.TOO_LARGE,
    "nothing": Finding.NOT_A_PDF,
    "a text": Finding.NOT_A_PDF,
    "a picture": Finding.NOT_A_PDF,
}


@pytest.fixture
def issued(personas: Personas) -> Certificate:
    return issue_certificate(personas)


def file_of(certificate: Certificate) -> bytes:
    return archive.read(certificate.pdf_sha256)


def unsigned_part(pdf: bytes) -> bytes:
    return pdf[: pdf.index(b"%%EOF") + len(b"%%EOF\n")]


@pytest.fixture
def pair(personas: Personas, issued: Certificate) -> Pair:
    pdf, other = file_of(issued), file_of(issue_certificate(personas, product_th="กล่องกระดาษ ข"))
    return Pair(pdf, unsigned_part(pdf), other, unsigned_part(other))


def test_what_was_issued_is_genuine_and_tells_its_standing(issued: Certificate) -> None:
    verdict = verdict_on(file_of(issued), at=timezone.now())
    assert (verdict.finding, verdict.standing, verdict.reasons) == (Finding.GENUINE, Standing.ACTIVE, ())
    assert verdict.certificate == issued and verdict.is_genuine


def test_every_tamper_is_found_and_named(pair: Pair) -> None:
    at = timezone.now()
    assert len(ALL) >= 50 and set(NAMED) <= set(FILES)
    found = {name: verdict_on(tamper(pair), at=at).finding for name, tamper in ALL.items()}
    assert [name for name, finding in found.items() if finding == Finding.GENUINE] == []
    assert {name: found[name] for name in NAMED} == NAMED
    assert verdict_on(pair.pdf, at=at).is_genuine and verdict_on(pair.other_pdf, at=at).is_genuine


@pytest.mark.parametrize(
    ("model", "name"), [(Certificate, "pdf_sha256"), (Certificate, "signer_fingerprint"), (Dossier, "pdf_sha256")]
)
def test_what_a_checked_file_is_found_by_has_an_index(model: type[Model], name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "Seq Scan" not in model._default_manager.order_by().filter(**{name: "0" * 64}).explain()


def test_a_dossier_is_known_as_another_document_of_ours(issued: Certificate) -> None:
    making.make(issued.dossier.pk)
    issued.dossier.refresh_from_db()
    dossier = archive.read(issued.dossier.pdf_sha256, folder=archive.DOSSIERS)
    verdict = verdict_on(dossier, at=timezone.now())
    assert (verdict.finding, verdict.certificate) == (Finding.OTHER_DOCUMENT, issued)
    assert verdict_on(dossier + b"\n", at=timezone.now()).finding == Finding.ALTERED


def test_without_the_hash_the_container_could_be_changed(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a signature alone leaves its own padding open, which only the stored hash closes."""
    changed = FILES["digits in the padding"](pair)
    (facts,) = signature.read_signatures(changed, at=timezone.now())
    assert facts.holds and not verdict_on(changed, at=timezone.now()).is_genuine


def test_without_full_coverage_an_appended_revision_would_pass(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the signature of an extended file is still good for what it covers."""
    (facts,) = signature.read_signatures(FILES["page blanked by a revision"](pair), at=timezone.now())
    assert facts.is_sound and facts.is_trusted and not facts.covers_file and not facts.holds


@pytest.mark.parametrize(
    "change",
    [
        {"content": {"footprint": "0.096"}}, {"content": {"holder_en": "Another Co., Ltd."}},
        {"content": {"verify_url": "https://tgo.example/c/x"}}, {"content": {"schema": "other/1"}},
        {"content_sha256": "0" * 64}, {"judged_sha256": "0" * 64}, {"unsigned_sha256": "0" * 64},
        {"signer_fingerprint": "0" * 64}, {"number": "TGO CE-CFP FY27-000-0009"}, {"code": "0" * 26},
        {"valid_until": "2039-11-19"}, {"valid_from": "2026-11-21"}, {"approved_on": "2026-11-19"},
        {"signed_at": "1999-01-01T00:00:00Z"}, {"is_example": False},
    ],
)  # fmt: skip
def test_an_entry_changed_in_the_database_is_found(
    issued: Certificate, change: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    pdf = file_of(issued)
    if "content" in change:
        change = {"content": issued.content | change["content"]}
    with past_the_triggers():
        Certificate.objects.filter(pk=issued.pk).update(**change)
    with caplog.at_level(logging.ERROR):
        verdict = verdict_on(pdf, at=timezone.now())
    assert (verdict.finding, verdict.standing) == (Finding.CONTRADICTION, None)
    assert (verdict.reasons and "disagree" in caplog.text) or "cannot be read" in caplog.text


def test_files_exchanged_between_two_entries_are_found(pair: Pair, issued: Certificate) -> None:
    other = Certificate.objects.exclude(pk=issued.pk).get()
    with past_the_triggers():
        Certificate.objects.filter(pk=other.pk).update(pdf_sha256=issued.pdf_sha256)
        Certificate.objects.filter(pk=issued.pk).update(pdf_sha256=other.pdf_sha256)
    assert verdict_on(pair.pdf, at=timezone.now()).finding == Finding.CONTRADICTION
    assert verdict_on(pair.other_pdf, at=timezone.now()).finding == Finding.CONTRADICTION


def test_a_file_exchanged_in_the_archive_is_still_judged_by_its_own_number(pair: Pair, issued: Certificate) -> None:
    archive.path_of(issued.pdf_sha256).write_bytes(pair.other_pdf)
    with pytest.raises(archive.FileDamagedError):
        archive.read(issued.pdf_sha256)
    verdict = verdict_on(pair.other_pdf, at=timezone.now())
    assert verdict.certificate is not None and verdict.certificate != issued


def test_genuine_files_tell_what_became_of_the_certificate(issued: Certificate, personas: Personas) -> None:
    pdf, at = file_of(issued), timezone.now()
    suspension = Suspension.objects.create(
        certificate=issued, reason_th="เหตุ", reason_en="reason", suspended_at=at, suspended_by=personas.officer
    )
    assert verdict_on(pdf, at=at).standing == Standing.SUSPENDED
    suspension.lifted_at, suspension.lifted_by = at, personas.approver
    suspension.save()
    assert verdict_on(pdf, at=at).standing == Standing.ACTIVE
    assert verdict_on(pdf, at=at + timedelta(days=4 * 365)).standing == Standing.EXPIRED
    propose(issued, personas.officer, at=at)
    confirm(issued, personas.approver, at=at + AFTER_THE_TERM)
    verdict = verdict_on(pdf, at=at + AFTER_THE_TERM)
    assert verdict.is_genuine and verdict.standing == Standing.REVOKED


def test_a_certificate_from_before_the_signatures_is_known_by_its_hash(
    issued: Certificate, pair: Pair, settings: Any
) -> None:
    """Issued as files were then: the unsigned page, and nothing recorded of a signature."""
    unsigned_sha256 = archive.keep(pair.unsigned)
    nothing = {"unsigned_sha256": None, "signer_fingerprint": None, "signed_at": None}
    with past_the_triggers():
        Certificate.objects.filter(pk=issued.pk).update(pdf_sha256=unsigned_sha256, **nothing)
    settings.SIGNATURE_TRUST_ROOTS = ""
    assert verdict_on(pair.unsigned, at=timezone.now()).is_genuine
    with past_the_triggers():
        Certificate.objects.filter(pk=issued.pk).update(content=issued.content | {"footprint": "0.096"})
    assert verdict_on(pair.unsigned, at=timezone.now()).finding == Finding.CONTRADICTION


def test_a_signature_outlives_its_key(issued: Certificate) -> None:
    """Judged when it was made: ten years on the seal's certificate has expired, what it signed has not changed."""
    verdict = verdict_on(file_of(issued), at=timezone.now() + timedelta(days=12 * 365))
    assert verdict.is_genuine and verdict.standing == Standing.EXPIRED


@pytest.mark.parametrize("roots", ["", "/nowhere/roots.pem"])
def test_without_roots_nothing_is_called_genuine(issued: Certificate, settings: Any, roots: str) -> None:
    settings.SIGNATURE_TRUST_ROOTS = roots
    assert verdict_on(file_of(issued), at=timezone.now()).finding == Finding.UNCHECKED


def test_roots_of_somebody_else_trust_nothing_of_ours(issued: Certificate, settings: Any, tmp_path: Path) -> None:
    from cecfp_portal.local.demo_key import new_chain

    (tmp_path / "roots.pem").write_bytes(new_chain(now=timezone.now()).root_pem())
    settings.SIGNATURE_TRUST_ROOTS = str(tmp_path / "roots.pem")
    assert verdict_on(file_of(issued), at=timezone.now()).finding == Finding.CONTRADICTION


def test_a_file_that_unpacks_without_end_is_refused_soon(personas: Personas) -> None:
    make_certificate(personas)
    bomb = _pdf_with_attachment(bytes(400 * 1024 * 1024))
    assert len(bomb) < authenticity.MOST_BYTES
    assert verdict_on(bomb, at=timezone.now()).finding in (Finding.UNREADABLE, Finding.NOT_OURS)


def test_pdfs_of_other_people_are_not_ours(issued: Certificate) -> None:
    from cecfp_portal.documents import render_pdf

    page = render_pdf("<!doctype html><html lang='th'><title>x</title><body><p>ใบเสร็จ</p></body></html>")
    assert verdict_on(page, at=timezone.now()).finding == Finding.NOT_OURS


def _pdf_with_attachment(content: bytes) -> bytes:
    from io import BytesIO

    import pikepdf

    out = BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.attachments["certificate.json"] = content
    document.save(out)
    return out.getvalue()


@contextmanager
def past_the_triggers() -> Iterator[None]:
    """Change frozen rows as only the owner of the database can."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")
