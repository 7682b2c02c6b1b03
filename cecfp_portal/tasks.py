"""Celery tasks of the building itself."""

from celery import shared_task
from django.utils import timezone

from cecfp_portal import outbox


@shared_task
def sweep_outbox() -> None:
    """Send again what the broker lost or a stopped worker left behind."""
    outbox.sweep(timezone.now())
