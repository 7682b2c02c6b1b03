"""The unsigned certificate passes a strict validator as PDF/A-3a and as PDF/UA-1."""

from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest

from cecfp_portal.documents import finishing, render_pdf
from certificates.pdf.page import render_certificate
from tests.certificates.contents import LONGEST, MANY_DIGITS, PACKAGING, SHORT
from tests.certificates.test_type_42 import COPIER

CASES = {
    "short": SHORT,
    "longest names": LONGEST,
    "packaging, example": PACKAGING,
    "12 digits": MANY_DIGITS,
    "type 4.2": COPIER,
}
PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
PAGE = '<html lang="th"><head><title>เอกสาร</title></head><body><p>น้ำดื่ม</p></body></html>'


def failures(pdf: bytes, folder: Path) -> list[str]:
    """Return what the validator objects to under either profile."""
    file = folder / "file.pdf"
    file.write_bytes(pdf)
    return [str(failure) for profile in PROFILES for failure in page.validate_pdf(file, profile=profile).failures]


@pytest.mark.parametrize("case", CASES)
def test_the_certificate_conforms_to_both_standards(case: str, tmp_path: Path) -> None:
    assert failures(render_certificate(CASES[case]), tmp_path) == []


def test_every_other_document_conforms_too(tmp_path: Path) -> None:
    assert failures(render_pdf(PAGE), tmp_path) == []


def test_the_validator_finds_what_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finishing, "declare_conformance", lambda pdf: None)
    found = failures(render_pdf(PAGE), tmp_path)
    assert any("XMP does not contain the PDF/UA" in text for text in found) and any("Filter" in text for text in found)


def test_each_run_of_text_states_its_language() -> None:
    with pikepdf.open(BytesIO(render_certificate(SHORT))) as document:
        runs = [
            instruction.operands[1]
            for instruction in pikepdf.parse_content_stream(document.pages[0])
            if str(instruction.operator) == "BDC"
        ]
    spoken = {str(run.get("/Lang", "")) for run in runs if "/MCID" in run}
    assert spoken == {"th", "en", ""}, "without a language is the picture of the QR code alone"
    assert sum("/Lang" not in run for run in runs) == 1


def test_the_qr_code_has_its_words_and_its_place() -> None:
    with pikepdf.open(BytesIO(render_certificate(SHORT))) as document:
        figures = [
            item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        (figure,) = figures
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
        height = float(document.pages[0].MediaBox[3])
    assert str(figure.Alt) == SHORT.verify_url
    assert 0 < left < right < 200 and 0 < bottom < top < height / 4, "lower left of the page, in points from the bottom"
