"""Events appended at the same time make one chain without gaps."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from cecfp_portal import audit
from cecfp_portal.accounts.models import Organisation
from cecfp_portal.audit.chain import first_broken_link
from cecfp_portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EVENTS = 4, 15


def append_many(subject: Organisation) -> int:
    """Append from several threads that start together; return how many events were refused by the database."""
    start = Barrier(WRITERS)

    def write() -> int:
        refused = 0
        connection.ensure_connection()
        start.wait(timeout=5)
        for _ in range(EVENTS):
            try:
                with transaction.atomic():
                    audit.append(verb="test.done", by=None, at=timezone.now(), subject=subject)
            except DatabaseError:
                refused += 1
        connection.close()
        return refused

    with ThreadPoolExecutor(WRITERS) as pool:
        return sum(future.result() for future in [pool.submit(write) for _ in range(WRITERS)])


def test_appends_at_once_make_one_chain_without_gaps(personas):
    assert append_many(personas.body_a) == 0
    numbers = list(AuditEvent.objects.values_list("sequence", flat=True))
    assert numbers == list(range(1, WRITERS * EVENTS + 1))
    assert first_broken_link() is None


def test_without_the_lock_events_would_collide(personas, monkeypatch):
    """The negative control: the test above sees the lock at work."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self)
    assert append_many(personas.body_a) > 0 or first_broken_link() is not None
