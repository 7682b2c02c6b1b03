"""What every section page shares: reading, saving, what is still to mend, and somebody else's change meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.completeness import SECTIONS, Problem, problems_of
from applications.forms.drafts import DraftForm
from applications.models import Application
from applications.services.corrections import open_asks
from applications.services.drafting import SectionStale, save_section, section_version
from applications.transitions import TransitionRefused
from applications.views.applicant.access import case_rights, may_edit
from applications.views.applicant.journey import neighbours, section_url
from cecfp_portal.accounts.access import SignedInRequest
from cecfp_portal.accounts.models import User


@dataclass(frozen=True)
class Difference:
    """A field whose stored value is not the one just typed."""

    label: str
    stored: str
    typed: str


def page_context(request: SignedInRequest, application: Application, section: str) -> dict[str, Any]:
    """Return what templates/applications/applicant/section.html shows around the form of any section."""
    before, after = neighbours(application, section)
    asks = [ask for ask in open_asks(application) if ask.section == section]
    return {
        "application": application,
        "section": section,
        "section_title": SECTIONS[section],
        "section_number": list(SECTIONS).index(section) + 1,
        "section_count": len(SECTIONS),
        "version": section_version(application, section),
        "back_url": before,
        "next_url": after,
        "asks": asks,
        "section_links": [
            {"code": code, "title": title, "url": section_url(application, code)} for code, title in SECTIONS.items()
        ],
        **case_rights(request, application),
    }


def typed_version(request: SignedInRequest) -> int:
    """Return the section's version on the page being saved; what is no number matches none."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def closed_to(request: SignedInRequest, application: Application) -> HttpResponse | None:
    """Return the answer for someone who cannot edit the section now, or None for who can.

    Reading leads to the summary of the case; writing is refused.
    """
    if application.may_be_edited_by(request.user):
        return None
    if request.method == "POST" and not may_edit(request.user, application):
        raise PermissionDenied(
            _("Your account has no right to do this. Please ask the person who signs for your organisation.")
        )
    if request.method == "POST":
        messages.error(
            request, _("This case is no longer in the state this action belongs to. Please look at it again.")
        )
    return redirect("applications:applicant_summary", application.public_id)


def remove_row(request: SignedInRequest, application: Application, section: str, row: models.Model, said: str) -> None:
    """Take one row of a section away, and say so; or say that somebody else changed the section meanwhile."""
    try:
        save_section(
            application.pk,
            section,
            version=section_version(application, section),
            by=request.user,
            at=timezone.now(),
            write=lambda locked: row.delete() and None,
        )
        messages.success(request, said)
    except (SectionStale, TransitionRefused):
        messages.error(request, _("Somebody else has changed this section. Here is how it stands now."))


def shown_problems(application: Application, section: str) -> list[Problem]:
    """Return what to mark on the page: nothing before the section was saved for the first time."""
    return problems_of(application, section) if section_version(application, section) else []


def after_saving(request: SignedInRequest, application: Application, section: str) -> HttpResponse:
    """Go on after a section was saved: back to the list when asked, on when complete, else stay with what is left."""
    if "to_list" in request.POST:
        messages.success(request, _("Saved."))
        return redirect("applications:applicant_case", application.public_id)
    left = len(problems_of(application, section))
    if left == 0:
        messages.success(request, _("Saved. This section is complete."))
        return redirect(neighbours(application, section)[1] or "applications:applicant_list")
    sentence = ngettext("Saved. %(count)s item is still to mend.", "Saved. %(count)s items are still to mend.", left)
    messages.warning(request, sentence % {"count": left})
    return redirect(request.path)


def differences(form: DraftForm, stored: DraftForm) -> list[Difference]:
    """Return the fields in which what was typed differs from what is stored now."""
    pairs = [(form[name], stored[name]) for name in form.fields]
    return [
        Difference(str(typed.label), _shown(kept), _shown(typed))
        for typed, kept in pairs
        if _shown(typed) != _shown(kept)
    ]


def _shown(field: BoundField) -> str:
    value = field.value()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = "\n".join(str("" if value is None else value).split("\r\n")).strip()
    choices = {str(code): str(label) for code, label in getattr(field.field, "choices", ()) if code}
    return choices.get(text, text)


@dataclass(frozen=True)
class SectionPage:
    """A section without rows: its form, the values it shows, and how they are written."""

    section: str
    template: str
    form_class: Callable[..., DraftForm]
    values: Callable[[Application], dict[str, Any]]
    write: Callable[[Application, dict[str, Any], User, datetime], None]
    extras: Callable[[Application], dict[str, Any]] = lambda application: {}

    def showing(self, application: Application, found: Sequence[Problem], **options: Any) -> DraftForm:
        form_class: Any = self.form_class
        return form_class.showing(self.values(application), found, **options)


def answer_section(
    request: SignedInRequest, application: Application, page: SectionPage, **options: Any
) -> HttpResponse:
    """Show or save a section without rows; `options` go to its form."""
    if (closed := closed_to(request, application)) is not None:
        return closed
    section = page.section
    if request.method != "POST":
        form = page.showing(application, shown_problems(application, section), **options)
        return render_section(request, application, page, form)
    form = page.form_class(request.POST, **options)
    form.full_clean()
    try:
        application = save_section(
            application.pk,
            section,
            version=typed_version(request),
            by=request.user,
            at=timezone.now(),
            write=lambda locked: page.write(locked, form.storable(), request.user, timezone.now()),
        )
    except SectionStale as refusal:
        return _stale(request, refusal.application, page, form, **options)
    except TransitionRefused as refusal:
        return render_section(request, application, page, form, status=409, refused=refusal.sentences)
    if form.errors:
        form.add_problems(problems_of(application, section))
        return render_section(request, application, page, form, status=422)
    return after_saving(request, application, section)


def render_section(
    request: SignedInRequest,
    application: Application,
    page: SectionPage,
    form: DraftForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Render a section page with its form."""
    context = page_context(request, application, page.section) | page.extras(application)
    form.mark_asks(context["asks"])
    return render(request, page.template, {**context, "form": form, **more}, status=status)


def _stale(
    request: SignedInRequest, application: Application, page: SectionPage, form: DraftForm, **options: Any
) -> HttpResponse:
    found = differences(form, page.showing(application, (), **options))
    if not found:
        return after_saving(request, application, page.section)
    return render_section(request, application, page, form, status=409, differences=found)
