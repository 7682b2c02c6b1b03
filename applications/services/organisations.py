"""What an applicant changes of the own organisation and its factories while filling in a case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from applications.models import ApplicationFactory
from cecfp_portal import audit
from cecfp_portal.accounts.models import Organisation, User


def save_organisation(organisation: Organisation, values: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """Store what changed of the organisation's entry, and note on the record which fields; within a transaction."""
    changed = [name for name, value in values.items() if getattr(organisation, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(organisation, name, values[name])
    organisation.save(update_fields=changed)
    audit.append(verb="organisation.changed", by=by, at=at, subject=organisation, data={"fields": changed})


def save_factory(row: ApplicationFactory, values: Mapping[str, Any]) -> None:
    """Store a factory of the case: its own entry, and maker and share of output in this case."""
    of_row = {"maker_name", "output_share_text"}
    for target, names in ((row.factory, set(values) - of_row), (row, set(values) & of_row)):
        changed = [name for name in sorted(names) if getattr(target, name) != values[name]]
        for name in changed:
            setattr(target, name, values[name])
        if changed:
            target.save(update_fields=changed)
