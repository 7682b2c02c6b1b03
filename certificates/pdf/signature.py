"""Reading a signed PDF: whose signature it is, whether it holds and covers the whole file, and what is attached."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certificates.pdf.keys import trust_roots
from certificates.pdf.seal import SignerIdentity, identity_of, outside_any_loop

NOTHING_ADDED = SignatureCoverageLevel.ENTIRE_FILE
# What a stranger's file may unpack to, all streams together: a certificate needs a hundredth.
LIMITS = DecodeLimits(document_budget=DocumentDecodeBudget(base_allowance=32 * 1024 * 1024, max_ratio=10))


@dataclass(frozen=True)
class SignatureFacts:
    """What one signature of a file is worth at a moment.

    `is_sound`: what was signed is unchanged, the signer's certificate leads to a trusted root and may sign documents,
    and a time stamp, if there is one, is as good. `is_trusted`: the part about the signer alone; never true of a
    broken signature. `covers_file`: nothing stands in the file beside what was signed. `stamped_at`: the moment an
    authority's time stamp tells, None without one.
    """

    is_sound: bool
    is_trusted: bool
    covers_file: bool
    stamped_at: datetime | None
    signer: SignerIdentity

    @property
    def holds(self) -> bool:
        """The signature proves the whole file."""
        return self.is_sound and self.is_trusted and self.covers_file


def read_signatures(pdf: bytes, *, at: datetime) -> list[SignatureFacts]:
    """Return the facts of every signature, judged at a moment; the network is never asked.

    Raises keys.SealUnavailable without trusted roots, and whatever pyHanko raises for what is no readable PDF.
    """
    return SignedFile(pdf).signatures(at=at)


class SignedFile:
    """A file opened once for its signatures and attachments, with bounds on what it unpacks to.

    Opening and every method raise whatever pyHanko raises for what is no readable PDF.
    """

    def __init__(self, pdf: bytes, *, is_lenient: bool = False) -> None:
        self._reader = PdfFileReader(BytesIO(pdf), strict=not is_lenient, decode_limits=LIMITS)

    def signatures(self, *, at: datetime) -> list[SignatureFacts]:
        """Return the facts of every signature. Raises keys.SealUnavailable without trusted roots."""
        trust = ValidationContext(trust_roots(), moment=at)
        return [_facts(embedded, trust) for embedded in self._reader.embedded_signatures]

    def attachment(self, name: str) -> bytes | None:
        """Return the attached file of this name in the newest revision, None when there is not exactly one."""
        listed: Any = self._reader.root
        for step in ("/Names", "/EmbeddedFiles", "/Names"):
            if step not in listed:
                return None
            listed = listed[step]
        found = [listed[index + 1] for index in range(0, len(listed) - 1, 2) if str(listed[index]) == name]
        return bytes(found[0]["/EF"]["/F"].data) if len(found) == 1 else None


def _facts(embedded: EmbeddedPdfSignature, trust: ValidationContext) -> SignatureFacts:
    status: PdfSignatureStatus = outside_any_loop(
        async_validate_pdf_signature(embedded, trust, ts_validation_context=trust, skip_diff=True)
    )
    return SignatureFacts(
        is_sound=status.bottom_line,
        is_trusted=status.trusted,
        covers_file=status.coverage == NOTHING_ADDED,
        stamped_at=status.timestamp_validity.timestamp if status.timestamp_validity else None,
        signer=identity_of(embedded.signer_cert),
    )
