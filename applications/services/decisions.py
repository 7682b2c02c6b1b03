"""What the case officer decides: each clause, each question that needs a ruling, and the proposal to the meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications import checking, choices, notifications
from applications.guards import CLAUSES_TO_DECIDE, GUARDS, latest_revision
from applications.models import Application, ClauseDecision, MeetingRound, Recommendation, Revision, Ruling
from applications.services.idempotency import is_repeated
from applications.services.screening import require_case_officer, require_revision, require_status, void_proposal
from applications.statuses import Status
from applications.transitions import TransitionRefused, apply_transition, lock
from calculations import engine
from cecfp_portal import audit
from cecfp_portal.accounts.models import User

Sentence = str | Promise


@dataclass(frozen=True)
class ClauseVerdict:
    """The officer's own verdict on a clause."""

    is_met: bool
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """The officer's ruling on one question of the engine."""

    is_accepted: bool
    reason: str


def report_with_rulings(revision: Revision) -> Mapping[str, Any] | None:
    """Return the latest report of a revision as it reads with the rulings in force; None before the first run.

    Evaluated anew from the run's own context, so that a ruling shows at once what it leads to; nothing is stored.
    """
    run = revision.check_runs.filter(finished_at__isnull=False).first()
    if run is None:
        return None
    rulings = checking.rulings_for(revision)
    if not rulings or rulings == run.rulings:
        return cast(Mapping[str, Any], run.report)
    return engine.evaluate(revision.case, rulings, run.context)


def save_verdicts(
    application_id: int,
    *,
    judged_sha256: str,
    clauses: Mapping[str, ClauseVerdict],
    rulings: Mapping[str, Answer],
    by: User,
    at: datetime,
    key: UUID,
) -> None:
    """Store what the officer has decided so far; what is not given stays as it is.

    Args:
        judged_sha256: the hash of the page the officer looked at.

    Raises TransitionRefused when the case has changed since, or is not this officer's to consider.
    """
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "verdicts", key, by=by, at=at):
            return
        require_case_officer(application, by)
        require_status(application, Status.REVIEW)
        _require_same(application, judged_sha256)
        for clause, verdict in clauses.items():
            _decide(application, judged_sha256, clause, verdict, by=by, at=at)
        for outcome_id, answer in rulings.items():
            _rule(application, judged_sha256, outcome_id, answer, by=by, at=at)


def hindrances(application: Application, *, by: User, at: datetime) -> list[Sentence]:
    """Return what still stands between the case and a recommendation, all of it, before one is made."""
    names = ("every_clause_decided", "statement_names_this_hash", "no_open_request")
    found = [GUARDS[name](application, by, at) for name in names]
    revision = latest_revision(application)
    report = report_with_rulings(revision) if revision else None
    open_questions = [item for item in (report or {}).get("outcomes", ()) if item["outcome"] == choices.Outcome.REVIEW]
    if open_questions:
        found.append(_("%(count)s questions still need a ruling.") % {"count": len(open_questions)})
    return [sentence for sentence in found if sentence is not None]


def recommend(
    application_id: int,
    *,
    proposal: str,
    note: str,
    meeting: MeetingRound,
    judged_sha256: str,
    by: User,
    at: datetime,
    key: UUID,
) -> Application:
    """Put the case before a meeting with a proposal: review → recommended.

    Evaluates the case with the rulings in force and stores that run; the proposal names run, hash and round.
    Raises TransitionRefused with every reason why not; nothing is stored then.
    """
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "recommend", key, by=by, at=at):
            return application
        require_case_officer(application, by)
        require_status(application, Status.REVIEW)
        _require_same(application, judged_sha256)
        revision = require_revision(application)
        void_proposal(application, at=at)
        run = checking.run_now(
            revision,
            purpose=choices.RunPurpose.RECOMMENDATION,
            rulings=checking.rulings_for(revision),
            at=at,
        )
        Recommendation.objects.create(
            application=application,
            judged_sha256=judged_sha256,
            check_run=run,
            proposal=proposal,
            note=note,
            round=meeting,
            recommended_at=at,
            recommended_by=by,
        )
        application.round = meeting
        application.save(update_fields=["round"])
        _require_consistent(application, proposal, judged_sha256)
        facts = {"judged_sha256": judged_sha256, "report_sha256": run.report_sha256, "round": str(meeting)}
        application = apply_transition(application_id, "recommend", by=by, at=at, data=facts)
        notifications.put_on_agenda(application, at=at)
    return application


def _require_same(application: Application, judged_sha256: str) -> None:
    if require_revision(application).judged_sha256 != judged_sha256:
        raise TransitionRefused(
            [_("The case has changed since you opened this page. Please look at the new revision first.")]
        )


def _require_consistent(application: Application, proposal: str, judged_sha256: str) -> None:
    if proposal != choices.Proposal.APPROVE:
        return
    unmet = application.clause_decisions.filter(judged_sha256=judged_sha256, is_met=False).order_by("clause")
    if unmet:
        clauses = ", ".join(row.clause for row in unmet)
        raise TransitionRefused([_("You decided that clause %(clauses)s is not met.") % {"clauses": clauses}])


def _decide(
    application: Application, judged_sha256: str, clause: str, verdict: ClauseVerdict, *, by: User, at: datetime
) -> None:
    if clause not in CLAUSES_TO_DECIDE:
        raise ValueError(f"not a clause to decide: {clause}")
    stored = application.clause_decisions.filter(judged_sha256=judged_sha256, clause=clause).first()
    if stored and (stored.is_met, stored.note) == (verdict.is_met, verdict.note):
        return
    ClauseDecision.objects.update_or_create(
        application=application,
        judged_sha256=judged_sha256,
        clause=clause,
        defaults={"is_met": verdict.is_met, "note": verdict.note, "decided_at": at, "decided_by": by},
    )
    data = {"clause": clause, "is_met": verdict.is_met, "note": verdict.note, "judged_sha256": judged_sha256}
    audit.append(verb="clause.decided", by=by, at=at, subject=application, data=data)


def _rule(
    application: Application, judged_sha256: str, outcome_id: str, answer: Answer, *, by: User, at: datetime
) -> None:
    in_force = application.rulings.filter(judged_sha256=judged_sha256, outcome_id=outcome_id, replaced_at=None)
    stored = in_force.first()
    if stored and (stored.is_accepted, stored.reason) == (answer.is_accepted, answer.reason):
        return
    in_force.update(replaced_at=at)
    Ruling.objects.create(
        application=application,
        judged_sha256=judged_sha256,
        outcome_id=outcome_id,
        is_accepted=answer.is_accepted,
        reason=answer.reason,
        ruled_at=at,
        ruled_by=by,
    )
    data = {"outcome": outcome_id, "accepted": answer.is_accepted, "note": answer.reason}
    audit.append(verb="ruling.made", by=by, at=at, subject=application, data=data | {"judged_sha256": judged_sha256})
