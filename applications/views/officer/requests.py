"""Requests for correction: writing them, sending them together, reading and closing the answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications import overview
from applications.forms.corrections import AgainForm, RequestForm
from applications.forms.key import KeyedForm
from applications.guards import latest_revision
from applications.models import Application, CorrectionRequest
from applications.services import requests
from applications.transitions import TransitionRefused
from applications.views.officer.access import authority_only, case_for, case_page, officers_only, refused_page
from cecfp_portal.accounts.access import SignedInRequest, require_audience
from cecfp_portal.accounts.roles import OrganisationKind, Right


@require_http_methods(["GET", "HEAD", "POST"])
@authority_only
def officer_requests(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The requests of a case, and the form for a further one; `?place=` says what it concerns."""
    application = case_for(request, public_id)
    if request.method != "POST":
        return _show(request, application, _form(application, place=request.GET.get("place", "")))
    require_audience(request.user, OrganisationKind.AUTHORITY, Right.OFFICER)
    form = _form(application, request.POST)
    if not form.is_valid():
        return _show(request, application, form, status=422)
    given = form.cleaned_data
    try:
        requests.add_request(
            application.pk,
            form.where(),
            text=given["text"],
            due_on=given["due_on"],
            by=request.user,
            at=timezone.now(),
            key=given["key"],
        )
    except TransitionRefused as refused:
        return _show(request, application, form, refused=refused)
    messages.success(request, _("The request is noted. It goes to the applicant when you send all of them."))
    return redirect("applications:officer_requests", public_id)


@require_POST
@officers_only
def officer_send_requests(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Send every request that was written: the case goes back to the applicant."""
    application = case_for(request, public_id)
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return _show(request, application, _form(application), status=422)
    try:
        requests.send_requests(application.pk, by=request.user, at=timezone.now(), key=form.cleaned_data["key"])
    except TransitionRefused as refused:
        return _show(request, application, _form(application), refused=refused)
    messages.success(request, _("The requests are sent. TGO's clock stands still until the applicant answers."))
    return redirect("applications:officer_requests", public_id)


@require_POST
@officers_only
def officer_settle_request(request: SignedInRequest, public_id: UUID, request_id: int) -> HttpResponse:
    """One request: take it back before it is sent, close it after its answer, or ask again."""
    application = case_for(request, public_id)
    by, at = request.user, timezone.now()
    again: AgainForm | None = None
    try:
        if "drop" in request.POST:
            requests.drop_request(application.pk, request_id, by=by, at=at)
        elif "close" in request.POST:
            requests.close_request(application.pk, request_id, by=by, at=at)
        else:
            again = _again(request_id, request.POST)
            if not again.is_valid():
                return _show(request, application, _form(application), again={request_id: again}, status=422)
            requests.ask_again(application.pk, request_id, **again.cleaned_data, by=by, at=at)
    except TransitionRefused as refused:
        return refused_page(request, application, refused.sentences)
    return redirect("applications:officer_requests", public_id)


def _form(application: Application, data: Any = None, place: str = "") -> RequestForm:
    revision = latest_revision(application)
    today = timezone.localdate()
    return RequestForm(
        data,
        places=overview.places(revision.case) if revision else [],
        today=today,
        due_on=requests.default_due_on(today),
        initial={"place": place},
    )


def _again(request_id: int, data: Any = None) -> AgainForm:
    today = timezone.localdate()
    return AgainForm(data, prefix=f"again-{request_id}", today=today, due_on=requests.default_due_on(today))


def _show(
    request: SignedInRequest,
    application: Application,
    form: RequestForm,
    *,
    again: dict[int, AgainForm] | None = None,
    refused: TransitionRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    revision = latest_revision(application)
    rows = application.correction_requests.select_related("raised_by", "answered_by", "closed_by").order_by("pk")
    shown = [_row(row, revision.case if revision else {}, again or {}) for row in rows if row.sent_at or row.is_open]
    context = {
        "form": form,
        "send_form": KeyedForm(),
        "unsent": [row for row in shown if row["request"].sent_at is None],
        "answered": [row for row in shown if row["request"].is_open and row["request"].answered_at],
        "waiting": [row for row in shown if row["request"].sent_at and not row["request"].answered_at],
        "closed": [row for row in shown if not row["request"].is_open and row["request"].answered_at],
        "may_ask": application.status in requests.ASKING and application.case_officer_id == request.user.pk,
    }
    return case_page(request, application, "requests", context, refused=refused, status=status)


def _row(row: CorrectionRequest, case: dict[str, Any], again: dict[int, AgainForm]) -> dict[str, Any]:
    return {
        "request": row,
        "place": overview.label_of(row, case) if case else "",
        "again": again.get(row.pk) or _again(row.pk),
        "is_again_open": row.pk in again,
    }
