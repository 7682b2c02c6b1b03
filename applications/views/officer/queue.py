"""TGO's queue: what waits, with whom, for how long; and taking a case from it or giving it back."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import django_tables2 as tables
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from applications import queries, verdicts
from applications.forms.queue import GROUPS, WITH_APPLICANT, QueueFilter
from applications.models import Application, CheckRun, MeetingRound
from applications.services import screening
from applications.statuses import CLOSED, Status
from applications.transitions import TransitionRefused
from applications.views.officer.access import (
    authority_only,
    case_for,
    is_approver,
    is_officer,
    officers_only,
    refused_page,
)
from cecfp_portal import practice
from cecfp_portal.accounts.access import SignedInRequest
from cecfp_portal.tones import OUTCOMES, Tone

PER_PAGE = 25


@dataclass(frozen=True)
class Result:
    """How many clauses of a case have one outcome."""

    tone: Tone
    count: int


@dataclass
class QueueRow:
    """One case as the table shows it."""

    application: Application
    days: int
    tone: str
    results: list[Result] = field(default_factory=list)

    @property
    def number(self) -> str:
        return self.application.receipt_number or ""

    @property
    def is_open(self) -> bool:
        return self.application.status not in CLOSED

    @property
    def is_clock_running(self) -> bool:
        return self.application.status in queries.CLOCK_RUNS


class QueueTable(tables.Table):
    """The queue; waits longest first."""

    number = tables.TemplateColumn(
        template_name="applications/officer/cells/number.html", verbose_name=_("Number"), order_by="number"
    )
    product = tables.TemplateColumn(
        template_name="applications/officer/cells/product.html",
        verbose_name=_("Product and company"),
        order_by="application__product_name_th",
    )
    state = tables.TemplateColumn(
        template_name="applications/officer/cells/state.html", verbose_name=_("State"), order_by="application__status"
    )
    results = tables.TemplateColumn(
        template_name="applications/officer/cells/results.html", verbose_name=_("Automatic result"), orderable=False
    )
    officer = tables.TemplateColumn(
        template_name="applications/officer/cells/officer.html", verbose_name=_("Case officer"), orderable=False
    )
    days = tables.TemplateColumn(
        template_name="applications/officer/cells/days.html",
        verbose_name=_("Working days with TGO"),
        attrs={"th": {"class": "numeric"}, "td": {"class": "numeric"}},
    )
    round = tables.TemplateColumn(
        template_name="applications/officer/cells/round.html",
        verbose_name=_("Round"),
        order_by=("application__round__meets_on",),
    )

    may_take = False

    class Meta:
        template_name = "components/table.html"
        order_by = "-days"
        empty_text = _("No case fits this choice. Change the filters, or show all open cases.")


@require_safe
@authority_only
def officer_queue(request: SignedInRequest) -> HttpResponse:
    """The queue with its filters; an approver without one begins with the cases to decide."""
    if not request.GET and is_approver(request) and not is_officer(request):
        return redirect("applications:officer_agenda")
    everything = queries.queue_of(request.user)
    chosen = QueueFilter(request.GET, queryset=everything, request=request)
    rows = _rows(list(chosen.qs))
    table = QueueTable(rows)
    table.may_take = is_officer(request)
    tables.RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    _add_results([row.record for row in table.paginated_rows])
    context = {
        "table": table,
        "filter": chosen,
        "counts": _counts(everything),
        "next_round": _next_round(),
        "count": len(rows),
        "is_filtered": any(value for name, value in request.GET.items() if name != "sort"),
    }
    return render(request, "applications/officer/queue.html", context)


@require_POST
@officers_only
def officer_take(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Make the signed-in officer the case officer."""
    application = case_for(request, public_id)
    try:
        screening.take(application.pk, by=request.user, at=timezone.now())
    except TransitionRefused as refused:
        return refused_page(request, application, refused.sentences)
    return redirect("applications:officer_case", public_id)


@require_POST
@officers_only
def officer_release(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Give the case back to the queue."""
    application = case_for(request, public_id)
    try:
        screening.release(application.pk, by=request.user, at=timezone.now())
    except TransitionRefused as refused:
        return refused_page(request, application, refused.sentences)
    return redirect("applications:officer_case", public_id)


def _rows(applications: list[Application]) -> list[QueueRow]:
    now = timezone.now()
    days = queries.working_days_with_authority(applications, at=now)
    today = timezone.localdate(now)
    attention = practice.value("ageing_attention_working_days", on=today)
    late = practice.value("ageing_late_working_days", on=today)

    def tone(count: int) -> str:
        return "bad" if count >= late else "warn" if count >= attention else "ok"

    return [QueueRow(application, days[application.pk], tone(days[application.pk])) for application in applications]


def _add_results(rows: list[QueueRow]) -> None:
    """Count the clauses by outcome in each case's latest report; one query for the page."""
    by_application = {row.application.pk: row for row in rows}
    runs = (
        CheckRun.objects.filter(revision__application__in=list(by_application), finished_at__isnull=False)
        .order_by("revision__application", "-pk")
        .distinct("revision__application")
        .values_list("revision__application", "report")
    )
    for application_id, report in runs:
        outcomes = [clause.outcome for clause in verdicts.by_clause(report)]
        by_application[application_id].results = [
            Result(OUTCOMES[code], outcomes.count(code)) for code in reversed(verdicts.SEVERITY) if code in outcomes
        ]


def _counts(everything: Any) -> list[dict[str, Any]]:
    """The numbers of the home line, each with the address of the list it counts."""
    is_open = ~Q(status__in=CLOSED)
    wanted = (
        ("considered", _("Under consideration"), Q(status__in=GROUPS["considered"]), "state=considered"),
        ("unassigned", _("Nobody assigned"), is_open & Q(case_officer=None), "officer=none"),
        ("applicant", _("Waiting for the applicant"), Q(status__in=WITH_APPLICANT), "state=applicant"),
        ("recommended", _("Before the meeting"), Q(status=Status.RECOMMENDED), "state=recommended"),
    )
    found = everything.order_by().aggregate(**{name: Count("pk", filter=where) for name, _label, where, _url in wanted})
    queue = reverse("applications:officer_queue")
    return [{"label": label, "count": found[name], "url": f"{queue}?{query}"} for name, label, _where, query in wanted]


def _next_round() -> dict[str, Any] | None:
    today = timezone.localdate()
    meeting = MeetingRound.objects.filter(meets_on__gte=today).order_by("meets_on").first()
    if meeting is None:
        return None
    days = queries.working_days_between(today, meeting.meets_on, queries.holidays())
    url = f"{reverse('applications:officer_queue')}?state=all&round={meeting.public_id}"
    return {"round": meeting, "days": days, "url": url}
