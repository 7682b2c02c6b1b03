"""The worker's act: put one review's question to every certificate, a few at a time, and keep what is found."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from calculations import engine
from cecfp_portal import audit, outbox
from cecfp_portal.accounts.models import VerifierRegistration
from cecfp_portal.thai import local_day
from certificates.dossier.collecting import frozen_of, with_run
from certificates.dossier.recomputing import MALFORMED
from certificates.models import Certificate, ReviewedCertificate, ReviewEffect, WithdrawalReview, WithdrawnKind
from certificates.reviewing.comparison import effect_of, told
from certificates.reviewing.inputs import Inputs, Removal
from certificates.reviewing.items import removal_of
from certificates.reviewing.statements import statement_without_registration

BATCH = 20
Judge = Callable[[Certificate], ReviewedCertificate | None]


class OtherWorkerFinishedError(Exception):
    """Another attempt holds the review by now: what this one found last is rolled back."""


def complete(review_id: int, clock: Callable[[], datetime] = timezone.now) -> None:
    """Answer one review; safe to be called any number of times, at once or after a crash."""
    outbox.attempt(WithdrawalReview, review_id, lambda review: _complete(review, clock), clock)


def in_question(at: datetime) -> QuerySet[Certificate]:
    """Return the certificates that were in force or suspended at a moment: what is over is reviewed no more."""
    return (
        Certificate.objects.filter(valid_until__gte=local_day(at), issued_at__lte=at)
        .exclude(revocations__confirmed_at__lte=at)
        .exclude(endings__ended_at__lte=at)
    )


def _complete(review: WithdrawalReview, clock: Callable[[], datetime]) -> None:
    judge, wanted = _judge_of(review), in_question(review.queued_at)
    if not outbox.renew(review, at=clock(), total=wanted.count()):
        raise OtherWorkerFinishedError
    for batch in _batches(wanted, after=review.last_certificate):
        found = [row for certificate in batch if (row := judge(certificate)) is not None]
        with transaction.atomic():
            ReviewedCertificate.objects.bulk_create(found)
            checked = review.checked + len(batch)
            if not outbox.renew(review, at=clock(), checked=checked, last_certificate=batch[-1].pk):
                raise OtherWorkerFinishedError
    with transaction.atomic():
        at = clock()
        if not outbox.finish(review, at=at):
            raise OtherWorkerFinishedError
        counts = review.found.order_by().values_list("effect").annotate(Count("pk"))
        facts = {"kind": review.kind, "item": review.item, "found": dict(counts)}
        audit.append(verb="review.finished", by=None, at=at, subject=review, data=facts)


def _batches(wanted: QuerySet[Certificate], *, after: int) -> Iterator[list[Certificate]]:
    """Yield the certificates a few at a time, so that memory stays flat however many there are."""
    while batch := list(with_run(wanted.filter(pk__gt=after)).order_by("pk")[:BATCH]):
        yield batch
        after = batch[-1].pk


def _judge_of(review: WithdrawalReview) -> Judge:
    if review.kind == WithdrawnKind.VERIFIER:
        return _judge_of_statements(review)
    removal = removal_of(review)
    return lambda certificate: _judged(review, certificate, removal)


def _judged(review: WithdrawalReview, certificate: Certificate, removal: Removal) -> ReviewedCertificate | None:
    """Recompute before and after by this engine, so that what differs is the item's doing and nothing else's.

    A certificate that only shares a table with the item, and whose result stays, is not worth telling.
    """
    found = ReviewedCertificate(review=review, certificate=certificate, effect=ReviewEffect.FAILED)
    try:
        frozen = frozen_of(certificate)
        changed = removal(Inputs(frozen.case, frozen.rulings, frozen.context))
        if changed is None:
            return None
        found.uses = list(dict.fromkeys(changed.uses))
        found.before = told(engine.evaluate(frozen.case, frozen.rulings, frozen.context))
        found.after = told(engine.evaluate(changed.inputs.case, changed.inputs.rulings, changed.inputs.context))
    except MALFORMED as error:
        found.after = {"error": f"{type(error).__name__}: {error}"[:500]}
        return found
    found.effect = effect_of(found.before, found.after)
    return found if found.uses or found.effect != ReviewEffect.NONE else None


def _judge_of_statements(review: WithdrawalReview) -> Judge:
    registration = VerifierRegistration.objects.get(number=review.item)

    def judged(certificate: Certificate) -> ReviewedCertificate | None:
        statement = statement_without_registration(certificate, registration, review.effective_on)
        if statement is None:
            return None
        signed = {"number": statement.number, "signed_on": local_day(statement.signed_at).isoformat()}
        return ReviewedCertificate(
            review=review,
            certificate=certificate,
            effect=ReviewEffect.STATEMENT,
            uses=[statement.number],
            before=signed,
        )

    return judged
