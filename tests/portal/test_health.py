"""The health page, the portal's own system checks, and log lines."""

import logging

import pytest
from celery import Celery
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import override_settings

from cecfp_portal import checks, health
from cecfp_portal.audit.request_id import current_request_id
from cecfp_portal.logs import OneLineFilter, RequestIdFilter


def test_health_names_the_database_and_reaches_the_broker(client, db):
    response = client.get("/healthz")
    assert response.status_code == 200
    answer = response.json()
    assert answer["status"] == "ok"
    assert answer["database"]["engine"] == "PostgreSQL" and int(answer["database"]["version"].split(".")[0]) >= 14
    assert answer["broker"] == {"reachable": True}
    assert "no-store" in response["Cache-Control"]


def test_broker_away_is_told_and_is_not_fatal(client, db, monkeypatch):
    away = Celery("away", broker="redis://127.0.0.1:1/0", set_as_current=False)
    monkeypatch.setattr(health, "current_app", away)
    response = client.get("/healthz")
    assert (response.status_code, response.json()["broker"]) == (200, {"reachable": False})


def test_database_away_is_unhealthy_and_tells_no_address(client, db, settings, monkeypatch):
    nowhere = settings.DATABASES["default"] | {"HOST": "127.0.0.1", "PORT": "1"}
    monkeypatch.setattr(health, "connection", ConnectionHandler({"default": nowhere})["default"])
    response = client.get("/healthz")
    assert (response.status_code, response.json()["database"]) == (503, {"engine": "PostgreSQL", "reachable": False})
    assert "127.0.0.1" not in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "trace"])
def test_health_is_only_read(client, db, method):
    assert getattr(client, method)("/healthz").status_code == 405


@pytest.mark.parametrize(("key", "debug", "found"), [("x" * 49, False, 1), ("x" * 50, False, 0), ("x", True, 0)])
def test_short_secret_key_is_refused_in_production(key, debug, found):
    with override_settings(SECRET_KEY=key, DEBUG=debug):
        assert [error.id for error in checks.secret_key_is_long(None)] == ["cecfp.E001"] * found


def test_migrated_database_is_fit(db):
    assert checks.database_is_fit(None, databases=["default"]) == []
    assert checks.database_is_fit(None, databases=None) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER audit_auditevent_no_truncate ON audit_auditevent",
        "ALTER TABLE audit_auditevent DISABLE TRIGGER audit_auditevent_no_change",
    ],
)
def test_missing_trigger_of_the_audit_trail_is_found(db, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert [error.id for error in checks.database_is_fit(None, databases=["default"])] == ["cecfp.E003"]


def test_database_that_cannot_find_thai_words_is_found(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA crippled")
        cursor.execute(
            "CREATE FUNCTION crippled.show_trgm(text) RETURNS text[] LANGUAGE sql AS 'SELECT ARRAY[]::text[]'"
        )
        cursor.execute("SET LOCAL search_path = crippled, public")
    assert [error.id for error in checks.database_is_fit(None, databases=["default"])] == ["cecfp.E002"]


def test_complaint_of_the_scheduler_takes_one_line():
    record = logging.LogRecord(
        "celery.beat", logging.ERROR, __file__, 1, "Message Error: %s\n%s", ("away", "trace"), None
    )
    record.exc_info = (ValueError, ValueError("away"), None)
    assert OneLineFilter().filter(record)
    assert logging.Formatter().format(record) == "Message Error: away"


def test_log_line_names_the_request_it_belongs_to():
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "said", (), None)
    token = current_request_id.set("abc")
    RequestIdFilter().filter(record)
    current_request_id.reset(token)
    assert logging.Formatter("%(message)s%(request)s").format(record) == "said request=abc"
