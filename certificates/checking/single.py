"""One certificate looked at from every side: file, content, records, recomputation, signature, drawing, dossier."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pikepdf

from applications.choices import Proposal
from calculations.engine.canonical import sha256_of
from cecfp_portal.documents import RendererUnavailable
from cecfp_portal.thai import local_day
from certificates.dossier.collecting import frozen_of
from certificates.dossier.files import CERTIFICATE
from certificates.dossier.opening import UnreadableFileError, dossier_of
from certificates.dossier.recomputing import HASH, Compared, recompute
from certificates.models import Certificate, Dossier
from certificates.pdf import archive
from certificates.pdf.keys import SealUnavailable
from certificates.pdf.page import render_certificate
from certificates.pdf.press import press_sha256
from certificates.pdf.signature import read_signatures

FILE, RECORD, SIGNATURE, DRAWING, DOSSIER, CHECK = "file", "record", "signature", "drawing", "dossier", "check"
# The worker lacks something: no word about the certificate, so the check is repeated instead.
TECHNICAL = (RendererUnavailable, SealUnavailable, MemoryError)


@dataclass(frozen=True)
class Checked:
    """What was found on one certificate; `is_redrawn` where the same press drew the same bytes again."""

    differences: tuple[Compared, ...]
    is_redrawn: bool


def check_certificate(certificate: Certificate, *, at: datetime) -> Checked:
    """Return every difference. A check that breaks on what it reads is a difference; a lacking worker raises."""
    is_redrawable = certificate.press_sha256 == press_sha256()
    differences = tuple(item for item in _compared(certificate, is_redrawable, at) if not item.is_same)
    is_redrawn = is_redrawable and not any(item.kind in (DRAWING, FILE, CHECK) for item in differences)
    return Checked(differences, is_redrawn)


def _compared(certificate: Certificate, is_redrawable: bool, at: datetime) -> Iterator[Compared]:
    yield from _guarded("records", lambda: _records(certificate))
    yield from _guarded("recomputation", lambda: iter(recompute(frozen_of(certificate)).compared))
    try:
        pdf = archive.read(certificate.pdf_sha256)
    except archive.FileDamagedError as error:
        yield Compared(FILE, "certificate_file", certificate.pdf_sha256, str(error))
    else:
        yield from _guarded("content", lambda: _content(certificate, pdf))
        if certificate.signer_fingerprint:
            yield from _guarded("signature", lambda: _signature(certificate, pdf))
        if is_redrawable:
            yield from _guarded("drawing", lambda: _drawing(certificate, pdf))
    yield from _guarded("dossier", lambda: _dossier(certificate))


def _guarded(name: str, part: Callable[[], Iterator[Compared]]) -> Iterator[Compared]:
    try:
        yield from part()
    except TECHNICAL:
        raise
    except Exception as error:  # noqa: BLE001, whatever a damaged row or file makes a reader raise is a finding
        yield Compared(CHECK, name, "", f"{type(error).__name__}: {error}")


def _records(certificate: Certificate) -> Iterator[Compared]:
    """Number, dates and approvals in the four places that hold them."""
    content, issuance, reservation = certificate.printed, certificate.issuance, certificate.issuance.reservation
    decision = issuance.decision
    for name, printed, found in (
        ("number", content.number, certificate.number),
        ("number of the reservation", content.number, reservation.number),
        ("number of the issuance", content.number, issuance.number),
        ("code", content.code, certificate.code),
        ("code of the reservation", content.code, reservation.code),
        ("approved on", content.approved_on, certificate.approved_on),
        ("approved on, issuance", content.approved_on, issuance.approved_on),
        ("approved on, decision", content.approved_on, local_day(decision.decided_at)),
        ("valid from", content.valid_from, certificate.valid_from),
        ("valid until", content.valid_until, certificate.valid_until),
        ("application", certificate.application_id, issuance.application_id),
        ("example", content.is_example, certificate.is_example),
    ):
        yield Compared(RECORD, name, str(printed), str(found))
    content_sha256 = content.sha256()
    for name, expected, stored in (
        ("content", content_sha256, certificate.content_sha256),
        ("content of the reservation", content_sha256, sha256_of(reservation.content)),
        ("hash in the reservation", content_sha256, reservation.content_sha256),
        ("content of the issuance", content_sha256, issuance.content_sha256),
        ("judged case", content.judged_sha256, certificate.judged_sha256),
        ("file of the issuance", certificate.pdf_sha256, issuance.pdf_sha256),
    ):
        yield Compared(HASH, name, expected, stored)
    yield from _approval(certificate)


def _approval(certificate: Certificate) -> Iterator[Compared]:
    content, decision = certificate.printed, certificate.issuance.decision
    recommendation = decision.recommendation
    yield Compared(RECORD, "decision", str(Proposal.APPROVE), decision.decision)
    if recommendation is None:
        yield Compared(RECORD, "recommendation", "a recommendation", "")
        return
    yield Compared(RECORD, "proposal", str(Proposal.APPROVE), recommendation.proposal)
    yield Compared(HASH, "judged case of the recommendation", content.judged_sha256, recommendation.judged_sha256)
    yield Compared(RECORD, "recommended by", str(recommendation.recommended_by_id), str(decision.recommended_by_id))
    people = {recommendation.recommended_by_id, decision.verified_by_id, decision.decided_by_id}
    yield Compared(RECORD, "people who verified, recommended and approved", "3", str(len(people - {None})))
    numbers = [
        statement.number for statement in certificate.application.statements.all() if statement.voided_at is None
    ]
    yield Compared(RECORD, "verification statement", content.statement_number, ", ".join(numbers))


def _content(certificate: Certificate, pdf: bytes) -> Iterator[Compared]:
    with pikepdf.open(BytesIO(pdf)) as document:
        attached = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
    yield Compared(FILE, "attachments", CERTIFICATE, ", ".join(sorted(attached)))
    found = hashlib.sha256(attached.get(CERTIFICATE, b"")).hexdigest()
    yield Compared(HASH, "data attached to the file", certificate.content_sha256, found)


def _signature(certificate: Certificate, pdf: bytes) -> Iterator[Compared]:
    """Judged at the moment of signing: a key may expire long before a certificate does."""
    moment = certificate.signed_at or certificate.issued_at
    signatures = read_signatures(pdf, at=moment)
    yield Compared(SIGNATURE, "signatures", "1", str(len(signatures)))
    for signature in signatures:
        yield Compared(SIGNATURE, "intact", "True", str(signature.is_sound))
        yield Compared(SIGNATURE, "trusted", "True", str(signature.is_trusted))
        yield Compared(SIGNATURE, "covers the file", "True", str(signature.covers_file))
        yield Compared(SIGNATURE, "signer", str(certificate.signer_fingerprint), signature.signer.fingerprint)


def _drawing(certificate: Certificate, pdf: bytes) -> Iterator[Compared]:
    drawn = render_certificate(certificate.printed)
    yield Compared(DRAWING, "unsigned bytes", str(certificate.unsigned_sha256), hashlib.sha256(drawn).hexdigest())
    yield Compared(DRAWING, "beginning of the file", "True", str(pdf.startswith(drawn)))


def _dossier(certificate: Certificate) -> Iterator[Compared]:
    """A dossier that is still to be made is no difference: its own page tells of it."""
    dossier = Dossier.objects.filter(certificate=certificate, finished_at__isnull=False).first()
    if dossier is None:
        return
    try:
        opened = dossier_of(archive.read(dossier.pdf_sha256, folder=archive.DOSSIERS))
    except (archive.FileDamagedError, UnreadableFileError) as error:
        yield Compared(DOSSIER, "dossier file", dossier.pdf_sha256, str(error))
        return
    found = {name: hashlib.sha256(raw).hexdigest() for name, raw in opened.files.items()}
    yield Compared(DOSSIER, "attached files", str(sorted(dossier.files.items())), str(sorted(found.items())))
    named = str(opened.listed.get("certificate_pdf_sha256"))
    yield Compared(DOSSIER, "certificate it belongs to", certificate.pdf_sha256, named)
