"""Whether bytes somebody holds are a certificate of the register, unchanged, and what it is worth now; if not, why."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from calculations.engine.canonical import canonical_json
from cecfp_portal.thai import local_day
from certificates import numbering
from certificates.models import Certificate, Dossier, Standing
from certificates.pdf.page import ATTACHMENT_NAME

if TYPE_CHECKING:
    from certificates.pdf.signature import SignatureFacts, SignedFile

logger = logging.getLogger(__name__)

# Below what Django keeps in memory, so that an upload to be checked never touches a disk.
MOST_BYTES = 1_000_000
MOST_DATA_BYTES = 256 * 1024


class Finding(StrEnum):
    """What the check of a file came to."""

    GENUINE = "genuine"
    ALTERED = "altered"
    UNSIGNED = "unsigned"
    FOREIGN = "foreign"
    NOT_REGISTERED = "not_registered"
    UNREADABLE = "unreadable"
    NOT_OURS = "not_ours"
    NOT_A_PDF = "not_a_pdf"
    TOO_LARGE = "too_large"
    OTHER_DOCUMENT = "other_document"
    CONTRADICTION = "contradiction"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Verdict:
    """What is told about a file.

    `certificate` is the register's own entry, found by the file's hash or by the number and code the file claims; with
    any finding but GENUINE it is what the file pretends to be. `reasons` are for people who run the portal.
    """

    finding: Finding
    certificate: Certificate | None = None
    standing: Standing | None = None
    sha256: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def is_genuine(self) -> bool:
        return self.finding == Finding.GENUINE


@dataclass(frozen=True)
class Claims:
    """What a file says of itself in its attached data, whoever wrote it."""

    number: str
    code: str
    data: bytes


def verdict_on(pdf: bytes, *, at: datetime) -> Verdict:
    """Judge the bytes of a file at a moment; whatever they are, this answers and never raises for them.

    Genuine means all of: the SHA-256 is that of an issued file, signed by the recorded signer under a trusted root
    with nothing outside the signature, and its data are those of the register's entry. Files issued before there
    were signatures have the hash and the data alone. Without trusted roots configured nothing is called genuine.
    """
    if len(pdf) > MOST_BYTES:
        return Verdict(Finding.TOO_LARGE)
    if b"%PDF-" not in pdf[:1024]:
        return Verdict(Finding.NOT_A_PDF, sha256=sha256(pdf).hexdigest())
    digest = sha256(pdf).hexdigest()
    issued = Certificate.objects.with_events().filter(pdf_sha256=digest).first()
    try:
        return _on_issued(issued, pdf, digest, at=at) if issued else _on_stranger(pdf, digest, at=at)
    except Exception as error:  # noqa: BLE001 - a hostile file may make any reader raise anything
        logger.info("checked file %s: %s: %.200s", digest, type(error).__name__, error)
        return _on_failure(issued, digest, error)


def _on_issued(issued: Certificate, pdf: bytes, digest: str, *, at: datetime) -> Verdict:
    """The bytes are those that were issued: whether register, data and signature still say the same."""
    reasons = tuple(_contradictions(issued, pdf))
    if reasons:
        logger.error("certificate %s: file and register disagree: %s", issued.number, "; ".join(reasons))
        return Verdict(Finding.CONTRADICTION, issued, None, digest, reasons)
    return Verdict(Finding.GENUINE, issued, issued.standing(local_day(at)), digest)


def _contradictions(row: Certificate, pdf: bytes) -> Iterator[str]:
    file = _opened(pdf)
    claims = _claims(file)
    if claims is None or claims.data != canonical_json(row.content):
        yield "the attached data are not the content of the entry"
    elif sha256(claims.data).hexdigest() != row.content_sha256:
        yield "the hash of the content is another"
    elif (claims.number, claims.code) != (row.number, row.code):
        yield "number or code are others"
    if not str(row.content.get("verify_url", "")).endswith(f"/c/{row.code}"):
        yield "the QR code leads elsewhere"
    printed = row.printed
    if (printed.judged_sha256, printed.is_example) != (row.judged_sha256, row.is_example):
        yield "the judged case is another"
    if (printed.approved_on, printed.valid_from, printed.valid_until) != (
        row.approved_on,
        row.valid_from,
        row.valid_until,
    ):
        yield "the days of the entry are others"
    if row.signed_at is not None:
        yield from _signature_contradictions(row, pdf, file.signatures(at=row.signed_at))


def _signature_contradictions(row: Certificate, pdf: bytes, signatures: "list[SignatureFacts]") -> Iterator[str]:
    # Judged at the time of signing: a key that has expired since does not undo what it signed.
    if len(signatures) != 1 or not signatures[0].holds:
        yield "the signature does not hold"
    elif signatures[0].signer.fingerprint != row.signer_fingerprint:
        yield "another key signed than the entry records"
    ends = (match.end() for match in re.finditer(rb"%%EOF\r?\n?", pdf))
    if not any(sha256(pdf[:end]).hexdigest() == row.unsigned_sha256 for end in ends):
        yield "the file under the signature is another"


def _on_stranger(pdf: bytes, digest: str, *, at: datetime) -> Verdict:
    """The bytes are not those of any issued file: what they pretend to be, and what gives them away."""
    file = _opened(pdf, is_lenient=True)
    claims, signatures = _claims(file), file.signatures(at=at)
    pretended = _registered(claims) if claims else None
    # A dossier carries the certificate's data too and is signed with the same key.
    is_dossier = Dossier.objects.filter(pdf_sha256=digest).exists()
    finding = Finding.OTHER_DOCUMENT if is_dossier else _given_away_by(claims, pretended, signatures)
    return Verdict(finding, pretended, sha256=digest)


def _given_away_by(claims: Claims | None, pretended: Certificate | None, signatures: "list[SignatureFacts]") -> Finding:
    # A root may be that of a public authority, which certifies others as well: a key is ours by its fingerprint.
    # Of a broken signature, too, the certificate tells whose it was.
    signers = {facts.signer.fingerprint for facts in signatures}
    is_ours = Certificate.objects.filter(signer_fingerprint__in=signers).exists()
    if signatures and not is_ours:
        return Finding.FOREIGN if claims else Finding.NOT_OURS
    if claims is not None and pretended is None:
        return Finding.NOT_REGISTERED
    if claims is None or pretended is None:
        return Finding.ALTERED if is_ours else Finding.NOT_OURS
    if not signatures and pretended.signed_at is not None:
        return Finding.UNSIGNED
    return Finding.ALTERED


def _on_failure(issued: Certificate | None, digest: str, error: Exception) -> Verdict:
    from certificates.pdf.keys import SealUnavailable

    if isinstance(error, SealUnavailable):
        logger.error("files cannot be checked: %s", error)
        return Verdict(Finding.UNCHECKED, sha256=digest, reasons=(str(error),))
    if issued is not None:
        logger.error("certificate %s: the issued file cannot be read: %s", issued.number, error)
        return Verdict(Finding.CONTRADICTION, issued, None, digest, (type(error).__name__,))
    return Verdict(Finding.UNREADABLE, sha256=digest, reasons=(type(error).__name__,))


def _opened(pdf: bytes, *, is_lenient: bool = False) -> "SignedFile":
    # Loaded when the first file is checked: half a second that the start of a web server need not pay.
    from certificates.pdf.signature import SignedFile

    return SignedFile(pdf, is_lenient=is_lenient)


def _claims(file: "SignedFile") -> Claims | None:
    """Return what the attached data say, None when there are none of a certificate's form."""
    data = file.attachment(ATTACHMENT_NAME)
    if data is None or len(data) > MOST_DATA_BYTES:
        return None
    try:
        values: Any = json.loads(data)
        return Claims(str(values["number"]), str(values["code"]), data)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _registered(claims: Claims) -> Certificate | None:
    found = Certificate.objects.with_events()
    if numbering.is_code(claims.code) and (by_code := found.filter(code=claims.code).first()):
        return by_code
    return found.filter(number=claims.number[:60].replace("\x00", "")).first()
