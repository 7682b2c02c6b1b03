"""What the officer asks of the applicant: requests gathered one by one, sent together, answers read and closed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import notifications, queries
from applications.models import Application, CorrectionRequest
from applications.overview import Place
from applications.services.idempotency import is_repeated
from applications.services.screening import require_case_officer, require_status, void_proposal
from applications.statuses import Status
from applications.transitions import TransitionRefused, apply_transition, lock
from cecfp_portal import audit, practice
from cecfp_portal.accounts.models import User

ASKING = (Status.SCREENING, Status.REVIEW)


def default_due_on(today: date) -> date:
    """Return the day a request falls due unless the officer names another: in Thai working days, holidays left out."""
    return queries.add_working_days(today, practice.value("correction_working_days", on=today), queries.holidays())


def unsent(application: Application) -> QuerySet[CorrectionRequest]:
    """Return the requests that were written and wait to be sent."""
    return application.correction_requests.filter(sent_at=None, closed_at=None)


def add_request(
    application_id: int, place: Place, *, text: str, due_on: date, by: User, at: datetime, key: UUID
) -> None:
    """Write a request; the applicant sees it only after `send_requests`. The same key writes it once."""
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "request", key, by=by, at=at):
            return
        _require_asking(application, by)
        _raise(application, place, text=text, due_on=due_on, by=by, at=at)


def drop_request(application_id: int, request_id: int, *, by: User, at: datetime) -> None:
    """Take back a request that was not sent; it stays on record, closed and never sent."""
    with transaction.atomic():
        application = lock(application_id)
        _require_asking(application, by)
        request = unsent(application).filter(pk=request_id).first()
        if request is not None:
            _close(application, request, by=by, at=at)


def send_requests(application_id: int, *, by: User, at: datetime, key: UUID) -> Application:
    """Send everything written since the last time: the case goes back to the applicant and TGO's clock stops.

    Raises TransitionRefused when nothing was written, or a due date has passed meanwhile.
    """
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "send_requests", key, by=by, at=at):
            return application
        _require_asking(application, by)
        waiting = unsent(application)
        if not waiting.exists():
            raise TransitionRefused([_("Write at least one request first.")])
        if waiting.filter(due_on__lte=timezone.localdate(at)).exists():
            raise TransitionRefused([_("The due date of a request has passed. Write it again with a later one.")])
        count = waiting.count()
        void_proposal(application, at=at)
        application = apply_transition(application_id, "request_correction", by=by, at=at, data={"requests": count})
        waiting.update(sent_at=at)
        notifications.correction_asked(application, at=at)
    return application


def close_request(application_id: int, request_id: int, *, by: User, at: datetime) -> None:
    """The answer suffices."""
    with transaction.atomic():
        application, request = _answered(application_id, request_id, by)
        if request.closed_at is None:
            _close(application, request, by=by, at=at)


def ask_again(application_id: int, request_id: int, *, text: str, due_on: date, by: User, at: datetime) -> None:
    """The answer does not suffice: close the request and write it anew with what is still missing."""
    with transaction.atomic():
        application, request = _answered(application_id, request_id, by)
        if request.closed_at is not None:
            return
        _close(application, request, by=by, at=at)
        place = Place(request.section, request.line_id, request.field, request.clause)
        _raise(application, place, text=text, due_on=due_on, by=by, at=at)


def _answered(application_id: int, request_id: int, by: User) -> tuple[Application, CorrectionRequest]:
    application = lock(application_id)
    _require_asking(application, by)
    request = application.correction_requests.filter(pk=request_id, sent_at__isnull=False).first()
    if request is None or request.answered_at is None:
        raise TransitionRefused([_("The applicant has not answered this request yet.")])
    return application, request


def _raise(
    application: Application, place: Place, *, text: str, due_on: date, by: User, at: datetime
) -> CorrectionRequest:
    request = CorrectionRequest.objects.create(
        application=application,
        section=place.section,
        line_id=place.line_id,
        field=place.field,
        clause=place.clause,
        text=text,
        due_on=due_on,
        raised_at=at,
        raised_by=by,
    )
    audit.append(
        verb="request.raised",
        by=by,
        at=at,
        subject=application,
        data={"request": request.pk, "section": place.section, "clause": place.clause, "due_on": due_on.isoformat()},
    )
    return request


def _close(application: Application, request: CorrectionRequest, *, by: User, at: datetime) -> None:
    request.closed_at, request.closed_by = at, by
    request.save(update_fields=["closed_at", "closed_by"])
    audit.append(verb="request.closed", by=by, at=at, subject=application, data={"request": request.pk})


def _require_asking(application: Application, by: User) -> None:
    require_case_officer(application, by)
    require_status(application, *ASKING)
