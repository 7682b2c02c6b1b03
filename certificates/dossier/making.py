"""The worker's act of making a dossier: collect, draw, sign, store; safe to be called any number of times."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from cecfp_portal import audit, outbox
from certificates.dossier.collecting import frozen_of, with_run
from certificates.dossier.files import hashes, packed
from certificates.dossier.pages import render_dossier
from certificates.models import Certificate, Dossier
from certificates.pdf import archive
from certificates.pdf.seal import sealed


class OtherWorkerFinishedError(Exception):
    """Another attempt holds the dossier by now: what this one did is rolled back."""


def order(certificate: Certificate, *, at: datetime) -> Dossier:
    """Queue the dossier of a new certificate, in the transaction that issues it."""
    return outbox.queue(Dossier(certificate=certificate, queued_at=at))


def make(dossier_id: int, clock: Callable[[], datetime] = timezone.now) -> None:
    """Bring one order to its file; safe to be called any number of times, at once or after a crash."""
    outbox.attempt(Dossier, dossier_id, partial(_make, clock=clock), clock)


def _make(dossier: Dossier, *, clock: Callable[[], datetime]) -> None:
    certificate = with_run(Certificate.objects.all()).get(pk=dossier.certificate_id)
    frozen = frozen_of(certificate)
    files = packed(frozen, certificate_pdf_sha256=certificate.pdf_sha256)
    unsigned = render_dossier(frozen, files, issued_at=certificate.issued_at)
    at = clock()
    pdf = sealed(unsigned, at=at)
    made = {
        "pdf_sha256": archive.keep(pdf, folder=archive.DOSSIERS),
        "unsigned_sha256": hashlib.sha256(unsigned).hexdigest(),
        "size_bytes": len(pdf),
        "files": hashes(files),
    }
    with transaction.atomic():
        if not outbox.finish(dossier, at=at, **made):
            raise OtherWorkerFinishedError
        facts = {"number": certificate.number, "pdf_sha256": made["pdf_sha256"], "size_bytes": made["size_bytes"]}
        audit.append(verb="certificate.dossier_made", by=None, at=at, subject=certificate, data=facts)
