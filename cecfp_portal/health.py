"""`/healthz`: whether the database answers and whether the broker can be reached, as JSON."""

import logging
from typing import Any

from celery import current_app
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, else 503; a broker that is away is told, and is not fatal."""
    database = _database()
    healthy = database["reachable"]
    return JsonResponse(
        {"status": "ok" if healthy else "unavailable", "database": database, "broker": {"reachable": _broker()}},
        status=200 if healthy else 503,
    )


def _database() -> dict[str, Any]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            version = ".".join(map(str, divmod(connection.pg_version, 10_000)))  # type: ignore[attr-defined]
    except DatabaseError:
        logger.exception("database away")
        return {"engine": "PostgreSQL", "reachable": False}
    return {"engine": "PostgreSQL", "version": version, "reachable": True}


def _broker() -> bool:
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=1)
    except (OperationalError, OSError) as error:
        logger.warning("broker away: %s", str(error).split("\n", 1)[0])
        return False
    return True
