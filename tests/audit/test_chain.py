"""Appending to the audit chain: what is kept, when it is refused, and that the table only grows."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from cecfp_portal import audit
from cecfp_portal.audit.chain import first_broken_link
from cecfp_portal.audit.models import AuditEvent, AuditHead
from cecfp_portal.audit.request_id import current_request_id

NOW = datetime(2026, 11, 25, 3, 0, 0, 123456, tzinfo=UTC)


def appended(subject: Any, **fields: Any) -> AuditEvent:
    values = {"verb": "test.done", "by": None, "at": NOW, "subject": subject} | fields
    return audit.append(**values)


def test_event_says_who_did_what_when_to_what(personas):
    token = current_request_id.set("abc")
    event = appended(
        personas.manufacturer, by=personas.officer, data={"note": "น้ำดื่ม", "count": 3, "parts": [None, True]}
    )
    current_request_id.reset(token)
    stored = audit.events_for(personas.manufacturer).get()
    assert stored == event
    assert (stored.actor, stored.by, stored.at) == ("person", personas.officer, NOW)
    assert stored.data == {"note": "น้ำดื่ม", "count": 3, "parts": [None, True]}
    assert (stored.subject_kind, stored.subject_id) == ("accounts.organisation", str(personas.manufacturer.public_id))
    assert stored.request_id == "abc"


def test_events_of_one_subject_come_oldest_first(personas):
    numbers = [appended(subject).sequence for subject in [personas.body_a, personas.body_b, personas.body_a]]
    assert [event.sequence for event in audit.events_for(personas.body_a)] == [numbers[0], numbers[2]]


def test_portal_and_visitor_are_told_from_people(personas):
    assert appended(personas.body_a).actor == "system"
    assert appended(personas.body_a, by=audit.Actor.VISITOR).actor == "visitor"
    with pytest.raises(IntegrityError), transaction.atomic():
        appended(personas.body_a, by=audit.Actor.PERSON)


@pytest.mark.parametrize("value", [1.5, Decimal("1.5"), NOW, b"x", {1: "x"}, [0.1], {"deep": [{"a": 1.0}]}])
def test_what_json_would_not_give_back_exactly_is_refused(personas, value):
    with pytest.raises(TypeError):
        appended(personas.body_a, data={"value": value})


@pytest.mark.django_db(transaction=True)
def test_event_outside_a_transaction_is_refused(personas):
    with pytest.raises(TransactionManagementError, match="belongs in the transaction"):
        appended(personas.body_a)


@pytest.mark.django_db(transaction=True)
def test_event_of_a_rolled_back_act_is_gone_and_leaves_no_gap(personas):
    with transaction.atomic():
        appended(personas.body_a)
    with pytest.raises(RuntimeError), transaction.atomic():
        appended(personas.body_a)
        raise RuntimeError
    with transaction.atomic():
        assert appended(personas.body_a).sequence == 2
    assert first_broken_link() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET verb = 'x'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
    ],
)
def test_database_refuses_every_change(personas, statement):
    appended(personas.body_a, by=personas.officer)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)
    assert AuditEvent.objects.count() == 1


def test_hash_does_not_depend_on_the_time_zone_it_was_given_in(personas):
    event = appended(personas.body_a, at=NOW.astimezone(timezone(timedelta(hours=7))))
    assert first_broken_link() is None
    assert AuditEvent.objects.get(pk=event.pk).at == NOW


def test_command_prints_a_checkpoint_that_the_next_run_takes(personas):
    for _ in range(3):
        event = appended(personas.body_a)
    assert verified() == f"The audit chain holds: 3 events. Checkpoint 3:{event.sha256}\n"
    appended(personas.body_a)
    assert "4 events" in verified(f"3:{event.sha256}")


def test_empty_chain_holds(db):
    assert verified().startswith("The audit chain holds: 0 events.")


def test_head_cannot_get_a_second_row(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditHead.objects.create(id=2)


def verified(checkpoint: str | None = None) -> str:
    out = StringIO()
    call_command("verify_audit", *(["--checkpoint", checkpoint] if checkpoint else []), stdout=out)
    return out.getvalue()
