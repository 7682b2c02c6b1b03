"""The dossier is made once from the records of an issued certificate, and recomputes beside it to the digit."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from cecfp_portal import audit, outbox
from certificates.dossier import making
from certificates.dossier.collecting import frozen_of
from certificates.dossier.files import LIST, NEEDED, packed
from certificates.dossier.pages import render_dossier
from certificates.dossier.pair import compare_files
from certificates.models import Certificate, Dossier
from certificates.pdf import archive
from certificates.pdf.signature import read_signatures
from tests.certificates.dossier.frozen import frozen_bottle
from tests.factories.approved_cases import issue_certificate, make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def made(certificate: Certificate) -> Dossier:
    making.make(certificate.dossier.pk)
    return Dossier.objects.get(certificate=certificate)


def pdf_of(dossier: Dossier) -> bytes:
    return archive.read(dossier.pdf_sha256, folder=archive.DOSSIERS)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_issuing_orders_the_dossier_and_the_two_files_recompute(personas: Personas) -> None:
    certificate = issue_certificate(personas)
    assert outbox.state(certificate.dossier) == "waiting"
    dossier = made(certificate)
    assert outbox.state(dossier) == "finished", dossier.failure
    pdf = pdf_of(dossier)
    assert hashlib.sha256(pdf).hexdigest() == dossier.pdf_sha256
    comparison = compare_files(archive.read(certificate.pdf_sha256), pdf)
    assert comparison.is_same, comparison.differences
    assert certificate.number == comparison.number


def test_it_is_signed_and_the_drawn_bytes_are_its_beginning(personas: Personas) -> None:
    dossier = made(make_certificate(personas))
    pdf = pdf_of(dossier)
    [signature] = read_signatures(pdf, at=timezone.now())
    assert signature.holds
    certificate = dossier.certificate
    frozen = frozen_of(certificate)
    files = packed(frozen, certificate_pdf_sha256=certificate.pdf_sha256)
    again = render_dossier(frozen, files, issued_at=certificate.issued_at)
    assert hashlib.sha256(again).hexdigest() == dossier.unsigned_sha256
    assert pdf.startswith(again)
    assert dossier.size_bytes == len(pdf) > len(again)


def test_it_carries_the_files_and_their_list(personas: Personas) -> None:
    dossier = made(make_certificate(personas))
    with pikepdf.open(BytesIO(pdf_of(dossier))) as document:
        found = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
        assert "/StructTreeRoot" in document.Root
    assert set(found) == {*NEEDED, LIST}
    assert {name: hashlib.sha256(raw).hexdigest() for name, raw in found.items()} == dossier.files


def test_its_pages_tell_of_every_check_line_and_factor(personas: Personas) -> None:
    certificate = make_certificate(personas)
    text = text_of(pdf_of(made(certificate)))
    frozen = frozen_of(certificate)
    squeezed = "".join(text.split())
    for item in frozen.report["outcomes"]:
        assert item["id"] in squeezed, item["id"]
    for side in ("product", "comparator"):
        for line in frozen.report["footprints"][side]["by_line"]:
            assert line["line_id"] in squeezed
    for wanted in (frozen.content.judged_sha256, frozen.content.context_sha256, frozen.content.holder_th):
        assert "".join(wanted.split()) in squeezed


def test_making_twice_changes_nothing(personas: Personas) -> None:
    certificate = make_certificate(personas)
    first = made(certificate)
    again = made(certificate)
    assert (first.pdf_sha256, first.finished_at) == (again.pdf_sha256, again.finished_at)
    assert [event.verb for event in audit.events_for(certificate)].count("certificate.dossier_made") == 1


def test_a_second_worker_that_is_late_writes_nothing(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first stops before its last step, another takes over and finishes; then the first goes on."""
    order = make_certificate(personas).dossier
    seal = making.sealed

    def taken_over(pdf: bytes, *, at: Any) -> bytes:
        monkeypatch.setattr(making, "sealed", seal)
        Dossier.objects.filter(pk=order.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        making.make(order.pk)
        return seal(pdf, at=at)

    monkeypatch.setattr(making, "sealed", taken_over)
    making.make(order.pk)
    dossier = Dossier.objects.get(pk=order.pk)
    assert outbox.state(dossier) == "finished"
    assert hashlib.sha256(pdf_of(dossier)).hexdigest() == dossier.pdf_sha256
    assert [event.verb for event in audit.events_for(dossier.certificate)].count("certificate.dossier_made") == 1


def test_without_the_key_it_fails_visibly_and_can_be_retried(
    personas: Personas, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 1
    order = make_certificate(personas).dossier

    def no_key(pdf: bytes, *, at: Any) -> bytes:
        raise RuntimeError("no key")

    with monkeypatch.context() as keyless:
        keyless.setattr(making, "sealed", no_key)
        making.make(order.pk)
    failed = Dossier.objects.get(pk=order.pk)
    assert (outbox.state(failed), failed.failure) == ("failed", "RuntimeError: no key")
    assert outbox.retry(failed, by=personas.officer, at=timezone.now())
    assert outbox.state(made(failed.certificate)) == "finished"


@pytest.mark.parametrize(
    "act",
    [lambda rows: rows.update(pdf_sha256="0" * 64), lambda rows: rows.update(files={}), lambda rows: rows.delete()],
)
def test_a_finished_one_is_frozen(act: Callable[[Any], Any], personas: Personas) -> None:
    dossier = made(make_certificate(personas))
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        act(Dossier.objects.filter(pk=dossier.pk))


def test_the_same_values_are_drawn_to_the_same_bytes() -> None:
    frozen = frozen_bottle()
    files = packed(frozen, certificate_pdf_sha256="0" * 64)
    at = timezone.now()
    assert render_dossier(frozen, files, issued_at=at) == render_dossier(frozen_bottle(), files, issued_at=at)


def test_markup_is_shown_and_signs_the_fonts_lack_are_named() -> None:
    frozen = frozen_bottle()
    line = frozen.report["footprints"]["product"]["by_line"][0]
    line["name"] = "<img src=file:///etc/passwd><b>x</b> 漢"
    text = text_of(render_dossier(frozen, packed(frozen, certificate_pdf_sha256="0" * 64), issued_at=timezone.now()))
    squeezed = "".join(text.split())
    assert "<imgsrc=file:///etc/passwd><b>x</b>[U+6F22]" in squeezed


def test_a_case_of_many_lines_names_the_largest_and_says_where_the_rest_is() -> None:
    frozen = frozen_bottle()
    product = frozen.report["footprints"]["product"]
    product["by_line"] = [
        product["by_line"][0] | {"line_id": f"line{index:08d}", "exact": str(index)} for index in range(3000)
    ]
    pdf = render_dossier(frozen, packed(frozen, certificate_pdf_sha256="0" * 64), issued_at=timezone.now())
    squeezed = "".join(text_of(pdf).split())
    assert "line00002999" in squeezed
    assert "line00000001" not in squeezed
    assert "250largestof3000lines" in squeezed
