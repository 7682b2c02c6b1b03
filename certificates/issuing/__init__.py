"""The worker's act of issuing: reserve, render, lint, seal, store, certify; stopped anywhere, the number stays."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from applications.models import Issuance
from applications.notifications import certificate_issued
from applications.transitions import apply_transition, lock
from cecfp_portal import audit, outbox
from cecfp_portal.text import search_text
from certificates import numbering
from certificates.content import CertificateContent
from certificates.dossier import making
from certificates.issuing.backing import backing_of
from certificates.issuing.printed import content_of
from certificates.issuing.succession import take_over
from certificates.models import Certificate, NumberReservation
from certificates.pdf import archive
from certificates.pdf.lint import lint_backing, lint_content, lint_document, lint_number
from certificates.pdf.page import render_certificate
from certificates.pdf.press import press_sha256
from certificates.pdf.seal import SignerIdentity, sealed, signer_identity
from certificates.pdf.signature import read_signatures

__all__ = ["OtherWorkerFinishedError", "SealNotProven", "SealedFile", "content_of", "issue"]

_NOT_YET = "–"


class OtherWorkerFinishedError(Exception):
    """Another attempt holds the issuance by now: what this one did is rolled back."""


class SealNotProven(Exception):
    """The signature just made does not prove the file: nothing is stored."""


@dataclass(frozen=True)
class SealedFile:
    """A signed file and what is recorded of it."""

    pdf: bytes
    unsigned_sha256: str
    signer: SignerIdentity
    signed_at: datetime

    def recorded(self) -> dict[str, Any]:
        """Return the columns of the certificate that tell of the signature."""
        return {
            "unsigned_sha256": self.unsigned_sha256,
            "signer_fingerprint": self.signer.fingerprint,
            "signed_at": self.signed_at,
        }


def issue(issuance_id: int, clock: Callable[[], datetime] = timezone.now) -> None:
    """Bring one issuance to its certificate; safe to be called any number of times, at once or after a crash."""
    outbox.attempt(Issuance, issuance_id, partial(_issue, clock=clock), clock)


def _issue(issuance: Issuance, *, clock: Callable[[], datetime]) -> None:
    # Without the key no number is taken either.
    signer = signer_identity()
    reservation = _reserve(issuance, clock)
    content = CertificateContent.from_json(reservation.content)
    lint_number(content)
    pdf = render_certificate(content)
    lint_document(pdf, content)
    # The signature states the true moment, whatever clock is told by: a key proves nothing for before it was made.
    sealed_file = _seal(pdf, signer, at=timezone.now())
    pdf_sha256 = archive.keep(sealed_file.pdf)
    _certify(issuance, reservation, content, pdf_sha256, sealed_file, clock)


def _reserve(issuance: Issuance, clock: Callable[[], datetime] = timezone.now) -> NumberReservation:
    """Return the number and content of this issuance, taken the first time and the same ever after.

    What cannot be printed is refused before a number is taken for it.
    """
    unnumbered = content_of(issuance, number=_NOT_YET, code=_NOT_YET)
    lint_content(unnumbered)
    lint_backing(backing_of(issuance), unnumbered)
    with transaction.atomic():
        lock(issuance.application_id)
        existing = NumberReservation.objects.filter(issuance=issuance).first()
        if existing is not None:
            return existing
        at, code = clock(), numbering.new_code()
        taken = numbering.take_number(approved_on=issuance.approved_on)
        content = content_of(issuance, number=taken.text, code=code)
        reservation = NumberReservation.objects.create(
            issuance=issuance,
            scheme=numbering.SCHEME,
            fiscal_year=taken.fiscal_year,
            running=taken.running,
            number=taken.text,
            code=code,
            content=content.to_json(),
            content_sha256=content.sha256(),
            reserved_at=at,
        )
        Issuance.objects.filter(pk=issuance.pk).update(number=taken.text)
        facts = {"number": taken.text, "content_sha256": reservation.content_sha256}
        audit.append(verb="certificate.number_reserved", by=None, at=at, subject=issuance.application, data=facts)
    return reservation


def _seal(pdf: bytes, signer: SignerIdentity, *, at: datetime) -> SealedFile:
    """Sign, then read the signature as a stranger would. Raises SealNotProven when it does not prove the file."""
    signed = sealed(pdf, at=at)
    found = read_signatures(signed, at=at)
    if not signed.startswith(pdf) or len(found) != 1 or not found[0].holds:
        raise SealNotProven("The signature, or its time stamp, does not hold against SIGNATURE_TRUST_ROOTS.")
    if settings.SIGNING_TIMESTAMP_URL and found[0].stamped_at is None:
        raise SealNotProven("The signature came without the time stamp of SIGNING_TIMESTAMP_URL.")
    if found[0].signer != signer:
        raise SealNotProven("Another key signed than the one this process began with.")
    return SealedFile(signed, hashlib.sha256(pdf).hexdigest(), signer, at)


def _certify(
    issuance: Issuance,
    reservation: NumberReservation,
    content: CertificateContent,
    pdf_sha256: str,
    sealed_file: SealedFile,
    clock: Callable[[], datetime] = timezone.now,
) -> None:
    """Make the certificate public and the application certified, in one transaction."""
    hashes = {"content_sha256": reservation.content_sha256, "pdf_sha256": pdf_sha256}
    with transaction.atomic():
        application = lock(issuance.application_id)
        at = clock()
        if not outbox.finish(issuance, at=at, number=reservation.number, **hashes):
            raise OtherWorkerFinishedError
        certificate = Certificate.objects.create(
            application=application,
            issuance=issuance,
            number=reservation.number,
            code=reservation.code,
            content=reservation.content,
            judged_sha256=content.judged_sha256,
            search_text=_search_text(content),
            approved_on=content.approved_on,
            valid_from=content.valid_from,
            valid_until=content.valid_until,
            issued_at=at,
            is_example=content.is_example,
            press_sha256=press_sha256(),
            **hashes,
            **sealed_file.recorded(),
        )
        take_over(certificate, decided_by=issuance.decision.decided_by, at=at)
        apply_transition(application.pk, "certify", by=None, at=at, data={"number": certificate.number, **hashes})
        certificate_issued(application, at=at)
        making.order(certificate, at=at)
        audit.append(
            verb="certificate.issued",
            by=None,
            at=at,
            subject=certificate,
            data={
                "number": certificate.number,
                **hashes,
                "unsigned_sha256": sealed_file.unsigned_sha256,
                "signer_fingerprint": sealed_file.signer.fingerprint,
                "signer_serial": sealed_file.signer.serial,
            },
        )


def _search_text(content: CertificateContent) -> str:
    found_by = (
        content.number,
        content.product_th,
        content.product_en,
        content.model,
        content.holder_th,
        content.holder_en,
    )
    return search_text(" ".join(found_by))
