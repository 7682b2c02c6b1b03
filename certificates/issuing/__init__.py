"""The worker's act of issuing: reserve, render, lint, store, certify; stopped anywhere, the number stays."""

from django.db import transaction
from django.utils import timezone

from applications.models import Issuance
from applications.notifications import certificate_issued
from applications.transitions import apply_transition, lock
from cecfp_portal import audit, outbox
from cecfp_portal.text import search_text
from certificates import numbering
from certificates.content import CertificateContent
from certificates.issuing.printed import content_of
from certificates.issuing.succession import take_over
from certificates.models import Certificate, NumberReservation
from certificates.pdf import archive
from certificates.pdf.lint import lint_content, lint_document
from certificates.pdf.page import render_certificate

__all__ = ["OtherWorkerFinishedError", "content_of", "issue"]

_NOT_YET = "–"


class OtherWorkerFinishedError(Exception):
    """Another attempt holds the issuance by now: what this one did is rolled back."""


def issue(issuance_id: int) -> None:
    """Bring one issuance to its certificate; safe to be called any number of times, at once or after a crash."""
    outbox.attempt(Issuance, issuance_id, _issue)


def _issue(issuance: Issuance) -> None:
    reservation = _reserve(issuance)
    content = CertificateContent.from_json(reservation.content)
    pdf = render_certificate(content)
    lint_document(pdf, content)
    pdf_sha256 = archive.keep(pdf)
    _certify(issuance, reservation, content, pdf_sha256)


def _reserve(issuance: Issuance) -> NumberReservation:
    """Return the number and content of this issuance, taken the first time and the same ever after.

    What cannot be printed is refused before a number is taken for it.
    """
    lint_content(content_of(issuance, number=_NOT_YET, code=_NOT_YET))
    with transaction.atomic():
        lock(issuance.application_id)
        existing = NumberReservation.objects.filter(issuance=issuance).first()
        if existing is not None:
            return existing
        at, code = timezone.now(), numbering.new_code()
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


def _certify(issuance: Issuance, reservation: NumberReservation, content: CertificateContent, pdf_sha256: str) -> None:
    """Make the certificate public and the application certified, in one transaction."""
    hashes = {"content_sha256": reservation.content_sha256, "pdf_sha256": pdf_sha256}
    with transaction.atomic():
        application = lock(issuance.application_id)
        at = timezone.now()
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
            **hashes,
        )
        take_over(certificate, decided_by=issuance.decision.decided_by, at=at)
        apply_transition(application.pk, "certify", by=None, at=at, data={"number": certificate.number, **hashes})
        certificate_issued(application, at=at)
        audit.append(
            verb="certificate.issued",
            by=None,
            at=at,
            subject=certificate,
            data={"number": certificate.number, **hashes},
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
