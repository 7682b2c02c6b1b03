"""Celery's way to the worker's acts: an id in, one call, out."""

from celery import shared_task

from certificates import issuing


@shared_task(name="certificates.tasks.issue_certificate")
def issue_certificate(issuance_id: int) -> None:
    issuing.issue(issuance_id)
