"""Celery's way to the worker's acts: an id in, one call, out."""

from celery import shared_task
from django.utils import timezone

from certificates import confirmations, issuing, notices
from certificates.checking import recomputation, register
from certificates.dossier import making
from certificates.reviewing import acting


@shared_task(name="certificates.tasks.issue_certificate")
def issue_certificate(issuance_id: int) -> None:
    issuing.issue(issuance_id)


@shared_task
def give_renewal_notices() -> None:
    """Tell holders whose certificates are about to expire."""
    notices.give_notices(timezone.now())


@shared_task
def ask_for_confirmations() -> None:
    """Ask holders to confirm share and output of the year of the term that is over, where TGO wants it."""
    confirmations.ask(timezone.now())


@shared_task(name="certificates.tasks.make_dossier")
def make_dossier(dossier_id: int) -> None:
    making.make(dossier_id)


@shared_task(name="certificates.tasks.recompute_certificate")
def recompute_certificate(recomputation_id: int) -> None:
    recomputation.complete(recomputation_id)


@shared_task(name="certificates.tasks.check_register")
def check_register(check_id: int) -> None:
    register.go_on(check_id)


@shared_task(name="certificates.tasks.start_register_check")
def start_register_check() -> None:
    """Begin this night's check; sent twice, it is begun once."""
    at = timezone.now()
    register.start(at=at, night=timezone.localdate(at))


@shared_task(name="certificates.tasks.complete_review")
def complete_review(review_id: int) -> None:
    acting.complete(review_id)
