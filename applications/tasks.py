"""Celery's way to the worker's acts: an id in, one call, out."""

from celery import shared_task

from applications import checking, notifications


@shared_task(name="applications.tasks.complete_check_run")
def complete_check_run(run_id: int) -> None:
    checking.complete_check_run(run_id)


@shared_task(name="applications.tasks.send_letter")
def send_letter(letter_id: int) -> None:
    notifications.send_letter(letter_id)
