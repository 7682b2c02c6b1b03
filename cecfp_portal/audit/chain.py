"""Appending to the chain of audit events, reading it, and finding where it was tampered with."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from celery import current_task
from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.transaction import TransactionManagementError

from cecfp_portal.audit.request_id import current_request_id
from cecfp_portal.audit.subjects import Actor, Subject, subject_of

if TYPE_CHECKING:
    from cecfp_portal.accounts.models import User
    from cecfp_portal.audit.models import AuditEvent

SCHEMA = "cecfp-audit/1"


class BrokenLink(NamedTuple):
    """The first place where the chain does not hold, and why."""

    sequence: int
    reason: str


def append(
    *,
    verb: str,
    by: "User | Actor | None",
    at: datetime,
    subject: Model | Subject,
    data: Mapping[str, Any] | None = None,
) -> "AuditEvent":
    """Append one event to the chain, within the transaction of what it tells.

    `by` is the person; None stands for the portal itself (worker in a task, system elsewhere). `data` holds text,
    whole numbers, true/false, lists and mappings: no file contents, no tokens, no floats. Call it last: it locks the
    chain's end until the commit. Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("An audit event belongs in the transaction of what it tells.")
    details = dict(data or {})
    _refuse_inexact(details)
    kind, public_id = subject_of(subject)
    head = apps.get_model("audit", "AuditHead").objects.select_for_update().get(pk=1)
    event = apps.get_model("audit", "AuditEvent")(
        sequence=head.sequence + 1,
        at=at,
        actor=_actor(by),
        by_id=None if by is None or isinstance(by, Actor) else by.pk,
        verb=verb,
        subject_kind=kind,
        subject_id=public_id,
        data=details,
        request_id=current_request_id.get(),
        previous_sha256=head.sha256,
    )
    event.sha256 = sha256_of(event)
    event.save(force_insert=True)
    head.sequence, head.sha256 = event.sequence, event.sha256
    head.save(update_fields=["sequence", "sha256"])
    return event


def events_for(subject: Model | Subject) -> "QuerySet[AuditEvent]":
    """Return the events about one thing, oldest first, with the people who caused them."""
    kind, public_id = subject_of(subject)
    events = apps.get_model("audit", "AuditEvent").objects
    return events.filter(subject_kind=kind, subject_id=public_id).select_related("by").order_by("sequence")


def sha256_of(event: "AuditEvent") -> str:
    """Return the SHA-256 of the event's canonical JSON, which names the hash of the event before."""
    content = {
        "schema": SCHEMA,
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": str(event.actor),
        "by": event.by_id,
        "verb": event.verb,
        "subject": [event.subject_kind, event.subject_id],
        "data": event.data,
        "request_id": event.request_id,
        "previous_sha256": event.previous_sha256,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_broken_link(checkpoint: tuple[int, str] | None = None) -> BrokenLink | None:
    """Walk the whole chain; None when it holds up to its head and passes through `checkpoint`, kept elsewhere."""
    event_model, head_model = apps.get_model("audit", "AuditEvent"), apps.get_model("audit", "AuditHead")
    expected, previous = 1, head_model._meta.get_field("sha256").get_default()
    met = None
    for event in event_model.objects.order_by("sequence").iterator(chunk_size=2000):
        if event.sequence != expected:
            return BrokenLink(expected, "this event is missing")
        if event.previous_sha256 != previous:
            return BrokenLink(expected, "it does not follow the event before")
        if event.sha256 != sha256_of(event):
            return BrokenLink(expected, "its content was changed")
        if checkpoint and event.sequence == checkpoint[0]:
            met = event.sha256
        expected, previous = expected + 1, event.sha256
    head = head_model.objects.filter(pk=1).first()
    if head is None or (head.sequence, head.sha256) != (expected - 1, previous):
        return BrokenLink(expected, "the head of the chain names another last event")
    if checkpoint and met != checkpoint[1]:
        return BrokenLink(checkpoint[0], "it is not the event the checkpoint names")
    return None


def _actor(by: "User | Actor | None") -> Actor:
    if isinstance(by, Actor):
        return by
    if by is not None:
        return Actor.PERSON
    return Actor.WORKER if current_task else Actor.SYSTEM


def _refuse_inexact(value: object) -> None:
    """Raise TypeError for what JSON and the database would not give back exactly."""
    match value:
        case dict():
            for key, part in value.items():
                if not isinstance(key, str):
                    raise TypeError(f"An audit event's keys are text, not {key!r}.")
                _refuse_inexact(part)
        case list() | tuple():
            for part in value:
                _refuse_inexact(part)
        case None | str() | int():
            pass
        case _:
            raise TypeError(f"An audit event holds text, whole numbers and true/false, not {value!r}.")
