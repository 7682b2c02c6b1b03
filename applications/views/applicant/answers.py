"""Replying to requests and findings, and sending the answers."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.completeness import SECTIONS
from applications.forms.answers import ReplyForm
from applications.forms.key import KeyedForm
from applications.models import Application
from applications.services import corrections
from applications.services.corrections import Ask, kind_of
from applications.statuses import Status
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, case_rights, may_edit, own_case, signers
from applications.views.applicant.journey import place_url
from applications.views.changes import shown_changes
from cecfp_portal.accounts.access import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_answers(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Every open request with the reply to it; what changed so far; and the sending of the answers."""
    application = own_case(request, public_id)
    if request.method == "POST" and may_edit(request.user, application):
        return _save_replies(request, application)
    if request.method == "POST":
        return _page(request, application, status=403, refused=[_("You do not have the right to do this.")])
    return _page(request, application)


def _save_replies(request: SignedInRequest, application: Application) -> HttpResponse:
    """Keep every reply on the page; with the button for sending, send the answers as well."""
    forms = {_anchor(ask): ReplyForm(request.POST, prefix=_anchor(ask)) for ask in corrections.unanswered(application)}
    try:
        for ask in corrections.unanswered(application):
            form = forms[_anchor(ask)]
            if form.is_valid() and f"{_anchor(ask)}-answer" in request.POST:
                corrections.save_reply(
                    application.pk,
                    kind=kind_of(ask),
                    ask_id=ask.pk,
                    text=form.cleaned_data["answer"],
                    by=request.user,
                    at=timezone.now(),
                )
        if "send" in request.POST and all(form.is_valid() for form in forms.values()):
            return _send(request, application)
    except TransitionRefused as refusal:
        return _page(request, application, status=409, typed=forms, refused=refusal.sentences)
    if not all(form.is_valid() for form in forms.values()):
        return _page(request, application, status=422, typed=forms)
    messages.success(request, _("Replies saved. Nothing has been sent yet."))
    return redirect("applications:applicant_answers", application.public_id)


def _send(request: SignedInRequest, application: Application) -> HttpResponse:
    form = KeyedForm(request.POST)
    if not form.is_valid():
        raise TransitionRefused([_("Please open this page again and send once more.")])
    corrections.answer(application.pk, by=request.user, at=timezone.now(), key=form.cleaned_data["key"])
    messages.success(request, _("The answers were sent. The case goes on where it was."))
    return redirect("applications:applicant_case", application.public_id)


def _page(
    request: SignedInRequest,
    application: Application,
    status: int = 200,
    typed: dict[str, ReplyForm] | None = None,
    **more: Any,
) -> HttpResponse:
    is_returned = application.status == Status.RETURNED
    context = {
        "application": application,
        "asks": [_shown(application, ask, typed) for ask in corrections.open_asks(application)],
        "key": uuid.uuid4(),
        "is_returned": is_returned,
        "is_judged_changed": is_returned and corrections.is_judged_changed(application),
        "changes": shown_changes(corrections.draft_changes(application)) if is_returned else [],
        "signers": signers(application),
        **case_rights(request, application),
    }
    return render(request, "applications/applicant/answers.html", {**context, **more}, status=status)


def _shown(application: Application, ask: Ask, typed: dict[str, ReplyForm] | None) -> dict[str, Any]:
    anchor = _anchor(ask)
    form = (typed or {}).get(anchor) or ReplyForm.showing({"answer": ask.answer}, prefix=anchor)
    place = SECTIONS.get(ask.section, "")
    url = place_url(application, ask.section, ask.line_id, ask.field) if ask.section in SECTIONS else ""
    return {"ask": ask, "anchor": anchor, "kind": kind_of(ask), "form": form, "place": place, "url": url}


def _anchor(ask: Ask) -> str:
    return f"{kind_of(ask)}-{ask.pk}"
