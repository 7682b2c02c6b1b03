"""The one way to hand work to a worker: a row in PostgreSQL that is claimed under a lock, leased, fenced and swept."""

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from cecfp_portal import audit

if TYPE_CHECKING:
    from cecfp_portal.accounts.models import User

logger = logging.getLogger(__name__)

State = Literal["waiting", "running", "finished", "failed"]
Row = TypeVar("Row", bound="OutboxRow")

SWEEP_AFTER = timedelta(seconds=3)
RESEND_AFTER = timedelta(seconds=10)
SWEEP_BATCH = 100
FAILURE_LENGTH = 2000
BROKER_AWAY = (OperationalError, OSError)


class OutboxRow(models.Model):
    """A piece of work as a row: the message broker is only the fast path to it.

    waiting: neither finished nor failed, no lease. running: lease in the future. Overdue: lease in the past.
    `failure` is a technical reason for people; `failed_at` set means attempts are used up and a person must retry.
    A row that does not meet its model's `ready` waits for people: nobody claims it until `release`.
    """

    queued_at = models.DateTimeField(_("queued"))
    sent_at = models.DateTimeField(_("last sent to the broker"), null=True, blank=True)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    token = models.UUIDField(_("fence token"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    failed_at = models.DateTimeField(_("given up"), null=True, blank=True)
    failure = models.TextField(_("technical failure"), blank=True)

    task_name: ClassVar[str] = ""
    ready: ClassVar[Q] = Q()

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["queued_at"],
                condition=Q(finished_at=None, failed_at=None),
                name="%(class)s_open",
            )
        ]


OPEN = Q(finished_at=None, failed_at=None)


def queue(row: Row) -> Row:
    """Save a new row within the business transaction and send its task after the commit.

    A broker that is away is never the caller's trouble: the sweeper sends the task later.
    """
    # Stamped before the send, not after it: an update then could hold the row just when the worker claims it.
    row.sent_at = row.queued_at
    row.save()
    _send_on_commit(row)
    return row


def release(row: Row, *, at: datetime, **fields: Any) -> Row:
    """Send a row that waited for people, within the transaction of what makes it ready; its age counts from now."""
    for name, value in {"queued_at": at, "sent_at": at, **fields}.items():
        setattr(row, name, value)
    row.save(update_fields=["queued_at", "sent_at", *fields])
    _send_on_commit(row)
    return row


def claim(model: type[Row], pk: int, now: datetime) -> Row | None:
    """Lease the row to the caller for settings.OUTBOX_LEASE; None when it is done, given up or held by another.

    A row whose attempts all ended without an answer (a killed worker writes none) is given up here.
    """
    with transaction.atomic():
        row = (
            model._default_manager.select_for_update(skip_locked=True, no_key=True)
            .filter(OPEN, model.ready, Q(lease_until=None) | Q(lease_until__lt=now), pk=pk)
            .first()
        )
        if row is None:
            return None
        if row.attempts >= settings.OUTBOX_MAX_ATTEMPTS:
            _give_up(row, row.failure or "No attempt came to an end; the worker was stopped each time.", now)
            return None
        row.token, row.lease_until, row.attempts = uuid.uuid4(), now + settings.OUTBOX_LEASE, row.attempts + 1
        row.save(update_fields=["token", "lease_until", "attempts"])
    return row


def finish(row: OutboxRow, *, at: datetime, **fields: Any) -> bool:
    """Write the result and close the row; False, and nothing written, when another attempt holds it by now.

    Call it in the transaction of what else the result changes, and roll that back on False.
    """
    return _write_fenced(row, finished_at=at, failure="", **fields)


def renew(row: OutboxRow, *, at: datetime, **fields: Any) -> bool:
    """Hold the row for another lease and note how far a long work is; False when another attempt holds it by now.

    Call it in the transaction of what was worked out so far, and roll that back on False.
    """
    return _write_fenced(row, lease_until=at + settings.OUTBOX_LEASE, **fields)


def carry_on(row: OutboxRow, *, at: datetime) -> bool:
    """Give a row back unfinished and send its task again: long work goes in steps that may be stopped between any two.

    False when another attempt holds it by now.
    """
    with transaction.atomic():
        if not _write_fenced(row, token=None, attempts=0, sent_at=at):
            return False
        _send_on_commit(row)
    return True


def record_failure(row: OutboxRow, reason: str, at: datetime) -> bool:
    """Note why the attempt failed and let the sweeper try again; after the last attempt give up, with an error logged.

    False, and nothing written, when another attempt holds the row by now.
    """
    if row.attempts < settings.OUTBOX_MAX_ATTEMPTS:
        logger.warning("%s %s, attempt %s: %s", row._meta.label, row.pk, row.attempts, _one_line(reason))
        return _write_fenced(row, failure=_storable(reason), token=None, sent_at=at + _pause_after(row.attempts))
    logger.error("%s %s given up after %s attempts: %s", row._meta.label, row.pk, row.attempts, _one_line(reason))
    return _write_fenced(row, failure=_storable(reason), token=None, failed_at=at)


