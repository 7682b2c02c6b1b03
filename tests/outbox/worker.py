"""A Celery application for a real worker process: the portal's own, with one task that takes its time."""

import os
import time

from django.utils import timezone

from cecfp_portal.celery import app

__all__ = ["app", "deliver"]

app.conf.task_default_queue = os.environ["TEST_QUEUE"]


@app.task(name="tests.deliver")
def deliver(pk: int) -> None:
    """Finish the letter; one that asks for it keeps its first attempt busy for a minute."""
    # Models can be imported only once Celery has set Django up.
    from applications.models import Letter
    from cecfp_portal import outbox

    def act(letter: Letter) -> None:
        if letter.kind == "stuck" and letter.attempts == 1:
            time.sleep(60)
        outbox.finish(letter, at=timezone.now(), body=f"delivered by {os.getpid()}")

    outbox.attempt(Letter, pk, act)
