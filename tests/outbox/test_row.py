"""One row through its life: queued, claimed, finished, failed, given up, tried again by a person."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from celery import Celery
from django.db import transaction
from kombu import Connection

from applications.models import Letter
from cecfp_portal import audit, outbox
from tests.outbox.letters import new_letter, saved_letter

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)


class Queue(NamedTuple):
    """A queue of this test alone on the real broker."""

    name: str
    connection: Connection

    def __len__(self) -> int:
        return int(self.connection.default_channel.client.llen(self.name))


@pytest.fixture
def broker_queue(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Queue]:
    app = Celery("queue-of-a-test", broker=settings.REDIS_URL, set_as_current=False)
    app.conf.task_default_queue = f"test-{uuid.uuid4()}"
    monkeypatch.setattr(outbox, "current_app", app)
    with app.connection_for_write() as connection:
        queue = Queue(app.conf.task_default_queue, connection)
        yield queue
        connection.default_channel.queue_delete(queue.name)


@pytest.fixture
def broker_away(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"socket_connect_timeout": 1}
    away = Celery("away", broker="redis://127.0.0.1:1/0", set_as_current=False)
    away.conf.update(task_publish_retry=False, broker_transport_options=options)
    monkeypatch.setattr(outbox, "current_app", away)


def test_task_is_sent_after_the_commit_and_not_before(personas, broker_queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = outbox.queue(new_letter(personas, NOW))
        assert len(broker_queue) == 0
    assert len(broker_queue) == 1
    with broker_queue.connection.SimpleQueue(broker_queue.name) as queue:
        message = queue.get(timeout=2)
        message.ack()
    assert message.headers["task"] == Letter.task_name
    assert message.payload[0] == [letter.pk]


@pytest.mark.django_db(transaction=True)
def test_rolled_back_work_is_neither_kept_nor_sent(personas, broker_queue):
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.queue(new_letter(personas, NOW))
        raise RuntimeError
    assert not Letter.objects.exists()
    assert len(broker_queue) == 0


def test_broker_away_is_no_error_and_leaves_the_row_to_the_sweeper(
    personas, broker_away, caplog, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        letter = outbox.queue(new_letter(personas, NOW))
    letter.refresh_from_db()
    assert letter.sent_at is None
    assert outbox.state(letter) == "waiting"
    [record] = [record for record in caplog.records if record.name == outbox.__name__]
    assert "left to the sweeper" in record.getMessage()
    assert "\n" not in record.getMessage() and record.exc_info is None


def test_whatever_sending_breaks_on_is_no_error_of_the_caller(
    personas, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def break_down(*_args: Any, **_options: Any) -> None:
        raise RuntimeError("no such transport")

    monkeypatch.setattr(outbox, "current_app", SimpleNamespace(send_task=break_down))
    with django_capture_on_commit_callbacks(execute=True):
        letter = outbox.queue(new_letter(personas, NOW))
    assert "no such transport" in caplog.text
    assert outbox._overdue(Letter, NOW + timedelta(minutes=1)) == [letter.pk]


def test_claim_leases_and_counts(personas, settings):
    letter = saved_letter(personas, NOW)
    claimed = outbox.claim(Letter, letter.pk, NOW)
    assert claimed is not None and claimed.token is not None
    assert (claimed.attempts, claimed.lease_until) == (1, NOW + settings.OUTBOX_LEASE)
    assert outbox.state(claimed) == "running"
    assert outbox.claim(Letter, letter.pk, NOW + timedelta(seconds=1)) is None
    assert outbox.claim(Letter, letter.pk + 1, NOW) is None


def test_finish_closes_the_row_with_its_result(personas):
    claimed = outbox.claim(Letter, saved_letter(personas, NOW).pk, NOW)
    assert outbox.finish(claimed, at=LATER, body="done") is True
    claimed.refresh_from_db()
    assert (claimed.finished_at, claimed.body, claimed.lease_until) == (LATER, "done", None)
    assert outbox.state(claimed) == "finished"
    assert outbox.claim(Letter, claimed.pk, LATER + timedelta(days=1)) is None
    assert outbox.finish(claimed, at=LATER, body="again") is False


def test_late_attempt_cannot_overwrite_a_newer_one(personas):
    letter = saved_letter(personas, NOW)
    zombie = outbox.claim(Letter, letter.pk, NOW)
    newer = outbox.claim(Letter, letter.pk, LATER)
    assert newer is not None and newer.attempts == 2
    assert outbox.finish(zombie, at=LATER, body="of the zombie") is False
    assert outbox.record_failure(zombie, "of the zombie", LATER) is False
    assert outbox.finish(newer, at=LATER, body="of the newer") is True
    assert outbox.finish(zombie, at=LATER, body="of the zombie") is False
    letter.refresh_from_db()
    assert (letter.body, letter.failure) == ("of the newer", "")


def test_failures_are_counted_and_the_last_one_gives_up(personas, settings, caplog):
    letter = saved_letter(personas, NOW)
    for number in range(1, settings.OUTBOX_MAX_ATTEMPTS + 1):
        assert outbox.state(Letter.objects.get()) == "waiting"
        claimed = outbox.claim(Letter, letter.pk, NOW + timedelta(minutes=number))
        assert outbox.record_failure(claimed, f"no paper {number}\x00", NOW + timedelta(minutes=number)) is True
    letter.refresh_from_db()
    assert outbox.state(letter) == "failed"
    assert (letter.attempts, letter.failure) == (settings.OUTBOX_MAX_ATTEMPTS, "no paper 5")
    assert [record.levelname for record in caplog.records if "given up" in record.message] == ["ERROR"]
    assert outbox.claim(Letter, letter.pk, LATER + timedelta(days=1)) is None


def test_attempts_of_killed_workers_count_too(personas, settings):
    letter = saved_letter(personas, NOW)
    moment = NOW
    for _ in range(settings.OUTBOX_MAX_ATTEMPTS):
        assert outbox.claim(Letter, letter.pk, moment) is not None
        moment += settings.OUTBOX_LEASE + timedelta(seconds=1)
    assert outbox.claim(Letter, letter.pk, moment) is None
    letter.refresh_from_db()
    assert outbox.state(letter) == "failed"
    assert letter.failure


def test_person_gives_a_failed_row_a_new_set_of_attempts(personas, django_capture_on_commit_callbacks, broker_queue):
    letter = saved_letter(personas, NOW, attempts=5, failed_at=NOW, failure="no paper")
    with django_capture_on_commit_callbacks(execute=True):
        assert outbox.retry(letter, by=personas.officer, at=LATER) is True
    assert len(broker_queue) == 1
    letter.refresh_from_db()
    assert (outbox.state(letter), letter.attempts, letter.failure) == ("waiting", 0, "")
    assert [(event.verb, event.by) for event in audit.events_for(letter)] == [("outbox.retried", personas.officer)]
    assert outbox.retry(letter, by=personas.officer, at=LATER) is False


def test_attempt_finishes_or_records_what_was_raised(personas):
    letter = saved_letter(personas, NOW)

    def fail(row: Letter) -> None:
        raise OSError("no paper")

    assert outbox.attempt(Letter, letter.pk, fail, clock=lambda: NOW) is False
    letter.refresh_from_db()
    assert (letter.failure, letter.attempts) == ("OSError: no paper", 1)
    assert outbox.state(letter) == "waiting"
    assert outbox.attempt(Letter, letter.pk, lambda row: outbox.finish(row, at=NOW), clock=lambda: NOW) is True
    assert outbox.attempt(Letter, letter.pk, fail, clock=lambda: LATER) is False
    letter.refresh_from_db()
    assert (outbox.state(letter), letter.failure) == ("finished", "")
