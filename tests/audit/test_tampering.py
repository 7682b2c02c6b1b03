"""A superuser who walks past the triggers is found out by the chain."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cecfp_portal import audit
from cecfp_portal.audit.chain import BrokenLink, first_broken_link, sha256_of
from cecfp_portal.audit.models import AuditEvent, AuditHead

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
LENGTH = 9


@pytest.fixture
def chain(personas) -> list[AuditEvent]:
    """Nine events, and the triggers out of the way."""
    people = [personas.officer, personas.approver, None]
    events = [
        audit.append(
            verb=f"test.step{number}",
            by=people[number % 3],
            at=NOW + timedelta(minutes=number),
            subject=personas.body_a,
            data={"note": f"ขั้นที่ {number}", "number": number},
        )
        for number in range(1, LENGTH + 1)
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    assert first_broken_link() is None
    return events


def broken_at() -> int:
    link = first_broken_link()
    assert isinstance(link, BrokenLink)
    with pytest.raises(CommandError, match=f"broken at event {link.sequence}:") as refusal:
        call_command("verify_audit", stdout=StringIO())
    assert refusal.value.returncode == 1
    return link.sequence


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "test.other"},
        {"at": NOW},
        {"by_id": None, "actor": "system"},
        {"actor": "worker", "by_id": None},
        {"subject_id": "somebody-else"},
        {"subject_kind": "accounts.user"},
        {"data": {"note": "ขั้นที่ 4", "number": 5}},
        {"data": {"note": "ขั้นที่ 4", "number": True}},
        {"data": {}},
        {"request_id": "x"},
        {"sha256": "a" * 64},
        {"previous_sha256": "a" * 64},
    ],
    ids="-".join,
)
def test_changed_content_is_found(chain, change):
    AuditEvent.objects.filter(sequence=4).update(**change)
    assert broken_at() == 4


@pytest.mark.parametrize("sequence", [1, 5, LENGTH], ids=["first", "middle", "last"])
def test_deleted_event_is_found(chain, sequence):
    AuditEvent.objects.filter(sequence=sequence)._raw_delete("default")
    assert broken_at() == sequence
    is_last = sequence == LENGTH
    assert first_broken_link().reason == (
        "the head of the chain names another last event" if is_last else "this event is missing"
    )


@pytest.mark.parametrize("field", ["previous_sha256", "verb"])
def test_event_with_a_fresh_hash_is_found(chain, field):
    forged = AuditEvent.objects.get(sequence=4)
    setattr(forged, field, "a" * 64)
    forged.sha256 = sha256_of(forged)
    forged.save()
    assert broken_at() == (4 if field == "previous_sha256" else 5)


def test_deleted_event_is_found_when_the_rest_closes_up(chain):
    AuditEvent.objects.filter(sequence=5)._raw_delete("default")
    for sequence in range(6, LENGTH + 1):
        AuditEvent.objects.filter(sequence=sequence).update(sequence=sequence - 1)
    assert broken_at() == 5


def test_swapped_events_are_found(chain):
    AuditEvent.objects.filter(sequence=3).update(sequence=1000)
    AuditEvent.objects.filter(sequence=4).update(sequence=3)
    AuditEvent.objects.filter(sequence=1000).update(sequence=4)
    assert broken_at() == 3


def test_inserted_event_is_found(chain):
    forged = AuditEvent.objects.get(sequence=LENGTH)
    forged.sequence, forged.previous_sha256 = LENGTH + 1, forged.sha256
    forged.sha256 = sha256_of(forged)
    forged.save(force_insert=True)
    assert broken_at() == LENGTH + 2


def test_missing_head_is_found(chain):
    AuditHead.objects.all().delete()
    assert broken_at() == LENGTH + 1


def test_tail_rewritten_with_fresh_hashes_is_found_by_a_checkpoint_kept_outside(chain):
    checkpoint = (chain[6].sequence, chain[6].sha256)
    rewrite_from(5, lambda event: setattr(event, "verb", "test.forged"))
    assert first_broken_link() is None
    assert first_broken_link(checkpoint) == BrokenLink(7, "it is not the event the checkpoint names")


def test_chain_cut_short_is_found_by_a_checkpoint_kept_outside(chain):
    checkpoint = (chain[-1].sequence, chain[-1].sha256)
    AuditEvent.objects.filter(sequence__gt=5)._raw_delete("default")
    AuditHead.objects.update(sequence=5, sha256=chain[4].sha256)
    assert first_broken_link() is None
    assert first_broken_link(checkpoint) == BrokenLink(LENGTH, "it is not the event the checkpoint names")


def test_any_changed_character_is_found(chain):
    chance = random.Random(20261125)
    for _ in range(100):
        sequence = chance.randint(1, LENGTH)
        field = chance.choice(["verb", "subject_kind", "subject_id", "request_id", "sha256", "previous_sha256"])
        value = getattr(chain[sequence - 1], field)
        place = chance.randrange(len(value) + 1)
        forged = value[:place] + chance.choice("0123456789abcdef") + value[place + 1 :]
        if forged == value or len(forged) > AuditEvent._meta.get_field(field).max_length:
            continue
        AuditEvent.objects.filter(sequence=sequence).update(**{field: forged})
        assert broken_at() == sequence
        AuditEvent.objects.filter(sequence=sequence).update(**{field: value})
    assert first_broken_link() is None


def rewrite_from(sequence: int, forge: Callable[[AuditEvent], None]) -> None:
    previous = AuditEvent.objects.get(sequence=sequence - 1).sha256
    for event in AuditEvent.objects.filter(sequence__gte=sequence).order_by("sequence"):
        forge(event)
        event.previous_sha256 = previous
        previous = event.sha256 = sha256_of(event)
        event.save()
    AuditHead.objects.update(sha256=previous)