def _pause_after(attempts: int) -> timedelta:
    """Return what is added to the sweeper's pause of 10 s, so that each wait is four times the one before."""
    return RESEND_AFTER * (4 ** (attempts - 1) - 1)


def attempt(
    model: type[Row], pk: int, act: Callable[[Row], object], clock: Callable[[], datetime] = timezone.now
) -> bool:
    """Claim the row and let `act` do and finish the work; whatever `act` raises is counted as a failed attempt."""
    row = claim(model, pk, clock())
    if row is None:
        return False
    try:
        act(row)
    except Exception as error:
        logger.exception("%s %s", row._meta.label, row.pk)
        record_failure(row, f"{type(error).__name__}: {error}", clock())
        return False
    return True


def retry(row: Row, *, by: "User", at: datetime) -> bool:
    """Give a row that was given up a new set of attempts; False when it is not given up (any more)."""
    with transaction.atomic():
        locked = (
            type(row)
            ._default_manager.select_for_update(no_key=True)
            .filter(finished_at=None, failed_at__isnull=False, pk=row.pk)
            .first()
        )
        if locked is None:
            return False
        locked.attempts, locked.failed_at, locked.failure = 0, None, ""
        locked.queued_at = locked.sent_at = at
        locked.save(update_fields=["attempts", "failed_at", "failure", "queued_at", "sent_at"])
        audit.append(verb="outbox.retried", by=by, at=at, subject=locked)
        _send_on_commit(locked)
    return True


def sweep(now: datetime) -> int:
    """Send again what waits too long or whose worker went silent; returns how many tasks were sent."""
    sent = 0
    for model in concrete_models():
        for pk in _overdue(model, now):
            if not _send(model, pk):
                return sent
            sent += 1
    return sent


def state(row: OutboxRow) -> State:
    """Return what people are shown; a row whose worker went silent still counts as running until it is taken over."""
    if row.finished_at is not None:
        return "finished"
    if row.failed_at is not None:
        return "failed"
    return "waiting" if row.lease_until is None else "running"


def concrete_models() -> list[type[OutboxRow]]:
    """Return every installed model that is an outbox row."""
    return [model for model in apps.get_models() if issubclass(model, OutboxRow)]


def _overdue(model: type[OutboxRow], now: datetime) -> list[int]:
    waits_too_long = Q(lease_until=None, queued_at__lt=now - SWEEP_AFTER)
    not_sent_lately = Q(sent_at=None) | Q(sent_at__lt=now - RESEND_AFTER)
    with transaction.atomic():
        rows = (
            model._default_manager.select_for_update(skip_locked=True, no_key=True)
            .filter(OPEN, model.ready, waits_too_long | Q(lease_until__lt=now), not_sent_lately)
            .order_by(F("queued_at"), "pk")
        )
        keys = [row.pk for row in rows[:SWEEP_BATCH]]
        model._default_manager.filter(pk__in=keys).update(sent_at=now)
    return keys


def _send_on_commit(row: OutboxRow) -> None:
    model, pk = type(row), row.pk

    # A function and no partial: Django names the callback when it logs what a robust one raised.
    def send_or_leave_to_sweeper() -> None:
        if not _send(model, pk):
            model._default_manager.filter(pk=pk).update(sent_at=None)

    transaction.on_commit(send_or_leave_to_sweeper, robust=True)


def _send(model: type[OutboxRow], pk: int) -> bool:
    try:
        current_app.send_task(model.task_name, args=[pk], ignore_result=True)
    except BROKER_AWAY as error:
        logger.warning("broker away, %s %s left to the sweeper: %s", model._meta.label, pk, _one_line(str(error)))
        return False
    return True


def _write_fenced(row: OutboxRow, **fields: Any) -> bool:
    fields = {"lease_until": None} | fields
    held = type(row)._default_manager.filter(OPEN, pk=row.pk, token=row.token, token__isnull=False)
    if not held.update(**fields):
        logger.warning("%s %s: a late attempt was refused by the fence", row._meta.label, row.pk)
        return False
    for name, value in fields.items():
        setattr(row, name, value)
    return True


def _give_up(row: OutboxRow, reason: str, at: datetime) -> None:
    logger.error("%s %s given up after %s attempts: %s", row._meta.label, row.pk, row.attempts, _one_line(reason))
    row.failed_at, row.failure, row.token, row.lease_until = at, _storable(reason), None, None
    row.save(update_fields=["failed_at", "failure", "token", "lease_until"])


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]


def _storable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode()[:FAILURE_LENGTH]
