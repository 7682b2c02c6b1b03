"""Reading the signature of a PDF: whose it is, whether it holds, and whether it covers the whole file."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certificates.pdf.keys import trust_roots
from certificates.pdf.seal import SignerIdentity, identity_of, outside_any_loop

NOTHING_ADDED = SignatureCoverageLevel.ENTIRE_FILE


@dataclass(frozen=True)
class SignatureFacts:
    """What one signature of a file is worth at a moment.

    `is_intact`: what was signed is unchanged. `is_trusted`: the signer's certificate leads to a trusted root and may
    sign documents. `covers_file`: nothing stands in the file beside what was signed.
    """

    is_intact: bool
    is_trusted: bool
    covers_file: bool
    signer: SignerIdentity

    @property
    def holds(self) -> bool:
        """The signature proves the whole file."""
        return self.is_intact and self.is_trusted and self.covers_file


def read_signatures(pdf: bytes, *, at: datetime) -> list[SignatureFacts]:
    """Return the facts of every signature, judged at a moment; the network is never asked.

    Raises keys.SealUnavailable without trusted roots, and whatever pyHanko raises for what is no readable PDF.
    """
    roots = trust_roots()
    reader = PdfFileReader(BytesIO(pdf))
    return [_facts(embedded, ValidationContext(roots, moment=at)) for embedded in reader.embedded_signatures]


def _facts(embedded: EmbeddedPdfSignature, trust: ValidationContext) -> SignatureFacts:
    status: PdfSignatureStatus = outside_any_loop(
        async_validate_pdf_signature(embedded, trust, ts_validation_context=trust, skip_diff=True)
    )
    return SignatureFacts(
        is_intact=status.intact and status.valid,
        is_trusted=status.trusted and status.bottom_line,
        covers_file=status.coverage == NOTHING_ADDED,
        signer=identity_of(embedded.signer_cert),
    )
