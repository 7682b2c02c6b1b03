"""Every command of the portal's services in docker-compose.yml starts, with its own arguments, and becomes ready.

The servers behind it are the tests' own; only addresses and the data directory are replaced.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest

from tests.deployment.compose import CHECKOUT, filled, services

pytestmark = pytest.mark.worker

SECONDS_TO_READY = 60
GIVEN = {"SECRET_KEY": "only-for-tests-0123456789-0123456789-0123456789-0123456789", "POSTGRES_PASSWORD": "unused"}
GIVEN["SIGNING_PASSPHRASE"] = os.environ["SIGNING_PASSPHRASE"]


@dataclass(frozen=True)
class Production:
    """The environment of compose with this machine's addresses, and a database that begins empty."""

    directory: Path
    port: int
    database_url: str

    def environment(self, service: str) -> dict[str, str]:
        given = {k: filled(str(v), GIVEN) for k, v in services()[service]["environment"].items()}
        programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        own = {"PATH": programs, "DATA_DIR": str(self.directory), "PYTHONUNBUFFERED": "1"}
        for name in ("SIGNATURE_TRUST_ROOTS", "SIGNING_PKCS12"):
            if name in given:
                own[name] = os.environ[name]
        return given | own | {"DATABASE_URL": self.database_url, "REDIS_URL": os.environ["REDIS_URL"]}

    def words(self, words: list[str]) -> list[str]:
        """Return the words of a command of compose with this machine's address and directory."""
        places = {"0.0.0.0:8000": f"127.0.0.1:{self.port}", "8000": str(self.port), "/data/": f"{self.directory}/"}
        for written, here in places.items():
            words = [word.replace(written, here) for word in words]
        return words

    def run(self, service: str, command: list[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command, cwd=CHECKOUT, env=self.environment(service), capture_output=True, text=True, check=False
        )

    def is_healthy(self, service: str) -> bool:
        kind, *words = [filled(word, {}) for word in services()[service]["healthcheck"]["test"]]
        words = self.words(words)
        return self.run(service, ["sh", "-c", words[0]] if kind == "CMD-SHELL" else words).returncode == 0


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Production]:
    """What compose has made before a service starts: a migrated database and an image with static files."""
    directory = tmp_path_factory.mktemp("production")
    (directory / "beat").mkdir()
    name = f"compose_{uuid.uuid4().hex}"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    head, _, query = os.environ["DATABASE_URL"].partition("?")
    url = f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    production = Production(directory, port, url)
    made = production.run("migrate", [sys.executable, "manage.py", "collectstatic", "--noinput"])
    assert made.returncode == 0, made.stderr
    migrated = production.run("migrate", production.words(services()["migrate"]["command"]))
    assert migrated.returncode == 0, migrated.stderr
    yield production
    connection.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")
    connection.close()
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def start(production: Production) -> Iterator[Callable[[str], Path]]:
    """Start services and wait for their own health checks; returns the file with what they say."""
    started: list[subprocess.Popen[bytes]] = []

    def start(service: str) -> Path:
        log = production.directory / f"{service}.log"
        with log.open("wb") as output:
            popen = subprocess.Popen(
                production.words(services()[service]["command"]),
                cwd=CHECKOUT,
                env=production.environment(service),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        started.append(popen)
        deadline = time.monotonic() + SECONDS_TO_READY
        while not production.is_healthy(service):
            assert popen.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        return log

    yield start
    for popen in started:
        popen.send_signal(signal.SIGTERM)
        assert popen.wait(30) == 0
        with pytest.raises(ProcessLookupError):
            os.killpg(popen.pid, signal.SIGKILL)


def test_migrate_leaves_nothing_to_migrate(production: Production) -> None:
    checked = production.run("migrate", [sys.executable, "manage.py", "migrate", "--check"])
    assert checked.returncode == 0, checked.stdout


def test_the_web_server_answers_with_hashed_static_files(production: Production, start: Callable[[str], Path]) -> None:
    start("web")
    with urllib.request.urlopen(f"http://127.0.0.1:{production.port}/en/", timeout=10) as answer:
        page = answer.read().decode()
    assert answer.status == 200
    styles = [part.split('"')[0] for part in page.split('href="/static/')[1:] if ".css" in part.split('"')[0]]
    assert styles
    for style in styles:
        with urllib.request.urlopen(f"http://127.0.0.1:{production.port}/static/{style}", timeout=10) as answer:
            assert "immutable" in answer.headers["Cache-Control"]


def test_the_worker_takes_what_beat_sends(start: Callable[[str], Path]) -> None:
    worker = start("worker")
    start("beat")
    deadline = time.monotonic() + 30
    while "succeeded" not in worker.read_text():
        assert time.monotonic() < deadline, worker.read_text()
        time.sleep(0.2)


def test_the_signer_starts_with_its_key_and_listens_to_its_own_queue(start: Callable[[str], Path]) -> None:
    signer = start("signer")
    deadline = time.monotonic() + 30
    while "signer@" not in signer.read_text():
        assert time.monotonic() < deadline, signer.read_text()
        time.sleep(0.2)
    assert "signing" in signer.read_text() and "celery           exchange=celery" not in signer.read_text()
