"""Real worker processes on the real broker: work arrives, survives an emptied broker and a killed worker."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from applications.models import Letter
from cecfp_portal import outbox
from tests.outbox.letters import new_letter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Celery]:
    """The real broker with a queue of this test alone, to which the outbox sends."""
    app = Celery("worker-test", broker=settings.REDIS_URL, set_as_current=False)
    app.conf.task_default_queue = f"test-{uuid.uuid4()}"
    monkeypatch.setattr(outbox, "current_app", app)
    monkeypatch.setattr(Letter, "task_name", "tests.deliver")
    yield app
    empty(app)


@pytest.fixture
def start_worker(broker: Celery, tmp_path: Path) -> Iterator[Start]:
    """Start a worker with beat in it, which sweeps every second and leases for three; all are gone afterwards."""
    started: list[subprocess.Popen[bytes]] = []
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{settings.DATABASES['default']['NAME']}").geturl()
    environment = os.environ | {
        "DATABASE_URL": url,
        "TEST_QUEUE": broker.conf.task_default_queue,
        "OUTBOX_SWEEP_SECONDS": "1",
        "OUTBOX_LEASE_SECONDS": "3",
    }

    def start() -> subprocess.Popen[bytes]:
        schedule = tmp_path / f"schedule{len(started)}"
        command = [sys.executable, "-m", "celery", "--app=tests.outbox.worker:app", "worker", "--beat"]
        options = [f"--schedule={schedule}", "--concurrency=1", "--without-mingle", "--loglevel=WARNING"]
        process = subprocess.Popen([*command, *options], env=environment, start_new_session=True)
        started.append(process)
        return process

    yield start
    for process in started:
        kill(process)


def empty(broker: Celery) -> None:
    with broker.connection_for_write() as connection:
        connection.default_channel.client.delete(broker.conf.task_default_queue)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the worker and its children at once, as a power cut would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def wait_until(
    letter: Letter, condition: Callable[[Letter], bool], worker: subprocess.Popen[bytes], seconds: float = 60
) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and worker.poll() is None:
        letter.refresh_from_db()
        if condition(letter):
            return
        time.sleep(0.1)
    pytest.fail(f"{outbox.state(letter)}, attempts {letter.attempts}, worker's exit code {worker.returncode}")


def is_finished(letter: Letter) -> bool:
    return outbox.state(letter) == "finished"


def test_work_reaches_a_worker_and_comes_back_finished(personas, start_worker):
    worker = start_worker()
    with transaction.atomic():
        letter = outbox.queue(new_letter(personas, timezone.now()))
    wait_until(letter, is_finished, worker)
    assert letter.attempts == 1
    assert letter.body.startswith("delivered by ")


def test_emptied_broker_loses_nothing(personas, broker, start_worker):
    long_ago = timezone.now() - timedelta(minutes=1)
    with transaction.atomic():
        letters = [outbox.queue(new_letter(personas, long_ago)) for _ in range(3)]
    empty(broker)
    worker = start_worker()
    for letter in letters:
        wait_until(letter, is_finished, worker)
        assert letter.attempts == 1


def test_work_of_a_killed_worker_is_taken_over(personas, start_worker):
    first = start_worker()
    with transaction.atomic():
        letter = outbox.queue(new_letter(personas, timezone.now() - timedelta(minutes=1), kind="stuck"))
    wait_until(letter, lambda row: outbox.state(row) == "running", first)
    kill(first)
    second = start_worker()
    wait_until(letter, is_finished, second)
    assert letter.attempts == 2
