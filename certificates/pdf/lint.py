"""What must hold of a certificate before it is stored: the place where conformance and signature checks join later."""

from io import BytesIO

import pikepdf

from cecfp_portal.documents import unprintable_characters
from certificates.content import CertificateContent
from certificates.pdf.page import ATTACHMENT_NAME

_ACTIVE_ENTRIES = ("/OpenAction", "/AA", "/AcroForm")


class LintRefused(Exception):
    """The document must not be issued; the message lists every reason."""


def lint_content(content: CertificateContent) -> None:
    """Refuse content that the bundled fonts would print as empty boxes. Raises LintRefused."""
    missing = unprintable_characters("".join(content.texts()))
    if missing:
        signs = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing)
        raise LintRefused(f"These characters cannot be printed: {signs}.")


def lint_document(pdf: bytes, content: CertificateContent) -> None:
    """Refuse a file that is not one tagged page carrying exactly this content as data. Raises LintRefused."""
    with pikepdf.open(BytesIO(pdf)) as document:
        reasons = [] if len(document.pages) == 1 else [f"{len(document.pages)} pages instead of one"]
        root = document.Root
        if "/StructTreeRoot" not in root or "/Lang" not in root:
            reasons.append("no structure or language for screen readers")
        reasons.extend(f"active entry {name}" for name in _ACTIVE_ENTRIES if name in root)
        if set(document.attachments) != {ATTACHMENT_NAME}:
            reasons.append("attachments other than the data of the certificate")
        elif document.attachments[ATTACHMENT_NAME].get_file().read_bytes() != content.canonical():
            reasons.append("attached data differ from the content")
    if reasons:
        raise LintRefused("; ".join(reasons) + ".")
