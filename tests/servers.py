"""Pytest plugin: real PostgreSQL and Valkey and a test environment, there before Django's settings are read.

Loaded by `-p tests.servers`, because pytest-django reads the settings before any conftest.py. Under pytest-xdist the
controller starts the servers and its workers find them in their environment.
"""

import datetime as dt
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from cecfp_portal.local.demo_key import demo_signing
from cecfp_portal.local.postgres import embedded_postgres
from cecfp_portal.local.valkey import embedded_valkey

_closing = ExitStack()


def _start() -> None:
    temporary = Path(tempfile.mkdtemp(prefix="cecfp-tests-"))
    _closing.callback(shutil.rmtree, temporary, ignore_errors=True)
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _closing.enter_context(embedded_postgres(temporary / "postgres"))
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = _closing.enter_context(embedded_valkey(temporary / "valkey"))
    # Whatever a developer's shell holds, tests write to a directory of their own.
    os.environ |= {
        "DATA_DIR": str(temporary / "data"),
        "SECRET_KEY": "only-for-tests-0123456789-0123456789-0123456789-0123456789",
        "SITE_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
        "DEBUG": "0",
        "DEMO": "0",
        "HASHED_STATIC": "0",
        "LOG_LEVEL": "WARNING",
        # The browser's driver runs an event loop in the main thread, which Django would take for asynchronous code.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    os.environ |= demo_signing(temporary / "signing", now=dt.datetime.now(dt.UTC))


def _directory_of_static_files() -> None:
    """WhiteNoise warns about a missing one on every request."""
    Path(os.environ["DATA_DIR"], "static").mkdir(parents=True, exist_ok=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the servers when the session ends."""
    _closing.close()


if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["DATA_DIR"] = str(Path(os.environ["DATA_DIR"]) / os.environ["PYTEST_XDIST_WORKER"])
else:
    _start()
_directory_of_static_files()
