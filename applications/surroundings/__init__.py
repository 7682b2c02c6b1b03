"""What a verdict depends on besides the case: gathered from its dated tables and frozen with every check run."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from applications.models import Revision
from applications.surroundings.bodies import recognised_bodies
from applications.surroundings.claims import claims_on_documents
from applications.surroundings.factor_sets import factor_sets
from applications.surroundings.guidelines import guidelines
from applications.surroundings.mass_bands import mass_bands
from applications.surroundings.settings import edition_settings


def context_of(revision: Revision, at: datetime) -> dict[str, Any]:
    """Return the context of one run of `revision`: the day it is judged on and the tables in force on that day."""
    on = timezone.localdate(at)
    filed_at = revision.application.filed_at
    parts = {
        "filed_on": timezone.localdate(filed_at).isoformat() if filed_at else None,
        "factor_sets": factor_sets(revision),
        "guidelines": guidelines(),
    }
    return {
        "on": on.isoformat(),
        "edition_settings": edition_settings(on),
        "claims": claims_on_documents(revision),
        "mass_bands": mass_bands(on),
        **recognised_bodies(revision),
        **{name: part for name, part in parts.items() if part is not None},
    }
