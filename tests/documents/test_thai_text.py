"""What a reader copies out of a document is what was put in, for the words that come out wrong without the fix."""

import pypdfium2
import pytest
import weasyprint

from cecfp_portal.documents import render_pdf, thai_text
from tests.poppler import needs_poppler, text_of

WORDS = [
    "น้ำดื่ม", "นามบัตร", "สำนักงานรับรอง", "การคำนวณ", "จำกัด", "คาร์บอนฟุตพริ้นท์", "ถ้ำน้ำตาล", "ป้ำ", "ค่ำคืน",
    "ตำบลท่าข้าม", "อำเภอบางปะกง", "ผู้ใหญ่", "ปี๋", "ญูฐู", "กิโลกรัม",
    "ราคา", "ตารางวา",
]  # fmt: skip
WEIGHTS = (400, 600, 700)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    lines = "".join(f'<p style="font-weight: {weight}">{word}</p>' for weight in WEIGHTS for word in WORDS)
    return render_pdf(
        f'<html lang="th"><head><title>t</title></head><body>{lines}</body></html>',
        stylesheets=['body { font-family: "Sarabun" } p { margin: 0 }'],
    )


def test_pdfium_reads_every_word(pdf: bytes) -> None:
    pages = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    assert text.split() == WORDS * len(WEIGHTS)


@needs_poppler
def test_poppler_reads_every_word(pdf: bytes) -> None:
    assert text_of(pdf).split() == WORDS * len(WEIGHTS)


def test_another_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    with pytest.raises(RuntimeError, match=r"70\.1"):
        thai_text.mend.__wrapped__()
