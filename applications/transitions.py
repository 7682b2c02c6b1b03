"""The only writer of an application's status: lock, check, write and audit in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.guards import GUARDS
from applications.models import Application
from applications.permissions import may_act
from applications.statuses import Status
from applications.workflow import MOVES, Move, moves_from
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.wording import Words


class TransitionRefused(Exception):
    """A move that may not be made now; `sentences` tell the user why, all reasons at once."""

    def __init__(self, sentences: Sequence[Words]) -> None:
        super().__init__("; ".join(str(sentence) for sentence in sentences))
        self.sentences = list(sentences)


def lock(application_id: int) -> Application:
    """Return the application with its row locked until the end of the transaction; always the first lock taken."""
    return (
        Application.objects.select_for_update(of=("self",)).select_related("applicant", "round").get(pk=application_id)
    )


def refusals(application: Application, move: Move, *, by: User | None, at: datetime) -> list[Words]:
    """Return every reason why `by` may not make `move` now; an empty list means it may be made."""
    if application.status not in move.sources:
        return [_("This case is no longer in the state this action belongs to. Please look at it again.")]
    if not may_act(by, move.actor, application):
        return [_("You do not have the right to do this.")]
    found = (GUARDS[name](application, by, at) for name in move.guards)
    return [sentence for sentence in found if sentence is not None]


def apply_transition(
    application_id: int,
    move_name: str,
    *,
    by: User | None,
    at: datetime,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> Application:
    """Make a move: the only place where an application's status is written.

    Args:
        application_id: primary key of the application.
        move_name: name of a row of `workflow.MOVES`.
        by: the person, or None for the portal's worker.
        at: the moment, aware.
        note: the reason, where the move needs one; shown on the timeline.
        data: facts for the audit event (hashes, numbers), no personal data, no contents.

    Returns the application in its new state. Raises TransitionRefused with every reason.
    """
    move = MOVES[move_name]
    with transaction.atomic():
        application = lock(application_id)
        sentences = refusals(application, move, by=by, at=at)
        if move.needs_note and not note.strip():
            sentences.append(_("Please give a reason."))
        if sentences:
            raise TransitionRefused(sentences)
        source, target = application.status, _target(application, move)
        application.status = target
        application.status_since = at
        application.returned_from = source if target == Status.RETURNED else ""
        application.save(update_fields=["status", "status_since", "returned_from"])
        audit.append(
            verb=f"application.{move.name}",
            by=by,
            at=at,
            subject=application,
            data={"from": source, "to": target, "note": note, **(data or {})},
        )
    return application


def _target(application: Application, move: Move) -> str:
    if move.target is not None:
        return move.target
    return application.returned_from


def allowed_moves(application: Application, *, by: User, at: datetime) -> list[Move]:
    """Return the moves that `by` may begin now: right state and right person; guards are told when he tries."""
    return [move for move in moves_from(application.status) if may_act(by, move.actor, application)]
