"""What the approver decides on a recommended case, and the order to the worker that follows an approval."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import choices, notifications, snapshots
from applications.guards import recommendation_in_force, statement_in_force
from applications.models import Application, Decision, Issuance
from applications.services.idempotency import is_repeated
from applications.services.screening import SCOPE_CLAUSES, void_proposal
from applications.transitions import TransitionRefused, apply_transition, lock, refusals
from applications.workflow import MOVES
from cecfp_portal import audit, outbox, practice
from cecfp_portal.accounts.models import User


def approve(application_id: int, *, recommendation_id: int, by: User, at: datetime, key: UUID) -> Application:
    """Approve what was recommended and order the certificate: recommended → approved. Approvers only.

    Args:
        recommendation_id: the recommendation on the page the approver read.

    Freezes what will be printed. Raises TransitionRefused for the person who recommended or verified, for a
    proposal that is not to certify, and when the recommended run cannot be reproduced.
    """
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "approve", key, by=by, at=at):
            return application
        _require_move(application, "approve", by=by, at=at)
        _require_read(application, recommendation_id)
        decision = _record(application, choices.Proposal.APPROVE, by=by, at=at)
        application = apply_transition(application_id, "approve", by=by, at=at, data=_facts(decision))
        issuance = Issuance(
            application=application,
            decision=decision,
            approved_on=timezone.localdate(at),
            printed=snapshots.printed_of(application),
            queued_at=at,
        )
        notifications.decision_made(application, is_approved=True, at=at)
        _order(issuance, at=at)
    return application


def _order(issuance: Issuance, *, at: datetime) -> None:
    """Hand the issuance to the worker, or let it wait until the holder has accepted the agreement."""
    issuance.awaits_agreement = practice.value("agreement_before_issue", on=timezone.localdate(at))
    if not issuance.awaits_agreement:
        outbox.queue(issuance)
        return
    issuance.save()
    notifications.agreement_due(issuance.application, at=at)


def reject(
    application_id: int, *, recommendation_id: int, clause: str, reason: str, by: User, at: datetime, key: UUID
) -> Application:
    """Decide not to certify, naming clause and reason: recommended → rejected. Approvers only, as in `approve`."""
    return _refuse(application_id, "reject", recommendation_id, clause, reason, by=by, at=at, key=key)


def reject_scope(
    application_id: int, *, recommendation_id: int, clause: str, reason: str, by: User, at: datetime, key: UUID
) -> Application:
    """Reject as out of scope (clause 1 or 4) on the officer's proposal: screening → rejected. Approvers only."""
    if clause not in SCOPE_CLAUSES:
        raise TransitionRefused([_("Out of scope means: clause 1 or clause 4 is not met.")])
    return _refuse(application_id, "reject_scope", recommendation_id, clause, reason, by=by, at=at, key=key)


def send_back(
    application_id: int, *, recommendation_id: int, reason: str, by: User, at: datetime, key: UUID
) -> Application:
    """Hand the case back to its officer with a reason; the recommendation is void: recommended → review."""
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "send_back", key, by=by, at=at):
            return application
        application = apply_transition(application_id, "send_back", by=by, at=at, note=reason)
        _require_read(application, recommendation_id)
        void_proposal(application, at=at)
    return application


def keep_in_scope(
    application_id: int, *, recommendation_id: int, reason: str, by: User, at: datetime, key: UUID
) -> None:
    """Do not follow the proposal to reject as out of scope: it is void, and the officer goes on. Approvers only."""
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "keep_in_scope", key, by=by, at=at):
            return
        _require_move(application, "reject_scope", by=by, at=at)
        _require_read(application, recommendation_id)
        void_proposal(application, at=at)
        audit.append(verb="scope.accepted", by=by, at=at, subject=application, data={"note": reason})


def retry_issuing(application_id: int, *, by: User, at: datetime) -> bool:
    """Give an issuance that was given up another set of attempts; False when there is none to give."""
    issuance = Issuance.objects.filter(application=application_id).first()
    return issuance is not None and outbox.retry(issuance, by=by, at=at)


def _refuse(
    application_id: int,
    move: str,
    recommendation_id: int,
    clause: str,
    reason: str,
    *,
    by: User,
    at: datetime,
    key: UUID,
) -> Application:
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, move, key, by=by, at=at):
            return application
        _require_move(application, move, by=by, at=at)
        _require_read(application, recommendation_id)
        decision = _record(application, choices.Proposal.REJECT, by=by, at=at, clause=clause, reason=reason)
        application = apply_transition(application_id, move, by=by, at=at, note=reason, data=_facts(decision))
        notifications.decision_made(application, is_approved=False, at=at)
    return application


def _require_move(application: Application, name: str, *, by: User, at: datetime) -> None:
    """Ask every guard but the one that wants the decision's row, which is written after this."""
    move = MOVES[name]
    guards = tuple(guard for guard in move.guards if guard != "decision_recorded")
    sentences = refusals(application, replace(move, guards=guards), by=by, at=at)
    if sentences:
        raise TransitionRefused(sentences)


def _require_read(application: Application, recommendation_id: int) -> None:
    recommendation = recommendation_in_force(application)
    if recommendation is None or recommendation.pk != recommendation_id:
        raise TransitionRefused(
            [_("The recommendation on this page is no longer in force. Please look at the case again.")]
        )


def _record(
    application: Application, decision: str, *, by: User, at: datetime, clause: str = "", reason: str = ""
) -> Decision:
    recommendation, statement = recommendation_in_force(application), statement_in_force(application)
    return Decision.objects.create(
        application=application,
        recommendation=recommendation,
        decision=decision,
        clause=clause,
        reason=reason,
        recommended_by=recommendation.recommended_by if recommendation else None,
        verified_by=statement.signed_by if statement else None,
        decided_at=at,
        decided_by=by,
    )


def _facts(decision: Decision) -> dict[str, str]:
    recommendation = decision.recommendation
    facts = {"clause": decision.clause} if decision.clause else {}
    if recommendation is None:
        return facts
    return facts | {"judged_sha256": recommendation.judged_sha256, "round": str(recommendation.round)}
