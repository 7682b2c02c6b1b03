"""Example data for `make run`: people, reference data and cases in every state, plainly marked as examples."""

from cecfp_portal.local.demo.people import LOGINS

__all__ = ["LOGINS", "load"]


def load() -> None:
    """Load the demo once, whole or not at all; when its people exist already, nothing is done."""
    from django.db import transaction
    from django.utils import timezone

    from cecfp_portal.accounts.models import User
    from cecfp_portal.local.demo import people, reference, story

    if User.objects.filter(email=LOGINS[0][1]).exists():
        return
    now = timezone.now()
    with transaction.atomic():
        people.load(timezone.localdate(now))
        reference.load(timezone.localdate(now))
        story.load(now)
