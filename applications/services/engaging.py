"""Naming the verification body that is asked to verify a case."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications import checking, notifications, snapshots
from applications.choices import RunPurpose
from applications.completeness.verification import is_consultant
from applications.models import Application, Engagement
from applications.services.drafting import require_editing_right
from applications.statuses import Status
from applications.transitions import TransitionRefused, lock
from cecfp_portal import audit
from cecfp_portal.accounts.models import Organisation, User


def name_body(application: Application, body: Organisation, *, by: User, at: datetime) -> Engagement:
    """Ask `body` to verify the locked application; a former engagement ends, the same body changes nothing.

    Raises TransitionRefused when the body is the consultant of the case.
    """
    if is_consultant(body, application.consultant_name):
        raise TransitionRefused([_("The consultant cannot verify the case. Choose another verification body.")])
    former = application.engagements.filter(ended_at=None).select_related("organisation").first()
    if former is not None and former.organisation_id == body.pk:
        return former
    if former is not None:
        _end(application, former, by=by, at=at)
    engagement = Engagement.objects.create(application=application, organisation=body, requested_at=at, requested_by=by)
    audit.append(
        verb="engagement.requested",
        by=by,
        at=at,
        subject=application,
        data={"engagement": str(engagement.public_id), "body": str(body.public_id)},
    )
    notifications.engagement_offered(application, at=at)
    return engagement


def awaits_body(application: Application) -> bool:
    """Tell whether a case under verification lost its body because that body declined."""
    return application.status == Status.VERIFYING and not application.engagements.filter(ended_at=None).exists()


def name_another_body(application_id: int, body: Organisation, *, by: User, at: datetime) -> Engagement:
    """Ask another body after the first declined a case that was sent already. Members who may edit.

    The body is part of what is judged, so the case is frozen anew and checked again; it stays under verification.
    Raises TransitionRefused when the case has a body, or this body is the consultant.
    """
    with transaction.atomic():
        application = lock(application_id)
        require_editing_right(application, by=by)
        if not awaits_body(application):
            raise TransitionRefused(
                [_("This case is no longer in the state this action belongs to. Please look at it again.")]
            )
        engagement = name_body(application, body, by=by, at=at)
        revision = snapshots.freeze(application, by=by, at=at)
        checking.queue_run(revision, purpose=RunPurpose.SUBMISSION, at=at)
    return engagement


def _end(application: Application, engagement: Engagement, *, by: User, at: datetime) -> None:
    engagement.ended_at = at
    engagement.save(update_fields=["ended_at"])
    audit.append(
        verb="engagement.ended",
        by=by,
        at=at,
        subject=application,
        data={"engagement": str(engagement.public_id), "body": str(engagement.organisation.public_id)},
    )
