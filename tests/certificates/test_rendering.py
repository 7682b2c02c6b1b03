"""The rendering as a machine: same bytes anywhere, true words out of it, nothing fetched."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pypdfium2
import pytest

from certificates.content import FactoryLine
from certificates.pdf.page import CertificateTooLong, render_certificate
from tests.certificates.contents import LONGEST, PRODUCT_A
from tests.poppler import needs_poppler, text_of

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import hashlib, os
os.environ["DJANGO_SETTINGS_MODULE"] = "cecfp_portal.settings"
import django; django.setup()
from certificates.pdf.page import render_certificate
from tests.certificates.contents import LONGEST, PRODUCT_A
for content in (PRODUCT_A, LONGEST):
    print(hashlib.sha256(render_certificate(content)).hexdigest())
"""
HARD = replace(
    PRODUCT_A,
    holder_th="บริษัท น้ำผึ้งปัญญ์ญาณี ญูฐู จำกัด (มหาชน)",
    holder_en="Nam Phueng (Panyayani) & Sons Co., Ltd.",
    holder_address_th="๙๙/๙ หมู่ที่ ๓ ถนนผู้ใหญ่เกื้อ ตำบลท่าข้าม อำเภอบางปะกง จังหวัดฉะเชิงเทรา 24130",
    product_th="เม็ดพลาสติก rPET เกรด Food-Grade สำหรับปั๊มขวดน้ำจิ้มป้ำ ๆ",
    product_en="Food-grade rPET pellets (≥ 99 % CO₂-neutral claim withheld)",
    verification_body_th="สำนักทวนสอบฏูฎุ ปี๋ กิ๊ฟ ฟ้า",
    factories=(FactoryLine("โรงปั้นถ้ำน้ำค้าง ๒", "Tham Nam Khang Plant 2", "น.42(1)-1/2540-ญอป.", "ที่ดินเลขที่ ๑", "Plot 1"),),
)  # fmt: skip
PRINTED = (
    "holder_th", "holder_en", "holder_address_th", "product_th", "product_en", "verification_body_th", "footprint_unit",
)  # fmt: skip


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LANG": "C", "SOURCE_DATE_EPOCH": "0"},
        {"PYTHONHASHSEED": "77", "TZ": "Asia/Bangkok", "LANG": "th_TH.UTF-8", "LC_ALL": "C.UTF-8"},
    ],
)
def test_the_same_bytes_in_another_process_place_and_time_zone(surroundings: dict[str, str], tmp_path: Path) -> None:
    environment = os.environ | surroundings | {"PYTHONPATH": str(ROOT)}
    there = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    here = [sha256(render_certificate(content)).hexdigest() for content in (PRODUCT_A, LONGEST)]
    assert there.stdout.split() == here


@pytest.fixture(scope="module")
def hard() -> bytes:
    return render_certificate(HARD)


def _expected() -> list[str]:
    factory = HARD.factories[0]
    return [
        *(getattr(HARD, name) for name in PRINTED),
        f"{factory.name_th} ใบอนุญาตเลขที่ {factory.licence}",
        factory.name_en,
        factory.address_th,
    ]


def test_hard_names_come_out_of_pdfium_letter_by_letter(hard: bytes) -> None:
    text = pypdfium2.PdfDocument(hard)[0].get_textpage().get_text_range()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert [name for name in _expected() if not any(name in line for line in lines)] == []


@needs_poppler
def test_hard_names_come_out_of_poppler_letter_by_letter(hard: bytes) -> None:
    lines = [" ".join(line.split()) for line in text_of(hard, "-raw").splitlines()]
    assert [name for name in _expected() if not any(name in line for line in lines)] == []


class Listening(BaseHTTPRequestHandler):
    """Counts who asks."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[str]:
    Listening.asked = []
    server = HTTPServer(("127.0.0.1", 0), Listening)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_markup_in_a_name_is_shown_and_asks_nobody(elsewhere: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canary in a file")
    wishes = (
        f'<img src="{elsewhere}/a.png">', f'<link rel=attachment href="file://{secret}">',
        f"<style>@import url({elsewhere}/b.css);</style>", f'<object data="{elsewhere}/c"></object>',
        f"url({elsewhere}/d)", f'"><svg><image href="{elsewhere}/e"/></svg>',
    )  # fmt: skip
    for wish in wishes:
        site = FactoryLine(wish, wish, "3-1/50", wish, wish)
        pdf = render_certificate(replace(PRODUCT_A, holder_th=wish, product_en=wish, factories=(site,)))
        text = "".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())
        assert text.count("".join(wish.split())) >= 3
        assert b"canary" not in pdf
    assert Listening.asked == []


def test_a_word_of_a_megabyte_is_refused_without_being_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(*_: object, **__: object) -> bytes:
        raise AssertionError("drawn")

    monkeypatch.setattr("certificates.pdf.page.render_pdf", draw)
    with pytest.raises(CertificateTooLong):
        render_certificate(replace(PRODUCT_A, product_th="ก" * 1_000_000))
