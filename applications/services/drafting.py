"""What an applicant does to a draft: open it, save a section unless somebody else did, add and remove factories."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import Application, ApplicationFactory, PerformedAction
from applications.services.idempotency import is_repeated
from applications.transitions import TransitionRefused, lock
from calculations.engine.criteria.editions import edition_on
from calculations.models import GuidelineEdition
from cecfp_portal import audit
from cecfp_portal.accounts.models import Factory, Organisation, User
from cecfp_portal.accounts.roles import EDITING_RIGHTS


class SectionStale(Exception):
    """Somebody saved the section after the page was opened; nothing was written."""

    def __init__(self, application: Application) -> None:
        super().__init__("section saved meanwhile")
        self.application = application


def open_application(
    organisation: Organisation, *, route: str, by: User, at: datetime, key: UUID | None = None
) -> Application:
    """Open a draft for `organisation`. Members who may edit; raises TransitionRefused for others.

    The same `key` again returns the application opened under it.
    """
    if not organisation.memberships.filter(user=by, ended_at=None, right__in=EDITING_RIGHTS).exists():
        raise TransitionRefused([_("You do not have the right to do this.")])
    with transaction.atomic():
        # Two clicks at once: the second waits here until the first has written its key.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        former = PerformedAction.objects.filter(key=key, by=by).select_related("application").first() if key else None
        if former is not None:
            return former.application
        application = Application.objects.create(
            applicant=organisation,
            route=route,
            is_example=organisation.is_example,
            status_since=at,
            created_at=at,
            created_by=by,
            **editions_on(timezone.localdate(at)),
        )
        if key is not None:
            is_repeated(application, "open", key, by=by, at=at)
        audit.append(verb="application.created", by=by, at=at, subject=application, data={"route": route})
    return application


def editions_on(on: date) -> dict[str, str]:
    """Return the editions a case begun on a day is judged by: of the criteria and of the CFP guideline."""
    guideline = (
        GuidelineEdition.objects.filter(Q(in_force_to=None) | Q(in_force_to__gte=on), in_force_from__lte=on)
        .order_by("-in_force_from")
        .first()
    )
    return {"criteria_edition": edition_on(on).id, "guideline_edition": guideline.code if guideline else ""}


def renew_editions(application: Application, on: date) -> None:
    """Move a draft that was never sent to the editions in force; a case that was sent keeps those it was judged by."""
    if application.revisions.exists():
        return
    found = {name: code for name, code in editions_on(on).items() if code and getattr(application, name) != code}
    if found:
        write_fields(application, found)


def section_version(application: Application, section: str) -> int:
    """Return how often a section was saved; forms carry it and give it back. 0 means never."""
    return int(application.section_versions.get(section, 0))


def save_section(
    application_id: int,
    section: str,
    *,
    version: int,
    by: User,
    at: datetime,
    write: Callable[[Application], object],
) -> Application:
    """Run `write` on the locked application and count the section one further.

    Args:
        version: the section's version on the page that is being saved.
        write: stores the section's values; whatever it raises undoes everything.

    Raises SectionStale when the section was saved meanwhile, TransitionRefused when `by` may not edit now.
    """
    with transaction.atomic():
        application = lock(application_id)
        require_editable(application, by=by)
        if section_version(application, section) != version:
            raise SectionStale(application)
        write(application)
        application.section_versions = {**application.section_versions, section: version + 1}
        application.save(update_fields=["section_versions"])
    return application


def require_editable(application: Application, *, by: User) -> None:
    """Raise TransitionRefused unless the draft is with the applicant and `by` may edit it."""
    if not application.is_editable:
        raise TransitionRefused(
            [_("This case is no longer in the state this action belongs to. Please look at it again.")]
        )
    require_editing_right(application, by=by)


def require_editing_right(application: Application, *, by: User) -> None:
    """Raise TransitionRefused unless `by` may edit for the applicant, whatever the state of the case."""
    if not by.memberships.filter(
        organisation=application.applicant_id, ended_at=None, right__in=EDITING_RIGHTS
    ).exists():
        raise TransitionRefused([_("You do not have the right to do this.")])


def write_fields(application: Application, values: Mapping[str, Any]) -> None:
    """Store values on the application's own columns; used as `write` of a section without rows."""
    for name, value in values.items():
        setattr(application, name, value)
    application.save(update_fields=list(values))


def add_factory(application: Application, factory: Factory | None) -> ApplicationFactory:
    """Add a factory of the applicant to the locked application; None adds a new, empty one to fill in."""
    if factory is None:
        factory = Factory.objects.create(organisation=application.applicant)
    row, _created = ApplicationFactory.objects.get_or_create(application=application, factory=factory)
    return row


def remove_factory(application: Application, line_id: str) -> None:
    """Take a factory off the locked application; one that was never filled in and serves no other case goes too."""
    row = application.application_factories.select_related("factory").filter(line_id=line_id).first()
    if row is None:
        return
    factory = row.factory
    row.delete()
    is_empty = not (factory.name_th or factory.name_en or factory.licence)
    if is_empty and not ApplicationFactory.objects.filter(factory=factory).exists():
        factory.delete()
