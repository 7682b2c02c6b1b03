"""What the sweeper sends again, and what it leaves alone."""

from datetime import UTC, datetime, timedelta

import pytest

from applications.models import CheckRun, Issuance, Letter
from cecfp_portal import outbox
from cecfp_portal.tasks import sweep_outbox
from tests.outbox.letters import saved_letter

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def seconds_ago(number: float) -> datetime:
    return NOW - timedelta(seconds=number)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The keys that were sent to the broker."""
    keys: list[int] = []
    monkeypatch.setattr(outbox, "_send", lambda model, pk: keys.append(pk) or True)
    return keys


@pytest.mark.parametrize(
    ("queued", "fields", "is_sent"),
    [
        pytest.param(4, {"sent_at": None}, True, id="broker was away"),
        pytest.param(2, {"sent_at": None}, False, id="just queued"),
        pytest.param(11, {}, True, id="message lost"),
        pytest.param(9, {}, False, id="sent lately"),
        pytest.param(100, {"sent_at": seconds_ago(9)}, False, id="swept lately"),
        pytest.param(100, {"lease_until": seconds_ago(1), "attempts": 1}, True, id="worker silent"),
        pytest.param(100, {"lease_until": seconds_ago(-1), "attempts": 1}, False, id="worker at work"),
        pytest.param(100, {"finished_at": seconds_ago(50)}, False, id="finished"),
        pytest.param(100, {"failed_at": seconds_ago(50)}, False, id="given up"),
    ],
)
def test_sweep_sends_what_is_overdue(personas, sent, queued, fields, is_sent):
    letter = saved_letter(personas, seconds_ago(queued), **fields)
    assert outbox.sweep(NOW) == len(sent)
    assert sent == ([letter.pk] if is_sent else [])
    letter.refresh_from_db()
    assert (letter.sent_at == NOW) == is_sent
    assert outbox.sweep(NOW) == 0


def test_sweep_takes_a_hundred_at_a_time_oldest_first(personas, sent):
    letter = saved_letter(personas, seconds_ago(20))
    rows = [
        Letter(application=letter.application, recipient=letter.recipient, queued_at=seconds_ago(1000 - number))
        for number in range(120)
    ]
    Letter.objects.bulk_create(rows)
    assert outbox.sweep(NOW) == 100
    assert sent == [row.pk for row in rows[:100]]
    assert outbox.sweep(NOW) == 21


def test_sweep_stops_at_the_first_refusal_of_the_broker(personas, monkeypatch):
    tried: list[int] = []
    monkeypatch.setattr(outbox, "_send", lambda model, pk: bool(tried.append(pk)))
    for _ in range(3):
        saved_letter(personas, seconds_ago(60))
    assert outbox.sweep(NOW) == 0
    assert len(tried) == 1


def test_every_kind_of_work_is_swept_and_names_its_task(settings):
    assert {CheckRun, Issuance, Letter} <= set(outbox.concrete_models())
    assert all(model.task_name for model in outbox.concrete_models())
    [entry] = [entry for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"] == sweep_outbox.name]
    assert entry["schedule"] == settings.OUTBOX_SWEEP_EVERY
    assert entry["options"]["expires"] <= settings.OUTBOX_SWEEP_EVERY.total_seconds()


@pytest.mark.parametrize(("attempts", "pause"), [(1, 10), (2, 40), (3, 160), (4, 640)])
def test_each_failure_waits_four_times_as_long(personas, sent, attempts, pause):
    """A mail server that is down for a quarter of an hour does not use up the attempts."""
    letter = saved_letter(personas, seconds_ago(2000), attempts=attempts - 1)
    held = outbox.claim(Letter, letter.pk, NOW)
    assert outbox.record_failure(held, "mail server down", NOW)
    outbox.sweep(NOW + timedelta(seconds=pause - 1))
    assert sent == []
    outbox.sweep(NOW + timedelta(seconds=pause + 1))
    assert sent == [letter.pk]
