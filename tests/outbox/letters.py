"""Letters as work to hand over: the simplest outbox row the portal has."""

from datetime import datetime
from typing import Any

from applications.models import Application, Letter
from tests.personas import Personas


def new_letter(personas: Personas, at: datetime, kind: str = "test", **fields: Any) -> Letter:
    """Return a letter that is not saved yet, queued at `at`."""
    person = personas.applicant
    application = Application.objects.create(
        applicant=personas.manufacturer, status_since=at, created_at=at, created_by=person
    )
    return Letter(application=application, recipient=person, kind=kind, subject="…", queued_at=at, **fields)


def saved_letter(personas: Personas, at: datetime, **fields: Any) -> Letter:
    """Return a letter that is saved and was sent to the broker at `at`, which lost it."""
    letter = new_letter(personas, at, **({"sent_at": at} | fields))
    letter.save()
    return letter
