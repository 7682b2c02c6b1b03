"""Pytest plugin: the fixtures every area of the tests uses."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from django.test.utils import override_settings

from cecfp_portal.accounts.models import User
from tests.personas import Personas, make_personas


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords at Argon2's lowest cost; tests must not wait half a second for each person."""
    with override_settings(PASSWORD_HASHERS=["tests.factories.accounts.QuickArgon2Hasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def emptying_despite_append_only() -> Iterator[None]:
    """Let the emptying after a transactional test pass the triggers that refuse TRUNCATE, as only a superuser can."""
    original = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        statements = original(self, *args, **kwargs)
        if not statements:
            return statements
        head = "INSERT INTO audit_audithead (id, sequence, sha256) VALUES (1, 0, repeat('0', 64))"
        return ["SET LOCAL session_replication_role = replica", *statements, head]

    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign]
    yield
    DatabaseOperations.sql_flush = original  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own() -> Iterator[None]:
    """Keep the counts of sign-ins in memory: a transactional test's emptying does not reach the table."""
    with override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}):
        yield


@pytest.fixture(autouse=True)
def no_sign_ins_counted(cache_of_its_own: None) -> None:
    """Start every test with no sign-in counted."""
    cache.clear()


@pytest.fixture
def personas(db: None) -> Personas:
    """One of each person and organisation; see tests/personas.py."""
    return make_personas()


@pytest.fixture
def signed_in() -> Callable[[User | AnonymousUser], Client]:
    """Return a function that gives a client signed in as a person; the public gets one that is not."""

    def client_of(person: User | AnonymousUser) -> Client:
        client = Client()
        if isinstance(person, User):
            client.force_login(person)
        return client

    return client_of
