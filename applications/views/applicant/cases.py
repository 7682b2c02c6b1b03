"""The list of an applicant's cases, the page that says what is needed, and the opening of a case."""

import uuid

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from applications.choices import EvidenceKind
from applications.forms.filing import open_rounds
from applications.forms.submission import NewApplicationForm
from applications.models import Application, FeeRate
from applications.services.drafting import open_application
from applications.statuses import CLOSED, Status
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, editors_only
from applications.views.applicant.journey import next_step
from cecfp_portal import practice
from cecfp_portal.accounts.access import SignedInRequest, has_right, organisations_of
from cecfp_portal.accounts.roles import EDITING_RIGHTS, OrganisationKind

PAGE_SIZE = 20
WITH_APPLICANT = (Status.DRAFT, Status.RETURNED, Status.VERIFIED)


@require_safe
@applicants_only
def applicant_list(request: SignedInRequest) -> HttpResponse:
    """My organisations' applications: what waits for us first, then what is with others, then what is closed."""
    own = Application.objects.filter(
        applicant__in=organisations_of(request.user, OrganisationKind.MANUFACTURER)
    ).select_related("applicant", "round", "issuance")
    shown = {"mine": Q(status__in=WITH_APPLICANT) | Q(issuance__awaits_agreement=True), "closed": Q(status__in=CLOSED)}
    shown["others"] = ~shown["mine"] & ~shown["closed"]
    counts = {name: own.filter(rule).count() for name, rule in shown.items()}
    part = request.GET.get("part", "")
    cases = own.filter(shown[part]) if part in shown else own
    page = Paginator(cases.order_by("-status_since", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": [(case, next_step(case)) for case in page],
        "part": part if part in shown else "",
        "counts": counts,
        "total": sum(counts.values()),
        "may_open": has_right(request.user, OrganisationKind.MANUFACTURER, *EDITING_RIGHTS),
    }
    return render(request, "applications/applicant/list.html", context)


@require_safe
def applicant_start(request: HttpRequest) -> HttpResponse:
    """What to prepare, the fee of the day, and the next two rounds with both deadlines; open to everybody."""
    today = timezone.localdate()
    in_force = Q(in_force_from__lte=today) & (Q(in_force_to=None) | Q(in_force_to__gte=today))
    kinds = practice.value("documents_required_for_filing", on=today)
    context = {
        "fees": FeeRate.objects.filter(in_force),
        "rounds": open_rounds(today)[:2],
        "documents": [EvidenceKind(kind).label for kind in kinds],
        "may_open": has_right(request.user, OrganisationKind.MANUFACTURER, *EDITING_RIGHTS),
    }
    return render(request, "applications/applicant/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def applicant_new(request: SignedInRequest) -> HttpResponse:
    """Open an application; a double click opens one."""
    organisations = organisations_of(request.user, OrganisationKind.MANUFACTURER, EDITING_RIGHTS)
    form = NewApplicationForm(request.POST or None, organisations=organisations, initial={"key": uuid.uuid4()})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            application = open_application(
                given["organisation"], route=given["route"], by=request.user, at=timezone.now(), key=given["key"]
            )
        except TransitionRefused as refused:
            form.add_error(None, [str(sentence) for sentence in refused.sentences])
            status = 409
        else:
            return redirect("applications:applicant_case", application.public_id)
    return render(request, "applications/applicant/new.html", {"form": form}, status=status)
