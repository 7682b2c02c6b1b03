"""A renewal or variation beside the case that was certified: one page for applicant, verifier and TGO."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from applications import snapshots
from applications.guards import latest_revision
from applications.models import Application
from applications.overview.differences import differences
from applications.overview.words import Json
from cecfp_portal.accounts.access import SignedInRequest, memberships


@require_safe
@login_required
def predecessor_changes(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What differs from the certified case; others than the applicant see it as it was sent."""
    visible = Application.objects.visible_to(request.user).exclude(predecessor=None)
    application = get_object_or_404(visible.select_related("applicant", "predecessor__issuance"), public_id=public_id)
    is_own = memberships(request.user).filter(organisation=application.applicant_id).exists()
    before, after = _certified(application), _present(application, is_own=is_own)
    context = {
        "application": application,
        "is_own": is_own,
        "is_as_sent": not (is_own and application.is_editable),
        "is_known": before is not None and after is not None,
        "changed": differences(before, after) if before and after else [],
    }
    return render(request, "applications/shared/predecessor.html", context)


def _certified(application: Application) -> Json | None:
    revision = latest_revision(application.predecessor) if application.predecessor else None
    return revision.case if revision else None


def _present(application: Application, *, is_own: bool) -> Json | None:
    if is_own and application.is_editable:
        return snapshots.case_of(application)
    revision = latest_revision(application)
    return revision.case if revision else None
