"""Several deliveries of one row at the same time, on connections of their own."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from applications.models import Letter
from cecfp_portal import outbox
from tests.outbox.letters import saved_letter
from tests.personas import Personas

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(number: int, act: Callable[[], Any]) -> list[Any]:
    """Run `act` in several threads that start together, each with a database connection of its own."""
    start = Barrier(number)

    def run() -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=5)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return [future.result() for future in [pool.submit(run) for _ in range(number)]]


def meeting_point() -> Callable[[], None]:
    """Return a function that holds its caller until a second one is there too, or 0.5 s have passed."""
    barrier = Barrier(2)

    def meet() -> None:
        try:
            barrier.wait(timeout=0.5)
        except BrokenBarrierError:
            barrier.reset()

    return meet


@pytest.fixture
def slow_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold every claim between its reading and its writing."""
    meet, token = meeting_point(), uuid.uuid4
    monkeypatch.setattr(outbox.uuid, "uuid4", lambda: (meet(), token())[1])


@pytest.fixture
def slow_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold every sweep of letters between its reading and its writing."""
    meet, update = meeting_point(), QuerySet.update

    def held(self: QuerySet[Any], **fields: Any) -> int:
        if self.model is Letter:
            meet()
        return update(self, **fields)

    monkeypatch.setattr(QuerySet, "update", held)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the row locks away: what a negative control needs."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self)


def test_two_claims_at_once_have_one_winner(personas, slow_claim):
    letter = saved_letter(personas, timezone.now())
    won = at_once(2, lambda: outbox.claim(Letter, letter.pk, timezone.now()))
    assert len([row for row in won if row is not None]) == 1


def test_without_the_lock_both_claims_would_win(personas, slow_claim, no_locks):
    letter = saved_letter(personas, timezone.now())
    won = at_once(2, lambda: outbox.claim(Letter, letter.pk, timezone.now()))
    assert len([row for row in won if row is not None]) == 2


def test_three_deliveries_at_once_do_the_work_once(personas):
    done = []

    def act(row: Letter) -> None:
        done.append(row.token)
        outbox.finish(row, at=timezone.now(), body=f"by {row.token}")

    for _ in range(10):
        letter = saved_letter(personas, timezone.now())
        done.clear()
        results = at_once(3, lambda pk=letter.pk: outbox.attempt(Letter, pk, act))
        letter.refresh_from_db()
        assert sorted(results) == [False, False, True]
        assert [letter.body] == [f"by {token}" for token in done]
        assert letter.attempts == 1


def swept_at_once(letters: int, personas: Personas, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let two sweepers loose on overdue letters; return the keys that were sent."""
    long_ago = timezone.now() - timedelta(minutes=5)
    for _ in range(letters):
        saved_letter(personas, long_ago)
    sent: list[int] = []
    monkeypatch.setattr(outbox, "_send", lambda model, pk: sent.append(pk) or True)
    assert sum(at_once(2, lambda: outbox.sweep(timezone.now()))) == len(sent)
    return sent


def test_two_sweepers_at_once_send_each_row_once(personas, monkeypatch, slow_sweep):
    assert len(swept_at_once(5, personas, monkeypatch)) == 5


def test_without_the_lock_both_sweepers_would_send(personas, monkeypatch, slow_sweep, no_locks):
    assert len(swept_at_once(5, personas, monkeypatch)) == 10
