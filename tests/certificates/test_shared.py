"""What other sites show: the badge tells the standing of the moment, the picture what is printed, and neither runs."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from django.test import Client
from PIL import Image

from cecfp_portal.documents import render_pdf
from cecfp_portal.thai import BANGKOK
from certificates.models import Certificate, Ending, Revocation, Standing, Suspension
from certificates.pdf import share_image
from certificates.views.badge import outlines
from certificates.wording import BADGE_EXAMPLE, BADGE_STANDINGS
from tests.certificates.contents import LONGEST, MANY_DIGITS, PRODUCT_A, SHORT
from tests.factories.approved_cases import make_certificate
from tests.factories.copied_certificates import copies
from tests.personas import Personas

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, tzinfo=BANGKOK)
REASONS = {"reason_th": "เหตุผล", "reason_en": "reason"}
SVG = "{http://www.w3.org/2000/svg}"
MARKUP = "</text><script>alert(1)</script><img src=//x>&amp;"


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def bring_to(standing: str, certificate: Certificate, personas: Personas) -> Certificate:
    """Return a certificate that has this standing today."""
    if standing == "expired":
        day = date(2020, 1, 1)
        old = {"approved_on": day, "valid_from": day, "valid_until": day + timedelta(days=900)}
        return copies(certificate, 1, lambda number: old)[0]
    if standing == "revoked":
        confirmed = {"confirmed_at": AT, "confirmed_by": personas.approver}
        Revocation.objects.create(
            certificate=certificate, proposed_at=AT, proposed_by=personas.officer, **REASONS, **confirmed
        )
    if standing == "suspended":
        Suspension.objects.create(certificate=certificate, suspended_at=AT, suspended_by=personas.officer, **REASONS)
    if standing in ("surrendered", "superseded"):
        newer = copies(certificate, 1, lambda number: {})[0] if standing == "superseded" else None
        Ending.objects.create(
            certificate=certificate, kind=standing, successor=newer, ended_at=AT, ended_by=personas.officer
        )
    return certificate


@pytest.mark.parametrize("standing", Standing.values)
def test_the_badge_tells_the_standing_of_the_moment(
    standing: str, client: Client, certificate: Certificate, personas: Personas
) -> None:
    shown = bring_to(standing, certificate, personas)
    for query, word in (("", BADGE_STANDINGS[standing].th), ("?lang=en", BADGE_STANDINGS[standing].en)):
        response = client.get(f"/c/{shown.code}/badge.svg{query}")
        drawing = ET.fromstring(response.content)
        assert response.status_code == 200 and response["Content-Type"] == "image/svg+xml"
        assert word in drawing.attrib["aria-label"] and shown.number in drawing.attrib["aria-label"]
        assert drawing.findtext(f"{SVG}title") == drawing.attrib["aria-label"]
        texts = [element.text or "" for element in drawing.iter(f"{SVG}text")]
        assert not any(re.search("[\u0e00-\u0e7f]", text) for text in texts), "drawn with the fonts of whoever looks"
        paths = [element.get("d") for element in drawing.iter(f"{SVG}path")]
        assert word in texts if query else outlines()[word] in paths
        assert "no-store" in response["Cache-Control"]
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_badge_follows_at_once(client: Client, certificate: Certificate, personas: Personas) -> None:
    address = f"/c/{certificate.code}/badge.svg"
    assert BADGE_STANDINGS["active"].th in client.get(address).content.decode()
    bring_to("revoked", certificate, personas)
    assert BADGE_STANDINGS["revoked"].th in client.get(address).content.decode()


def test_every_thai_word_of_the_badge_is_drawn() -> None:
    words = {words.th for words in (*BADGE_STANDINGS.values(), BADGE_EXAMPLE)}
    assert set(outlines()) == words, "run: python -m cecfp_portal.local.badge_words"


def test_the_badge_of_an_example_says_so_without_a_thai_font(client: Client, certificate: Certificate) -> None:
    example = copies(certificate, 1, lambda number: {"is_example": True})[0]
    drawing = client.get(f"/c/{example.code}/badge.svg").content.decode()
    assert outlines()[BADGE_EXAMPLE.th] in drawing and f"({BADGE_EXAMPLE.th})" in drawing


def test_the_badge_of_an_unknown_code(client: Client) -> None:
    response = client.get(f"/c/{'0' * 26}/badge.svg")
    assert response.status_code == 404 and BADGE_STANDINGS["unknown"].th in response.content.decode()


def test_the_badge_runs_and_fetches_nothing_and_shows_markup_as_text(client: Client, certificate: Certificate) -> None:
    hostile = copies(certificate, 1, lambda number: {"number": MARKUP})[0]
    text = client.get(f"/c/{hostile.code}/badge.svg").content.decode()
    assert "<script" not in text and "href" not in text and "<img" not in text and "style=" not in text
    assert any(MARKUP in (element.text or "") for element in ET.fromstring(text).iter())


def test_the_page_gives_a_snippet_that_works(client: Client, certificate: Certificate, settings: object) -> None:
    page = client.get(f"/en/c/{certificate.code}/").content.decode()
    snippet = re.search(r"<code>(.*?)</code>", page, re.DOTALL)
    assert snippet and "<" not in snippet[1]
    image = re.search(r"src=&quot;|src=\"http://127.0.0.1:8000(/c/[^\"?]+)", snippet[1].replace("&quot;", '"'))
    assert image and client.get(image[1]).status_code == 200
    assert f'alt="Standing of CE-CFP certificate {certificate.number}"' in snippet[1]


@pytest.mark.parametrize(
    "content", [PRODUCT_A, SHORT, LONGEST, MANY_DIGITS], ids=["usual", "short", "longest", "digits"]
)
def test_the_picture_has_the_size_links_are_shown_with(content: object) -> None:
    png = share_image.draw(content)  # type: ignore[arg-type]
    assert png.startswith(b"\x89PNG") and len(png) < 300_000
    with Image.open(share_image.BytesIO(png)) as image:
        assert image.size == (1200, 630)


def test_markup_in_the_picture_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bytes] = []

    def kept(*args: object, **options: object) -> bytes:
        drawn.append(render_pdf(*args, **options))  # type: ignore[arg-type]
        return drawn[-1]

    monkeypatch.setattr(share_image, "render_pdf", kept)
    name = "<img src=//x> <b>ก</b>"
    share_image.draw(replace(PRODUCT_A, product_th=name, holder_th="{{ 7|add:7 }} <style>"))
    text = pypdfium2.PdfDocument(drawn[0])[0].get_textpage().get_text_bounded()
    assert name in text and "{{ 7|add:7 }} <style>" in text


def test_the_picture_is_drawn_once_and_given_while_in_force(
    client: Client, certificate: Certificate, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    monkeypatch.setattr(share_image, "draw", lambda content: drawn.append(content) or b"\x89PNG")
    address = f"/c/{certificate.code}/share.png"
    for _ in range(2):
        response = client.get(address)
        assert response.status_code == 200 and response.content == b"\x89PNG"
    assert len(drawn) == 1 and response["Content-Type"] == "image/png" and "no-store" in response["Cache-Control"]
    page = client.get(f"/c/{certificate.code}").content.decode()
    assert f'property="og:image" content="http://127.0.0.1:8000{address}"' in page
    bring_to("revoked", certificate, personas)
    assert client.get(address).status_code == 410
    assert "og:image" not in client.get(f"/c/{certificate.code}").content.decode()
    assert client.get(f"/c/{'0' * 26}/share.png").status_code == 404


def test_what_shared_links_say_holds_no_standing(client: Client, certificate: Certificate) -> None:
    page = client.get(f"/c/{certificate.code}").content.decode()
    told = re.findall(r'property="og:(?:title|description)" content="([^"]+)"', page)
    assert len(told) == 2 and not any(word.th in text for word in BADGE_STANDINGS.values() for text in told)
    assert certificate.number in told[0]
