"""The signature: PAdES in an invisible field, appended to bytes that are otherwise left as they are."""

import asyncio
import hashlib
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, TypeVar

from asn1crypto.cms import ContentInfo
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper

from certificates.pdf.keys import SealUnavailable, open_signer

FIELD_NAME = "Seal"
READABLE_NAME = "ลายมือชื่ออิเล็กทรอนิกส์ของผู้ออกเอกสาร / Electronic signature of the issuer"
DIGEST = "sha256"
# Attributes take some 500 bytes, the value of RSA with 4,096 bits as many; the issuer is named in them twice.
ROOM_BESIDE_CERTIFICATES = 1_400
TIME_STAMP_TIMEOUT_SECONDS = 10

Result = TypeVar("Result")


@dataclass(frozen=True)
class SignerIdentity:
    """The certificate that signs, for the record: SHA-256 of its DER form, its serial number, its subject."""

    fingerprint: str
    serial: str
    subject: str


def sealed(pdf: bytes, *, at: datetime) -> bytes:
    """Return the PDF with a signature appended; the bytes given are an exact prefix of it.

    PAdES B-B, or B-T where SIGNING_TIMESTAMP_URL names an authority. Raises keys.SealUnavailable without a key, or
    when the authority does not answer or answers something else than it was asked.
    """
    with open_signer() as signer:
        return sealed_by(signer, pdf, at=at)


def sealed_by(signer: Signer, pdf: bytes, *, at: datetime) -> bytes:
    """Return the PDF with the signature of a given signer appended."""
    # Left to itself pyHanko measures by signing twice; what a time stamp takes, only its authority knows.
    room = None if settings.SIGNING_TIMESTAMP_URL else _room_digits(signer)
    work = _PdfSignerAt(signer, at).async_sign_pdf(_Appending(BytesIO(pdf)), bytes_reserved=room)
    return bytes(outside_any_loop(work).getvalue())


def _room_digits(signer: Signer) -> int:
    """Return the room a signature without time stamp takes, in hexadecimal digits: two a byte."""
    own: Any = signer.signing_cert
    embedded = [own.issuer, own.issuer, own, *signer.cert_registry]
    return 2 * (ROOM_BESIDE_CERTIFICATES + sum(len(part.dump()) for part in embedded))


def signer_identity() -> SignerIdentity:
    """Return whose signature `sealed` makes. Raises keys.SealUnavailable without a key."""
    with open_signer() as signer:
        return identity_of(signer.signing_cert)


def identity_of(certificate: Any) -> SignerIdentity:
    """Return the identity of an asn1crypto certificate."""
    fingerprint = hashlib.sha256(certificate.dump()).hexdigest()
    return SignerIdentity(fingerprint, f"{certificate.serial_number:x}", certificate.subject.human_friendly)


def outside_any_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """Run pyHanko's coroutine to its end in a thread of its own: the caller's thread may have a running loop."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


class _Appending(IncrementalPdfFileWriter):
    """Leaves the metadata alone: rewritten, the XMP packet is no longer what PDF/A validators accept everywhere."""

    def _update_meta(self) -> None:
        return


class _TimeStamper(HTTPTimeStamper):
    """Says which setting is meant, whatever the authority did: pyHanko meets it with errors of many kinds."""

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> ContentInfo:
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except Exception as error:
            raise SealUnavailable(f"The authority of SIGNING_TIMESTAMP_URL gave no time stamp: {error}") from error


@lru_cache(maxsize=1)
def _time_stamper(address: str) -> _TimeStamper:
    """Return the way to an authority, which remembers how much room its stamps take."""
    return _TimeStamper(address, timeout=TIME_STAMP_TIMEOUT_SECONDS)


class _PdfSignerAt(PdfSigner):
    """States the given moment as the time of signing."""

    def __init__(self, signer: Signer, at: datetime) -> None:
        address = settings.SIGNING_TIMESTAMP_URL
        super().__init__(
            PdfSignatureMetadata(field_name=FIELD_NAME, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES),
            signer,
            timestamper=_time_stamper(address) if address else None,
            new_field_spec=SigFieldSpec(FIELD_NAME, readable_field_name=READABLE_NAME),
        )
        self._at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at
        return session
