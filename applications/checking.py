"""The worker's act: evaluate a frozen revision and move the case on what was found; every step may run again."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications import choices
from applications.models import CheckRun, Revision, Ruling
from applications.notifications import checks_finished
from applications.statuses import Status
from applications.surroundings import context_of
from applications.transitions import apply_transition, lock
from calculations import engine
from calculations.engine import canonical
from cecfp_portal import audit, outbox


class OtherWorkerFinishedError(Exception):
    """Another attempt holds the run by now: what this one did is rolled back."""


def rulings_for(revision: Revision) -> list[dict[str, Any]]:
    """Return the rulings in force on this revision's judged hash, as the engine reads them."""
    rulings = Ruling.objects.filter(
        application=revision.application_id, judged_sha256=revision.judged_sha256, replaced_at=None
    ).order_by("outcome_id")
    return [
        {
            "outcome_id": ruling.outcome_id,
            "accepted": ruling.is_accepted,
            "reason": ruling.reason,
            "by_role": "officer",
            "at": ruling.ruled_at.isoformat(),
        }
        for ruling in rulings
    ]


def queue_run(revision: Revision, *, purpose: str, at: datetime) -> CheckRun:
    """Queue one evaluation of `revision` in the business transaction; the worker completes it."""
    return outbox.queue(_new_run(revision, purpose=purpose, rulings=[], at=at))


def run_now(revision: Revision, *, purpose: str, rulings: list[dict[str, Any]], at: datetime) -> CheckRun:
    """Evaluate within the caller's transaction, where the outcome must be known before the move."""
    run = _new_run(revision, purpose=purpose, rulings=rulings, at=at)
    for name, value in _result(run).items():
        setattr(run, name, value)
    run.finished_at = at
    run.save()
    audit.append(verb="check_run.finished", by=None, at=at, subject=revision.application, data=_facts(run))
    return run


def complete_check_run(run_id: int, clock: Callable[[], datetime] = timezone.now) -> None:
    """Evaluate a queued run and, for a submission, move the case; safe to be called any number of times."""
    outbox.attempt(CheckRun, run_id, partial(_complete, clock=clock), clock)


def _new_run(revision: Revision, *, purpose: str, rulings: list[dict[str, Any]], at: datetime) -> CheckRun:
    context = context_of(revision, at)
    return CheckRun(
        revision=revision,
        purpose=purpose,
        queued_at=at,
        context=context,
        context_sha256=canonical.sha256_of(context),
        rulings=rulings,
        rulings_sha256=canonical.sha256_of(rulings),
    )


def _result(run: CheckRun) -> dict[str, Any]:
    report = engine.evaluate(run.revision.case, run.rulings, run.context)
    return {
        "report": report,
        "report_sha256": canonical.sha256_of(report),
        "overall": report["overall"],
        "engine_version": report["engine"],
    }


def _facts(run: CheckRun) -> dict[str, Any]:
    return {
        "purpose": run.purpose,
        "revision": run.revision.number,
        "judged_sha256": run.revision.judged_sha256,
        "report_sha256": run.report_sha256,
        "overall": run.overall,
    }


def _complete(run: CheckRun, *, clock: Callable[[], datetime]) -> None:
    result = _result(run)
    with transaction.atomic():
        application = lock(run.revision.application_id)
        at = clock()
        if not outbox.finish(run, at=at, **result):
            raise OtherWorkerFinishedError
        run = CheckRun.objects.select_related("revision__application").get(pk=run.pk)
        facts = _facts(run)
        is_current = not application.revisions.filter(number__gt=run.revision.number).exists()
        if run.purpose != choices.RunPurpose.SUBMISSION or application.status != Status.CHECKING or not is_current:
            audit.append(verb="check_run.finished", by=None, at=at, subject=application, data=facts)
            return
        has_passed = run.overall in (choices.Outcome.PASS, choices.Outcome.REVIEW)
        apply_transition(application.pk, "pass_checks" if has_passed else "fail_checks", by=None, at=at, data=facts)
        checks_finished(application, has_passed=has_passed, at=at)
