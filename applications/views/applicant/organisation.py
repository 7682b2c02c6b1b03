"""The section on the applicant's organisation and the factories that make the product."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.completeness import Problem, problems_of
from applications.completeness.problem import SECTIONS
from applications.forms.organisation import (
    AddFactoryForm,
    FactoryForm,
    OrganisationForm,
    factory_values,
    organisation_values,
)
from applications.models import Application, ApplicationFactory
from applications.services import drafting
from applications.services.drafting import SectionStale, save_section
from applications.services.organisations import save_factory, save_organisation
from applications.transitions import TransitionRefused
from applications.views.applicant.access import applicants_only, own_case
from applications.views.applicant.sections import (
    Difference,
    after_saving,
    closed_to,
    differences,
    page_context,
    shown_problems,
    typed_version,
)
from cecfp_portal.accounts.access import SignedInRequest
from cecfp_portal.accounts.models import Factory, Organisation

SECTION = next(iter(SECTIONS))
TEMPLATE = "applications/applicant/organisation.html"


class OrganisationPage:
    """The forms of the section: the organisation, its factories in the case, and which factory to add."""

    def __init__(self, application: Application, data: Any = None, found: Sequence[Problem] = ()) -> None:
        self.application = application
        self.rows = list(application.application_factories.select_related("factory"))
        own = [problem for problem in found if not problem.line_id]
        if data is None:
            values = organisation_values(application.applicant)
            self.form = OrganisationForm.showing(values, own, organisation=application.applicant)
            self.factories = [(row, self._shown(row, found)) for row in self.rows]
        else:
            self.form = OrganisationForm(data, organisation=application.applicant)
            self.factories = [(row, self._typed(row, data)) for row in self.rows]
        self.add = AddFactoryForm(data, queryset=_further_factories(application))

    @staticmethod
    def _shown(row: ApplicationFactory, found: Sequence[Problem]) -> FactoryForm:
        # A factory just added is not yet wrong, only empty.
        below = [problem for problem in found if problem.line_id == row.line_id and any(factory_values(row).values())]
        return FactoryForm.showing(factory_values(row), below, prefix=_prefix(row))

    def _typed(self, row: ApplicationFactory, data: Any) -> FactoryForm:
        """A factory that somebody else added meanwhile was not on the page, so nothing was typed for it."""
        is_on_page = row.line_id in data.getlist("factory_row")
        return FactoryForm(data, prefix=_prefix(row)) if is_on_page else self._shown(row, ())

    @property
    def has_hard_errors(self) -> bool:
        return bool(self.form.errors) or any(form.errors for _row, form in self.factories)

    def add_problems(self, found: Sequence[Problem]) -> None:
        self.form.add_problems(problem for problem in found if not problem.line_id)
        for row, form in self.factories:
            form.add_problems(problem for problem in found if problem.line_id == row.line_id)

    def show_stored_factories(self, saved: Application) -> None:
        """A factory added or taken away while another field was refused is on the page that shows the refusal."""
        typed = {row.line_id: form for row, form in self.factories}
        self.rows = list(saved.application_factories.select_related("factory"))
        self.factories = [(row, typed.get(row.line_id) or self._shown(row, ())) for row in self.rows]

    def write(self, locked: Application, request: SignedInRequest, at: datetime) -> None:
        """Store everything on the page, then add or take away the factory that was asked for."""
        if request.POST.get("organisation_state") != state_of(locked.applicant):
            raise SectionStale(locked)
        save_organisation(locked.applicant, self.form.storable(), by=request.user, at=at)
        for row, form in self.factories:
            save_factory(row, form.storable())
        if "add_factory" in request.POST and self.add.is_valid():
            drafting.add_factory(locked, self.add.cleaned_data["factory"])
        if line_id := request.POST.get("remove_factory"):
            drafting.remove_factory(locked, line_id)


def state_of(organisation: Organisation) -> str:
    """Return a short mark of the organisation's values: another case of the same applicant may change them too."""
    text = json.dumps(organisation_values(organisation), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _prefix(row: ApplicationFactory) -> str:
    return f"factory-{row.line_id}"


def _further_factories(application: Application) -> QuerySet[Factory]:
    used = application.application_factories.values("factory")
    return Factory.objects.filter(organisation=application.applicant).exclude(pk__in=used).exclude(name_th="")


@require_http_methods(["GET", "HEAD", "POST"])
@applicants_only
def applicant_organisation(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Names, number and addresses of the applicant, and the factories with licence and share of output."""
    application = own_case(request, public_id)
    if (closed := closed_to(request, application)) is not None:
        return closed
    if request.method != "POST":
        return _render(request, OrganisationPage(application, found=shown_problems(application, SECTION)))
    return _save(request, application)


def _save(request: SignedInRequest, application: Application) -> HttpResponse:
    page, at, by = OrganisationPage(application, request.POST), timezone.now(), request.user
    try:
        saved = save_section(
            application.pk,
            SECTION,
            version=typed_version(request),
            by=by,
            at=at,
            write=lambda locked: page.write(locked, request, at),
        )
    except SectionStale as refusal:
        return _stale(request, refusal.application, page)
    except TransitionRefused as refusal:
        return _render(request, page, status=409, refused=refusal.sentences)
    if page.has_hard_errors:
        page.add_problems(problems_of(saved, SECTION))
        page.show_stored_factories(saved)
        page.application = saved
        return _render(request, page, status=422)
    if "add_factory" in request.POST or "remove_factory" in request.POST:
        return redirect(f"{request.path}#factories")
    return after_saving(request, saved, SECTION)


def _render(request: SignedInRequest, page: OrganisationPage, status: int = 200, **more: Any) -> HttpResponse:
    context = page_context(request, page.application, SECTION)
    page.form.mark_asks(ask for ask in context["asks"] if not ask.line_id)
    for row, form in page.factories:
        form.mark_asks(ask for ask in context["asks"] if ask.line_id == row.line_id and ask.field)
    state = state_of(page.application.applicant)
    return render(request, TEMPLATE, {**context, "page": page, "organisation_state": state, **more}, status=status)


def _stale(request: SignedInRequest, application: Application, page: OrganisationPage) -> HttpResponse:
    """Show both values; factories that somebody else added or took away meanwhile appear as they are now."""
    stored = OrganisationPage(application)
    found = differences(page.form, stored.form)
    typed = {row.line_id: form for row, form in page.factories}
    for row, form in stored.factories:
        if row.line_id in typed:
            found += differences(typed[row.line_id], form)
    found += _taken_away(request, stored)
    if not found:
        return after_saving(request, application, SECTION)
    page.factories = [(row, typed.get(row.line_id, form)) for row, form in stored.factories]
    page.application = application
    return _render(request, page, status=409, differences=found)


def _taken_away(request: SignedInRequest, stored: OrganisationPage) -> list[Difference]:
    """Return the factories that were on the page being saved and that somebody else took away."""
    kept = {row.line_id for row in stored.rows} | {request.POST.get("remove_factory")}
    gone = [line_id for line_id in request.POST.getlist("factory_row") if line_id not in kept]
    return [
        Difference(_("Factory"), _("taken away"), request.POST.get(f"factory-{line_id}-name_th", ""))
        for line_id in gone
    ]
