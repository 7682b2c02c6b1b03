"""Recognises a form that was carried out before, by the key it carries."""

from datetime import datetime
from uuid import UUID

from applications.models import Application, PerformedAction
from cecfp_portal.accounts.models import User


def is_repeated(application: Application, action: str, key: UUID, *, by: User, at: datetime) -> bool:
    """Note that `action` is being carried out under `key`; True when it was before.

    Called under the application's lock, so that a double click waits for the first and then does nothing.
    """
    _row, is_new = PerformedAction.objects.get_or_create(
        key=key, defaults={"application": application, "action": action, "by": by, "at": at}
    )
    return not is_new
