"""One certificate recomputed at a person's wish: the work is queued, the result stays to be read."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from cecfp_portal import audit, outbox
from cecfp_portal.accounts.models import User
from certificates.dossier.collecting import frozen_of, with_run
from certificates.dossier.recomputing import recompute
from certificates.dossier.telling import told
from certificates.models import Certificate, Recomputation


class OtherWorkerFinishedError(Exception):
    """Another attempt holds the row by now: what this one did is rolled back."""


def ask(certificate: Certificate, *, by: User, at: datetime) -> Recomputation:
    """Queue a recomputation, or return the one that is under way: asking twice is asking once."""
    with transaction.atomic():
        Certificate.objects.under_lock().get(pk=certificate.pk)
        under_way = Recomputation.objects.filter(outbox.OPEN, certificate=certificate).first()
        if under_way is not None:
            return under_way
        row = outbox.queue(Recomputation(certificate=certificate, requested_by=by, queued_at=at))
        audit.append(verb="certificate.recomputation_asked", by=by, at=at, subject=certificate)
    return row


def complete(recomputation_id: int, clock: Callable[[], datetime] = timezone.now) -> None:
    """Recompute; safe to be called any number of times, at once or after a crash."""
    outbox.attempt(Recomputation, recomputation_id, partial(_complete, clock=clock), clock)


def _complete(row: Recomputation, *, clock: Callable[[], datetime]) -> None:
    certificate = with_run(Certificate.objects.all()).get(pk=row.certificate_id)
    comparison = recompute(frozen_of(certificate))
    with transaction.atomic():
        at = clock()
        if not outbox.finish(row, at=at, is_same=comparison.is_same, result=told(comparison)):
            raise OtherWorkerFinishedError
        facts = {"is_same": comparison.is_same, "engine": comparison.engine_now}
        audit.append(verb="certificate.recomputed", by=None, at=at, subject=certificate, data=facts)
