"""The official artwork: taken as a plain picture, dated, printed from its day on, and kept by older certificates."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image, PngImagePlugin

from applications.validators import UploadRefused
from cecfp_portal import audit
from certificates import issuing
from certificates.models import MarkKind, OfficialMark, mark_of
from certificates.pdf import mark
from certificates.pdf.page import render_certificate
from certificates.services import marks
from certificates.services.acts import ActRefused
from tests.certificates.contents import PRODUCT_A
from tests.certificates.test_conformance import failures
from tests.factories.approved_cases import APPROVED_ON, CASE, make_approved_case
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def own_media_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    mark.artwork.cache_clear()


def picture(size: tuple[int, int] = (800, 700), colour: str = "#c04000", **saving: Any) -> bytes:
    out = BytesIO()
    Image.new("RGBA", size, colour).save(out, "PNG", **saving)
    return out.getvalue()


def put(personas: Personas, content: bytes | None = None, *, name: str = "mark.png", **changes: Any) -> OfficialMark:
    given: dict[str, Any] = {
        "kind": MarkKind.PRODUCT, "in_force_from": timezone.localdate(), "source": "letter 1/2569",
        "by": personas.approver, "at": timezone.now(), "key": uuid.uuid4(),
    }  # fmt: skip
    file = SimpleUploadedFile(name, picture() if content is None else content)
    return marks.put_in_force(file, **given | changes)


def test_nothing_of_the_file_but_the_picture_is_kept() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "<script>secret place</script>")
    clean = mark.rewritten(picture(pnginfo=told) + b"trailing <script>")
    assert b"script" not in clean
    assert mark.rewritten(clean) == clean, "writing what was written changes nothing"
    with Image.open(BytesIO(clean)) as image:
        assert image.mode == "RGB" and image.size == (800, 700) and image.getpixel((9, 9)) == (192, 64, 0)


def test_see_through_places_become_paper() -> None:
    with Image.open(BytesIO(mark.rewritten(picture(colour="#00000000")))) as image:
        assert image.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(("size", "code"), [((599, 800), "small"), ((4001, 4000), "large"), ((2001, 1000), "narrow")])
def test_what_would_not_print_well_is_refused(size: tuple[int, int], code: str) -> None:
    with pytest.raises(mark.MarkRefused, match=code):
        mark.rewritten(picture(size))


@pytest.mark.parametrize(("name", "content"), [("m.svg", SVG), ("m.png", SVG), ("m.pdf", b"%PDF-1.7"), ("m.png", b"")])
def test_other_files_are_refused(personas: Personas, name: str, content: bytes) -> None:
    with pytest.raises(UploadRefused):
        put(personas, content, name=name)
    assert not OfficialMark.objects.exists()


@translation.override("en")
def test_only_approvers_and_only_from_today_on(personas: Personas) -> None:
    for by in (personas.officer, personas.applicant, personas.verifier):
        with pytest.raises(ActRefused, match="approver"):
            put(personas, by=by)
    with pytest.raises(ActRefused, match="past"):
        put(personas, in_force_from=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ActRefused, match="600"):
        put(personas, picture((20, 20)))
    assert not OfficialMark.objects.exists()


def test_the_same_key_gives_the_same_row(personas: Personas) -> None:
    key = uuid.uuid4()
    first, second = put(personas, key=key), put(personas, picture(colour="#000"), key=key)
    assert first == second and OfficialMark.objects.count() == 1
    assert [event.verb for event in audit.events_for(first)] == ["official_mark.put_in_force"]


def test_the_newest_of_the_day_holds_until_the_empty_frame_returns(personas: Personas) -> None:
    today = timezone.localdate()
    first, later = put(personas), put(personas, picture(colour="#123"), in_force_from=today + timedelta(days=5))
    marks.put_in_force(
        None, kind=MarkKind.PRODUCT, in_force_from=today + timedelta(days=9), source="s",
        by=personas.approver, at=timezone.now(), key=uuid.uuid4(),
    )  # fmt: skip
    days = {1: None, 0: first.sha256, -4: first.sha256, -5: later.sha256, -9: ""}
    for back, sha256 in days.items():
        row = OfficialMark.objects.in_force(MarkKind.PRODUCT, today - timedelta(days=back))
        assert (row.sha256 if row else None) == sha256, back
    assert OfficialMark.objects.in_force(MarkKind.PACKAGING, today) is None


def test_the_database_refuses_to_change_an_artwork(personas: Personas) -> None:
    row = put(personas)
    with pytest.raises(DatabaseError), transaction.atomic():
        OfficialMark.objects.filter(pk=row.pk).update(source="another")
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def _in_force_since(day: date, personas: Personas, colour: str) -> OfficialMark:
    image = mark.rewritten(picture(colour=colour))
    return OfficialMark.objects.create(
        kind=mark_of(CASE["judged"]["product"]["kind"]), image=image, sha256=mark.sha256_of(image), in_force_from=day,
        source="s", added_at=timezone.now(), added_by=personas.approver,
    )  # fmt: skip


def test_a_certificate_names_the_artwork_of_its_approval_and_keeps_it(personas: Personas) -> None:
    before = _in_force_since(APPROVED_ON - timedelta(days=9), personas, "#c04000")
    issuance = make_approved_case(personas)
    content = issuing.content_of(issuance, number="1", code="1")
    assert content.mark_sha256 == before.sha256
    drawn = render_certificate(content)
    _in_force_since(APPROVED_ON + timedelta(days=1), personas, "#0040c0")
    assert issuing.content_of(issuance, number="1", code="1") == content
    assert render_certificate(content) == drawn


def test_the_artwork_stands_in_the_frame_with_its_name(personas: Personas, tmp_path: Any) -> None:
    content = replace(PRODUCT_A, mark_sha256=put(personas).sha256)
    pdf = render_certificate(content)
    assert failures(pdf, tmp_path) == []
    colours = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().getcolors(1 << 20)
    assert any(colour == (192, 64, 0) and count > 2000 for count, colour in colours)
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "พื้นที่แสดงเครื่องหมาย" not in text and "เครื่องหมายสำหรับผลิตภัณฑ์" in text
    with pikepdf.open(BytesIO(pdf)) as document:
        words = [str(item.Alt) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert "เครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียน" in words


def test_a_missing_artwork_stops_the_rendering() -> None:
    with pytest.raises(mark.MarkMissingError):
        render_certificate(replace(PRODUCT_A, mark_sha256="0" * 64))


def test_the_page_shows_what_is_printed_and_takes_a_picture(client: Client, personas: Personas) -> None:
    address = reverse("certificates:official_mark")
    client.force_login(personas.officer)
    assert b"<form" not in client.get(address).content.split(b"<main")[1].split(b"</main")[0]
    client.force_login(personas.approver)
    given = {
        "key": uuid.uuid4(), "kind": "product", "in_force_from": timezone.localdate().isoformat(), "source": "letter",
        "file": SimpleUploadedFile("mark.png", picture()),
    }  # fmt: skip
    assert client.post(address, given).status_code == 302
    row = OfficialMark.objects.get()
    shown = client.get(reverse("certificates:mark_picture", args=[row.public_id]))
    assert shown["Content-Type"] == "image/png" and shown.content == bytes(row.image)
    assert row.sha256[:16] in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 422),
        ({"file": "picture", "is_empty_frame": "on"}, 422),
        ({"file": "svg"}, 409),
        ({"file": "picture", "in_force_from": "1/1/2560"}, 409),
        ({"is_empty_frame": "on", "source": "x" * 301}, 422),
    ],
)
def test_the_page_tells_why_something_is_refused(
    client: Client, personas: Personas, changes: dict[str, str], status: int
) -> None:
    client.force_login(personas.approver)
    files = {"picture": SimpleUploadedFile("m.png", picture()), "svg": SimpleUploadedFile("m.svg", SVG)}
    given: dict[str, Any] = {"key": uuid.uuid4(), "kind": "product", "in_force_from": "1/1/2599", "source": "letter"}
    given |= {name: files.get(value, value) for name, value in changes.items()}
    assert client.post(reverse("certificates:official_mark"), given).status_code == status
    assert not OfficialMark.objects.exists()
