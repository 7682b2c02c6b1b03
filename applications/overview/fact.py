"""One fact of a case as it is shown: the field it was typed into, its label and its value."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst

from applications.models import Application


@dataclass(frozen=True)
class Fact:
    """One fact: the field's name, its label, and the value as text (lines are kept)."""

    field: str
    label: str | Promise
    value: str


def fact_of(field: str, value: str, label: str | Promise = "") -> Fact:
    """Return a fact of a field of the application, labelled as that field unless told otherwise."""
    return Fact(field, label or capfirst(Application._meta.get_field(field).verbose_name), value)  # type: ignore[union-attr]
