"""Opening the case that is to take the place of a certified one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.choices import FilingKind
from applications.completeness import SECTIONS
from applications.models import Application
from applications.services.drafting import editions_on, require_editing_right
from applications.services.idempotency import is_repeated
from applications.services.renewal.copying import application_values, copy_rows
from applications.services.renewal.editions import factor_set_now, factors_now, rule_now
from applications.statuses import GIVEN_UP, Status
from applications.transitions import TransitionRefused, lock
from cecfp_portal import audit
from cecfp_portal.accounts.models import User


def open_successor(predecessor_id: int, *, kind: str, by: User, at: datetime, key: UUID) -> Application:
    """Open a draft that asks for a certificate in the place of the one the predecessor led to.

    Args:
        kind: `renewal` leaves everything that belongs to one data period to be stated anew; `variation` takes over
            all of the case. Both move to the editions in force, a variation only where the former set is past use.

    The same `key` again returns the draft opened under it. Raises TransitionRefused for people who may not edit for
    the applicant, for a case that was not certified, and while another successor is under way. Whether the
    certificate's standing allows it, the press asks before.
    """
    with transaction.atomic():
        predecessor = lock(predecessor_id)
        require_editing_right(predecessor, by=by)
        standing = successor_of(predecessor)
        if is_repeated(predecessor, kind, key, by=by, at=at):
            if standing is None:
                raise TransitionRefused(
                    [_("The application opened by this form was given up. Please load the page again.")]
                )
            return standing
        if predecessor.status != Status.CERTIFIED:
            raise TransitionRefused([_("Only a certified case can be renewed or varied.")])
        if standing is not None:
            raise TransitionRefused([_("An application in the place of this certificate exists already.")])
        return _open(predecessor, kind=kind, by=by, at=at)


def successor_of(predecessor: Application) -> Application | None:
    """Return the case in the predecessor's place that nobody gave up: there is one at most."""
    return predecessor.successors.exclude(status__in=GIVEN_UP).first()


def _open(predecessor: Application, *, kind: str, by: User, at: datetime) -> Application:
    on, is_renewal = timezone.localdate(at), kind == FilingKind.RENEWAL
    pinned = factor_set_now(predecessor.factor_set, on, is_newest=is_renewal)
    application = Application(**application_values(predecessor, kind=kind) | editions_on(on))
    application.status_since, application.created_at, application.created_by = at, at, by
    application.filing_kind, application.predecessor = kind, predecessor
    application.factor_set, application.pcr = pinned, rule_now(predecessor.pcr, on)
    application.section_versions = {section: 1 for section in SECTIONS if section != "verification"}
    application.save()
    counts = copy_rows(predecessor, application, factors_now(predecessor, pinned, on))
    audit.append(
        verb="application.created",
        by=by,
        at=at,
        subject=application,
        data={"route": application.route, "kind": kind, "predecessor": str(predecessor.public_id), "rows": counts},
    )
    return application
