"""What an applicant does with a returned case: reply to requests and findings, and send the answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications import checking, notifications, snapshots
from applications.choices import RunPurpose
from applications.guards import latest_revision, statement_in_force
from applications.models import Application, CorrectionRequest, Finding
from applications.services.drafting import require_editable
from applications.services.idempotency import is_repeated
from applications.statuses import Status
from applications.transitions import TransitionRefused, apply_transition, lock
from calculations.engine import canonical
from cecfp_portal import audit
from cecfp_portal.accounts.models import User

Ask = CorrectionRequest | Finding


@dataclass(frozen=True)
class Change:
    """One presentation field before and after."""

    path: tuple[str, ...]
    before: str
    after: str


def open_asks(application: Application) -> list[Ask]:
    """Return what the applicant was asked and nobody closed: officers' requests and verifiers' findings, oldest first.

    What is still being written on the other desk is not shown; a returned case shows everything.
    """
    is_sent = Q() if application.status == Status.RETURNED else Q(sent_at__isnull=False)
    requests = application.correction_requests.filter(is_sent, closed_at=None)
    findings = Finding.objects.filter(
        is_sent, engagement__application=application, engagement__ended_at=None, closed_at=None
    )
    return sorted([*requests, *findings], key=lambda ask: (ask.raised_at, ask.pk))


def unanswered(application: Application) -> list[Ask]:
    """Return the open requests that were not handed over with an answer yet."""
    return [ask for ask in open_asks(application) if ask.answered_at is None]


def save_reply(application_id: int, *, kind: str, ask_id: int, text: str, by: User, at: datetime) -> None:
    """Keep the reply to one request; who asked reads it when the answers are sent. Members who may edit."""
    with transaction.atomic():
        application = lock(application_id)
        require_editable(application, by=by)
        for ask in unanswered(application):
            if (kind_of(ask), ask.pk) == (kind, ask_id):
                ask.answer = text
                ask.save(update_fields=["answer"])
                return
    raise TransitionRefused([_("This request is no longer open.")])


def kind_of(ask: Ask) -> str:
    """Return the code under which a page names the kind of request."""
    return "finding" if isinstance(ask, Finding) else "request"


def hand_over_replies(application: Application, *, by: User, at: datetime) -> None:
    """Date every reply as the case goes back to who asked. Raises TransitionRefused while one is missing.

    An observation asks for nothing, so it may stay without a reply.
    """
    asks = unanswered(application)
    left = [ask for ask in asks if not ask.answer.strip() and must_be_answered(ask)]
    if left:
        raise TransitionRefused([_("Reply to every request first (%(count)s left).") % {"count": len(left)}])
    for ask in asks:
        ask.answered_at, ask.answered_by = at, by
        ask.save(update_fields=["answered_at", "answered_by"])
        audit.append(verb=f"{kind_of(ask)}.answered", by=by, at=at, subject=application, data={kind_of(ask): ask.pk})


def must_be_answered(ask: Ask) -> bool:
    """Tell whether the case cannot go back without a reply to this request."""
    return not isinstance(ask, Finding) or ask.must_be_corrected


def answer(application_id: int, *, by: User, at: datetime, key: UUID) -> Application:
    """Send the answers back to who asked, when nothing judged was changed. Signers of the applicant only.

    Corrected names and addresses become a new revision with the same judged hash, which voids nothing.
    Raises TransitionRefused with every reason; a judged change has to be submitted instead.
    """
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "answer", key, by=by, at=at):
            return application
        if application.status != Status.RETURNED:
            raise TransitionRefused(
                [_("This case is no longer in the state this action belongs to. Please look at it again.")]
            )
        before = latest_revision(application)
        hand_over_replies(application, by=by, at=at)
        revision = snapshots.freeze(application, by=by, at=at)
        application = apply_transition(
            application_id,
            "answer",
            by=by,
            at=at,
            data={"revision": revision.number, "case_sha256": revision.case_sha256},
        )
        checking.run_now(revision, purpose=RunPurpose.SUBMISSION, rulings=[], at=at)
        changes = presentation_changes(before.case, revision.case) if before else []
        if changes:
            fields = [".".join(change.path) for change in changes]
            audit.append(verb="presentation.corrected", by=by, at=at, subject=application, data={"fields": fields})
        notifications.answers_sent(application, at=at)
    return application


def is_judged_changed(application: Application) -> bool:
    """Tell whether the draft differs from the last revision in anything that is judged."""
    revision = latest_revision(application)
    return revision is None or canonical.judged_sha256(snapshots.case_of(application)) != revision.judged_sha256


def draft_changes(application: Application) -> list[Change]:
    """Return the presentation fields in which the draft differs from the last revision."""
    revision = latest_revision(application)
    return presentation_changes(revision.case, snapshots.case_of(application)) if revision else []


def changes_since_statement(application: Application) -> list[Change]:
    """Return the presentation fields corrected after the verifier signed the statement in force, as they stand now."""
    statement, revision = statement_in_force(application), latest_revision(application)
    if statement is None or revision is None:
        return []
    signed = application.revisions.filter(created_at__lte=statement.signed_at).last()
    return presentation_changes(signed.case, revision.case) if signed else []


def presentation_changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Return every presentation field that differs between two cases, before and after."""
    old, new = dict(_leaves(before["presentation"])), dict(_leaves(after["presentation"]))
    paths = [*old, *(path for path in new if path not in old)]
    return [
        Change(path, old.get(path, ""), new.get(path, "")) for path in paths if old.get(path, "") != new.get(path, "")
    ]


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text below `value` with its path; rows are named by their line_id."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _leaves(below, (*path, key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            name = below.get("line_id", str(number)) if isinstance(below, dict) else str(number)
            yield from _leaves(below, (*path, name))
    else:
        yield path, "" if value is None else str(value)
