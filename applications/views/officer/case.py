"""The case as frozen beside its clauses: reading, deciding clause by clause, watching the certificate being made."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import overview, timeline, verdicts
from applications.forms.clause_decisions import ClauseSheet
from applications.guards import latest_revision
from applications.models import Application, Issuance
from applications.services import approval, decisions, requests
from applications.statuses import Status
from applications.transitions import TransitionRefused
from applications.views.officer.access import authority_only, case_for, case_page, is_officer, refused_page
from cecfp_portal import outbox
from cecfp_portal.accounts.access import SignedInRequest, require_audience
from cecfp_portal.accounts.roles import OrganisationKind, Right


@require_http_methods(["GET", "HEAD", "POST"])
@authority_only
def officer_case(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Application left, clauses right; the case officer saves verdicts and rulings here."""
    application = case_for(request, public_id)
    if request.method != "POST":
        return _show(request, application, _sheet(application))
    require_audience(request.user, OrganisationKind.AUTHORITY, Right.OFFICER)
    sheet = _sheet(application, request.POST)
    if sheet is None or not sheet.is_valid():
        return _show(request, application, sheet, status=422)
    try:
        decisions.save_verdicts(
            application.pk,
            judged_sha256=sheet.sheet.cleaned_data["judged_sha256"],
            clauses=sheet.verdicts(),
            rulings=sheet.rulings(),
            by=request.user,
            at=timezone.now(),
            key=sheet.sheet.cleaned_data["key"],
        )
    except TransitionRefused as refused:
        return _show(request, application, sheet, refused=refused)
    messages.success(request, _("Your decisions are saved."))
    return redirect("applications:officer_case", public_id)


@require_safe
@authority_only
def officer_issuing(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The panel that tells how far the certificate is; asked again every two seconds while it is made."""
    return render(request, "applications/officer/issuing.html", issuing_context(case_for(request, public_id)))


@require_POST
@authority_only
def officer_retry_issuing(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Try again to make a certificate that failed for a technical reason."""
    application = case_for(request, public_id)
    if not approval.retry_issuing(application.pk, by=request.user, at=timezone.now()):
        return refused_page(request, application, [_("There is nothing to retry. Please look at the case again.")])
    return redirect("applications:officer_case", public_id)


def issuing_context(application: Application) -> dict[str, object]:
    """Return the issuance and its state for the panel; empty while nothing was approved."""
    issuance = Issuance.objects.filter(application=application).first()
    return {
        "application": application,
        "issuance": issuance,
        "issuing_state": outbox.state(issuance) if issuance else "",
    }


def _sheet(application: Application, data: object = None) -> ClauseSheet | None:
    revision = latest_revision(application)
    report = decisions.report_with_rulings(revision) if revision else None
    if revision is None or report is None:
        return None
    decided = {row.clause: row for row in application.clause_decisions.filter(judged_sha256=revision.judged_sha256)}
    clauses = verdicts.by_clause(report, overview.evidence_of(application, revision))
    return ClauseSheet(clauses, decided, judged_sha256=revision.judged_sha256, data=data)


def _show(
    request: SignedInRequest,
    application: Application,
    sheet: ClauseSheet | None,
    *,
    refused: TransitionRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    revision = latest_revision(application)
    report = decisions.report_with_rulings(revision) if revision else None
    context = issuing_context(application) | {
        "sheet": sheet,
        "view": overview.case_view(application, revision, report) if revision else None,
        "revisions": application.revisions.select_related("created_by").order_by("-number"),
        "entries": timeline.entries(application),
        "may_decide": (
            is_officer(request)
            and application.status == Status.REVIEW
            and application.case_officer_id == request.user.pk
        ),
        "has_errors": status == 422,
        "may_ask": application.status in requests.ASKING,
        "run": revision.check_runs.first() if revision else None,
    }
    return case_page(request, application, "case", context, refused=refused, status=status)
