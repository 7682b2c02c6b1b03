"""What an applicant does with a whole case: send it for verification, file it with TGO, withdraw it."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import checking, notifications, snapshots
from applications.choices import RunPurpose
from applications.guards import latest_revision
from applications.models import Application, CheckRun, MeetingRound
from applications.models.application import thai_fiscal_year
from applications.permissions import may_act
from applications.services import corrections
from applications.services.drafting import renew_editions, require_editing_right
from applications.services.idempotency import is_repeated
from applications.surroundings.claims import record_claims
from applications.transitions import TransitionRefused, apply_transition, lock
from applications.workflow import MOVES
from cecfp_portal import outbox, practice, thai
from cecfp_portal.accounts.models import User

RECEIPT_LOCK = 25_690_001


def submit(application_id: int, *, is_declared: bool, by: User, at: datetime, key: UUID) -> Application:
    """Freeze the case as a numbered revision and send it to the automatic checks. Signers of the applicant only.

    The declaration, the revision with both hashes, the check run and the move are one transaction. A change of
    anything judged voids the verification statement and the recommendation. The same `key` again changes nothing.
    Raises TransitionRefused with every reason.
    """
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "submit", key, by=by, at=at):
            return application
        _require_may_begin(application, "submit", by)
        if is_declared:
            application.declaration_accepted_at, application.declaration_accepted_by = at, by
            application.save(update_fields=["declaration_accepted_at", "declaration_accepted_by"])
        before = latest_revision(application)
        corrections.hand_over_replies(application, by=by, at=at)
        renew_editions(application, timezone.localdate(at))
        revision = snapshots.freeze(application, by=by, at=at)
        record_claims(application, revision)
        if before is not None and before.judged_sha256 != revision.judged_sha256:
            application.statements.filter(voided_at=None).update(voided_at=at)
            application.recommendations.filter(voided_at=None).update(voided_at=at)
        checking.queue_run(revision, purpose=RunPurpose.SUBMISSION, at=at)
        facts = {
            "revision": revision.number,
            "judged_sha256": revision.judged_sha256,
            "case_sha256": revision.case_sha256,
        }
        return apply_transition(application_id, "submit", by=by, at=at, data=facts)


def file(application_id: int, *, round_id: int, by: User, at: datetime, key: UUID) -> Application:
    """File the verified case with TGO for a meeting round. Signers of the applicant only.

    Sets the filing date, gives the receipt number (once for a case), and queues the check run of that date.
    The same `key` again changes nothing. Raises TransitionRefused with every reason.
    """
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "file", key, by=by, at=at):
            return application
        _require_may_begin(application, "file", by)
        application.round = MeetingRound.objects.get(pk=round_id)
        application.filed_at, application.filed_by = at, by
        application.receipt_number = application.receipt_number or _next_receipt_number(at)
        application.save(update_fields=["round", "filed_at", "filed_by", "receipt_number"])
        facts = {"receipt_number": application.receipt_number, "round": str(application.round)}
        application = apply_transition(application_id, "file", by=by, at=at, data=facts)
        revision = latest_revision(application)
        if revision is not None:
            checking.queue_run(revision, purpose=RunPurpose.FILING, at=at)
        notifications.case_filed(application, at=at)
    return application


def withdraw(application_id: int, *, reason: str, by: User, at: datetime, key: UUID) -> Application:
    """Withdraw the case with a reason, until the meeting has it. Signers of the applicant only."""
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "withdraw", key, by=by, at=at):
            return application
        return apply_transition(application_id, "withdraw", by=by, at=at, note=reason)


def retry_check(application_id: int, *, by: User, at: datetime) -> bool:
    """Give a check run that failed for technical reasons new attempts; False when there is none to give.

    Members of the applicant who may edit, whatever the state of the case; raises TransitionRefused for others.
    """
    with transaction.atomic():
        application = lock(application_id)
        require_editing_right(application, by=by)
        run = latest_run(application)
        return run is not None and outbox.state(run) == "failed" and outbox.retry(run, by=by, at=at)


def latest_run(application: Application, purpose: str = RunPurpose.SUBMISSION) -> CheckRun | None:
    """Return the newest check run of the current revision for one purpose."""
    revision = latest_revision(application)
    if revision is None:
        return None
    return revision.check_runs.filter(purpose=purpose).order_by("-pk").first()


def _require_may_begin(application: Application, name: str, by: User) -> None:
    """Refuse before anything is written when the state or the person is wrong."""
    move = MOVES[name]
    if application.status not in move.sources:
        raise TransitionRefused(
            [_("This case is no longer in the state this action belongs to. Please look at it again.")]
        )
    if not may_act(by, move.actor, application):
        raise TransitionRefused([_("You do not have the right to do this.")])


def _next_receipt_number(at: datetime) -> str:
    """Return the next receipt number of the Thai fiscal year, without gaps.

    Numbers are read from the rows themselves under one lock that lasts until the commit: a filing that is undone
    gives its number back, and two filings at once wait for each other.
    """
    on = timezone.localdate(at)
    template = practice.value("receipt_number_template", on=on)
    year = thai.buddhist_year(thai_fiscal_year(on))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECEIPT_LOCK])
    stem = str(template).partition("{running")[0].format(fiscal_year_be=year)
    taken = Application.objects.filter(receipt_number__startswith=stem).values_list("receipt_number", flat=True)
    last = max((int(str(number).removeprefix(stem)) for number in taken), default=0)
    return str(template.format(fiscal_year_be=year, running=last + 1))
