"""Celery's way to the worker's acts: an id in, one call, out."""

from celery import shared_task
from django.utils import timezone

from certificates import issuing, notices
from certificates.dossier import making
from certificates.reviewing import acting


@shared_task(name="certificates.tasks.issue_certificate")
def issue_certificate(issuance_id: int) -> None:
    issuing.issue(issuance_id)


@shared_task
def give_renewal_notices() -> None:
    """Tell holders whose certificates are about to expire."""
    notices.give_notices(timezone.now())


@shared_task(name="certificates.tasks.make_dossier")
def make_dossier(dossier_id: int) -> None:
    making.make(dossier_id)


@shared_task(name="certificates.tasks.complete_review")
def complete_review(review_id: int) -> None:
    acting.complete(review_id)
