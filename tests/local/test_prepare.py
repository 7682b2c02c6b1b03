"""The preparation: a database is migrated, and the demo comes only where it is wanted."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
Prepare = Callable[..., dict[str, Any]]


@pytest.fixture
def prepare(tmp_path: Path) -> Iterator[Prepare]:
    """Prepare one new database, again and again if asked; returns the report."""
    name = f"prepare_{uuid.uuid4().hex}"
    server = os.environ["DATABASE_URL"]
    connection = psycopg2.connect(server)
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    head, _, query = server.partition("?")
    url = f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    inherited = {key: value for key, value in os.environ.items() if key != "DEMO"}

    def prepare(**environment: str) -> dict[str, Any]:
        report = tmp_path / "report.json"
        subprocess.run(
            [sys.executable, "-m", "cecfp_portal.local", "prepare", str(report)],
            cwd=CHECKOUT,
            env=inherited | {"DATABASE_URL": url, "DATA_DIR": str(tmp_path / "data")} | environment,
            check=True,
        )
        return json.loads(report.read_text())

    yield prepare
    connection.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")
    connection.close()


def test_the_demo_never_slips_into_a_database_in_use(prepare: Prepare) -> None:
    # Somebody's own server, set up without the demo.
    assert prepare(DEMO="0")["logins"] == []
    # Started later with nothing said: people with a known password must not appear.
    assert prepare()["logins"] == []


def test_the_demo_comes_into_an_empty_database_and_comes_once(prepare: Prepare) -> None:
    first = prepare()
    assert first["database"].startswith("PostgreSQL 1")
    assert {"maker@example.com", "officer@example.com", "approver@example.com"} <= {
        email for _, email, _ in first["logins"]
    }
    assert prepare() == first
    assert prepare(DEMO="0")["logins"] == []
