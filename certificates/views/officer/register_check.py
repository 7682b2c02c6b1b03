"""TGO's page on the nightly check of all certificates: how far it is, what it found, and starting one now."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cecfp_portal import outbox
from cecfp_portal.accounts.access import SignedInRequest
from certificates.checking import register
from certificates.dossier.telling import KINDS, NAMES
from certificates.models import CheckFinding, RegisterCheck
from certificates.views.officer.access import officers_only
from certificates.views.officer.desk import desk_tabs

RUNS_SHOWN, FINDINGS_SHOWN = 14, 200


@require_safe
@never_cache
@officers_only
def register_check(request: SignedInRequest) -> HttpResponse:
    """The last checks, newest first, and the differences of the newest."""
    context = _context() | {"tabs": desk_tabs(request, "register_check")}
    return render(request, "certificates/officer/register_check.html", context)


@require_safe
@never_cache
@officers_only
def register_check_progress(request: SignedInRequest) -> HttpResponse:
    """Return the part of the page that changes while a check runs."""
    return render(request, "certificates/officer/register_check_panel.html", _context())


@require_POST
@officers_only
def start_register_check(request: SignedInRequest) -> HttpResponse:
    """Begin a check of all certificates, or try one again that was given up."""
    newest = RegisterCheck.objects.first()
    at = timezone.now()
    if newest is not None and outbox.retry(newest, by=request.user, at=at):
        messages.success(request, _("The check goes on from where it stopped."))
    elif register.start(at=at, by=request.user) is not None:
        messages.success(request, _("The check of all certificates has begun."))
    else:
        messages.info(request, _("A check of all certificates is under way already."))
    return redirect("certificates:register_check")


def _context() -> dict[str, Any]:
    checks = [
        (check, outbox.state(check)) for check in RegisterCheck.objects.select_related("requested_by")[:RUNS_SHOWN]
    ]
    newest, state = checks[0] if checks else (None, "")
    found = CheckFinding.objects.filter(check_run=newest).select_related("certificate")[:FINDINGS_SHOWN]
    return {
        "checks": checks,
        "newest": newest,
        "state": state,
        "is_under_way": state in ("waiting", "running"),
        "findings": [
            {"row": row, "kind": KINDS.get(row.kind, row.kind), "name": NAMES.get(row.name, row.name)} for row in found
        ],
        "findings_shown": FINDINGS_SHOWN,
    }
