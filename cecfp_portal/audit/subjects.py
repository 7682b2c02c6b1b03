"""Who an event is by and what it is about, as plain values."""

from enum import StrEnum
from typing import NamedTuple

from django.db.models import Model


class Actor(StrEnum):
    """Who did it: a person, a background worker, the portal at someone's command, or a visitor who is not signed in."""

    PERSON = "person"
    WORKER = "worker"
    SYSTEM = "system"
    VISITOR = "visitor"


class Subject(NamedTuple):
    """What an event is about: `applications.application` and its public id."""

    kind: str
    public_id: str


def subject_of(thing: Model | Subject) -> Subject:
    """Return the subject for a row: its model and its `public_id`, or its key where it has none."""
    if isinstance(thing, Subject):
        return thing
    return Subject(thing._meta.label_lower, str(getattr(thing, "public_id", thing.pk)))
