"""Rules of the drawn file: one page of PDF/A-3a with Thai fonts inside, nothing active, and the true words and data."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from certificates.content import CertificateContent
from certificates.pdf.authenticity import MOST_BYTES
from certificates.pdf.page import ATTACHMENT_NAME

THAI_FONT = "Sarabun"
ROOM_FOR_SIGNATURE = 50_000
A4_POINTS = (595.28, 841.89)
_ACTIVE_ENTRIES = ("/OpenAction", "/AA", "/AcroForm", "/JavaScript")
_XMP_MARKS = (b'pdfaid:part="3"', b'pdfaid:conformance="A"', b"<pdfuaid:part>1<")


@dataclass(frozen=True)
class DrawnFile:
    """The file opened for its structure, and its text without white space."""

    pdf: Any
    words: str
    size_bytes: int


@contextmanager
def opened(pdf: bytes) -> Iterator[DrawnFile]:
    """Open the file by two readers that have nothing in common, as a reader of it may be either."""
    text = pypdfium2.PdfDocument(pdf)
    try:
        words = "".join("".join(page.get_textpage().get_text_range().split()) for page in text)
    finally:
        text.close()
    with pikepdf.open(BytesIO(pdf)) as document:
        yield DrawnFile(document, words, len(pdf))


def one_page_of_a4(file: DrawnFile, content: CertificateContent) -> Iterator[str]:
    """The certificate is one sheet."""
    if len(file.pdf.pages) != 1:
        yield f"{len(file.pdf.pages)} pages instead of one"
    sides = [float(side) for side in file.pdf.pages[0].MediaBox[2:]]
    if any(abs(side - wanted) > 1 for side, wanted in zip(sides, A4_POINTS, strict=True)):
        yield "the page is not A4"


def tagged_for_screen_readers(file: DrawnFile, content: CertificateContent) -> Iterator[str]:
    """Structure and language are there."""
    if "/StructTreeRoot" not in file.pdf.Root or "/Lang" not in file.pdf.Root:
        yield "no structure or language for screen readers"


def says_that_it_is_an_archive_copy(file: DrawnFile, content: CertificateContent) -> Iterator[str]:
    """The metadata name PDF/A-3a and PDF/UA-1, and the colours have their profile."""
    root = file.pdf.Root
    metadata = root.Metadata.read_bytes() if "/Metadata" in root else b""
    if not all(mark in metadata for mark in _XMP_MARKS) or "/OutputIntents" not in root:
        yield "the file does not say that it is PDF/A-3a and PDF/UA-1"


def nothing_is_active(file: DrawnFile, content: CertificateContent) -> Iterator[str]:
    """Nothing runs, nothing is encrypted, no link leads elsewhere than the verification page."""
    yield from (f"active entry {name}" for name in _ACTIVE_ENTRIES if name in file.pdf.Root)
    if file.pdf.is_encrypted:
        yield "the file is encrypted"
    for page in file.pdf.pages:
        for annotation in page.get("/Annots", []):
            if str(annotation.get("/A", {}).get("/URI", content.verify_url)) != content.verify_url:
                yield "a link leads elsewhere than the verification page"


def thai_fonts_are_inside(file: DrawnFile, content: CertificateContent) -> Iterator[str]:
    """Every font is the bundled Thai one and travels with the file."""
    fonts = [font for page in file.pdf.pages for font in page.get("/Resources", {}).get("/Font", {}).values()]
    if not fonts:
        yield "the Thai font is missing"
    for font in fonts:
        name = str(font.get("/BaseFont", ""))
        if THAI_FONT not in name or not _is_embedded(font):
            yield f"the font {name or 'without a name'} is not the bundled one"


def carries_exactly_its_data(file: DrawnFile, content: CertificateContent) -> Iterator[str]:
    """One attachment: what is printed, as data."""
    attached = file.pdf.attachments
    if set(attached) != {ATTACHMENT_NAME}:
        yield "attachments other than the data of the certificate"
    elif attached[ATTACHMENT_NAME].get_file().read_bytes() != content.canonical():
        yield "attached data differ from the content"


def says_what_it_states(file: DrawnFile, content: CertificateContent) -> Iterator[str]:
    """The words on the page, as any reader gets them, hold number, names, figures, address and hash."""
    stated = {
        "number": content.number,
        "holder": content.holder_th,
        "product": content.product_th,
        "footprint": content.footprint,
        "share": content.recycled_share_percent,
        "address of the QR code": content.verify_url,
        "hash of the data": content.sha256(),
    }
    for name, text in stated.items():
        if "".join(text.split()) not in file.words:
            yield f"the {name} cannot be read from the page"


def can_be_checked_by_anybody(file: DrawnFile, content: CertificateContent) -> Iterator[str]:
    """The signed file will be within what the public's check takes."""
    if file.size_bytes > MOST_BYTES - ROOM_FOR_SIGNATURE:
        yield f"the file of {file.size_bytes} bytes is too large to be checked by the public"


def _is_embedded(font: Any) -> bool:
    parts = font.get("/DescendantFonts", [font])
    return all(
        any(name in part.get("/FontDescriptor", {}) for name in ("/FontFile", "/FontFile2", "/FontFile3"))
        for part in parts
    )


DOCUMENT_RULES = (
    one_page_of_a4,
    tagged_for_screen_readers,
    says_that_it_is_an_archive_copy,
    nothing_is_active,
    thai_fonts_are_inside,
    carries_exactly_its_data,
    says_what_it_states,
    can_be_checked_by_anybody,
)
