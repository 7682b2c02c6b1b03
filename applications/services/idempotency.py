"""Recognises a form that was carried out before, by the key it carries."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from applications.models import Application, PerformedAction
from applications.transitions import TransitionRefused
from cecfp_portal.accounts.models import User


def is_repeated(application: Application, action: str, key: UUID, *, by: User, at: datetime) -> bool:
    """Note that `action` is being carried out under `key`; True when it was before.

    Called under the application's lock, so that a double click waits for the first and then does nothing.
    Raises TransitionRefused when the key was used for something else, by another person or on another case.
    """
    row, is_new = PerformedAction.objects.get_or_create(
        key=key, defaults={"application": application, "action": action, "by": by, "at": at}
    )
    if not is_new and (row.application_id, row.action, row.by_id) != (application.pk, action, by.pk):
        raise TransitionRefused([_("This form was used already for something else. Please load the page again.")])
    return not is_new
