"""System checks of what the portal relies on: Thai search, the append-only trigger, a long secret key."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

MINIMUM_SECRET_LENGTH = 50
AUDIT_TRIGGERS = {"audit_auditevent_no_change", "audit_auditevent_no_truncate"}


@register(Tags.security)
def secret_key_is_long(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a short secret key where the portal is not being developed."""
    if settings.DEBUG or len(settings.SECRET_KEY) >= MINIMUM_SECRET_LENGTH:
        return []
    advice = f"Use at least {MINIMUM_SECRET_LENGTH} random characters."
    return [Error("SECRET_KEY is too short.", hint=advice, id="cecfp.E001")]


@register(Tags.database)
def database_is_fit(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a migrated database that cannot find Thai words or whose audit trail could be changed."""
    return [found for alias in databases or () for found in _found_in(alias)]


def _found_in(alias: str) -> Iterable[CheckMessage]:
    with connections[alias].cursor() as cursor:
        # Before the migrations there is nothing to check, and `migrate` runs these checks first.
        cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return
        cursor.execute("SELECT app || '.' || name FROM django_migrations WHERE app IN ('accounts', 'audit')")
        applied = {name for (name,) in cursor.fetchall()}
        if "accounts.0002_trigrams" in applied:
            cursor.execute("SELECT show_trgm('คาร์บอน')")
            if not cursor.fetchone()[0]:
                advice = "Create the database with a UTF-8 character type, e.g. --locale=C.UTF-8."
                yield Error("Thai words cannot be searched in this database.", hint=advice, id="cecfp.E002")
        if "audit.0002_append_only" in applied:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal")
            if not {name for (name,) in cursor.fetchall()} >= AUDIT_TRIGGERS:
                advice = "Run verify_audit, find out who removed them, and create them again."
                yield Error("The triggers that keep the audit trail are missing.", hint=advice, id="cecfp.E003")
