"""The runner: servers, preparation and services in order, watched until one ends or a person stops it."""

import http.client
import json
import os
import signal
import socket
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from cecfp_portal.local import banner, processes
from cecfp_portal.local.demo_key import demo_signing
from cecfp_portal.local.places import (
    AlreadyRunning,
    Claim,
    Places,
    StartRefused,
    claimed,
    private_directory,
    secret_key,
)
from cecfp_portal.local.postgres import start_postgres
from cecfp_portal.local.processes import Child, ChildDied, Console
from cecfp_portal.local.program import Program
from cecfp_portal.local.valkey import find_binary, start_valkey, version_of

FIRST_PORT = 8000
LAST_PORT = 8099
SECONDS_TO_READY = 60.0
# What begins with this is for the signing worker alone.
SIGNING = "SIGNING_"
SUPERUSER_WARNING = "ignore:You're running the worker with superuser privileges"


class Stopped(Exception):
    """A person asked for the stop while something was awaited."""


class Runner:
    """One run of the local portal."""

    def __init__(self, places: Places, program: Program, console: Console) -> None:
        self.places = places
        self.program = program
        self.console = console
        self.servers: list[Child] = []
        self.services: list[Child] = []
        self.lines: dict[str, str] = {}
        self.signing: dict[str, str] = {}
        self.is_stopping = False

    def run(self) -> int:
        """Run until stopped; returns the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note_stop)
        try:
            with claimed(self.places.root) as claim, ExitStack() as closing:
                closing.callback(self._stop_everything)
                self._start(claim, closing)
                self._watch()
        except AlreadyRunning as running:
            self.console.say(str(running))
            return 0
        except Stopped:
            self.console.say("Stopped. The data stay in " + str(self.places.root))
            return 0
        except (StartRefused, ChildDied) as reason:
            self.console.say(f"\nThe portal stopped: {reason}")
            return 1
        return 0

    def _note_stop(self, *_: object) -> None:
        if self.is_stopping:
            # Asked a second time: no more waiting for work in hand, which the queue delivers again.
            processes.kill(self.services)
        self.is_stopping = True

    def _start(self, claim: Claim, closing: ExitStack) -> None:
        began = time.monotonic()
        listening = closing.enter_context(_listening_socket(os.environ.get("PORT")))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        environment = self._environment(url, claim)
        self._prepare(environment, claim)
        preparation = json.loads(self.places.preparation.read_text())
        environment["DEMO"] = "1" if preparation["logins"] else "0"
        self._publish(environment)
        descriptor = listening.fileno()
        for name, command in self.program.services(descriptor).items():
            descriptors = (claim.children_lock, *((descriptor,) if name == "web" else ()))
            self.services.append(
                processes.start(
                    name,
                    command,
                    environment=environment | (self.signing if name in self.program.signers else {}),
                    console=self.console,
                    pass_fds=descriptors,
                )
            )
        self._wait_until_ready(listening.getsockname()[1])
        claim.publish(url)
        self.lines["database"] = f"{preparation['database']}, {self.lines['database']}"
        self.console.say(
            banner.ready(url, self.lines, self.places.root, preparation["logins"], time.monotonic() - began)
        )

    def _environment(self, url: str, claim: Claim) -> dict[str, str]:
        """Return the services' environment, with embedded servers started for those not named from outside."""
        environment = dict(os.environ)
        # Set by some shells; every process would compile every module again at every start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment.setdefault("DJANGO_SETTINGS_MODULE", "cecfp_portal.settings")
        environment.setdefault("SITE_URL", url)
        environment.setdefault("DATA_DIR", str(private_directory(self.places.data)))
        environment.setdefault("LOG_LEVEL", "WARNING")
        # Hashed and compressed copies serve a network; on this machine they would only cost the first start time.
        environment.setdefault("HASHED_STATIC", "0")
        environment.setdefault("PYTHONWARNINGS", SUPERUSER_WARNING)
        if "SECRET_KEY" not in environment:
            environment["SECRET_KEY"] = secret_key(self.places.root)
        private_directory(self.places.logs)
        self._set_signing_apart(environment)
        environment["DATABASE_URL"] = self._database_url(environment, claim)
        environment["REDIS_URL"] = self._redis_url(environment, claim)
        return environment

    def _set_signing_apart(self, environment: dict[str, str]) -> None:
        """Take the signing key's settings out of the common environment; without any, the demo's key is made."""
        given = {name: environment.pop(name) for name in list(environment) if name.startswith(SIGNING)}
        if not self.program.signers:
            return
        if not any(given.get(name) for name in ("SIGNING_PKCS12", "SIGNING_PKCS11_LIBRARY")):
            given |= demo_signing(self.places.signing, now=datetime.now(UTC))
            environment["SIGNATURE_TRUST_ROOTS"] = given["SIGNATURE_TRUST_ROOTS"]
        self.signing = given

    def _database_url(self, environment: dict[str, str], claim: Claim) -> str:
        if url := environment.get("DATABASE_URL"):
            self.lines["database"] = "your own server (DATABASE_URL)"
            return url
        # Data in the embedded database are the runner's own: the demo belongs there unless refused.
        environment.setdefault("DEMO", "1")
        server = start_postgres(
            self.places.postgres,
            self.places.sockets / "postgres",
            log=self.places.logs / "postgres.log",
            pass_fds=[claim.children_lock],
        )
        self.servers.append(server.child)
        self.lines["database"] = "embedded"
        self._stop_if_asked()
        return server.url

    def _redis_url(self, environment: dict[str, str], claim: Claim) -> str:
        if url := environment.get("REDIS_URL"):
            self.lines["queue"] = "your own server (REDIS_URL)"
            return url
        server = start_valkey(
            self.places.valkey,
            self.places.sockets / "valkey",
            log=self.places.logs / "valkey.log",
            pass_fds=[claim.children_lock],
        )
        self.servers.append(server.child)
        self.lines["queue"] = f"{version_of(find_binary())}, embedded"
        self._stop_if_asked()
        return server.url

    def _prepare(self, environment: dict[str, str], claim: Claim) -> None:
        child = processes.start(
            "prepare",
            self.program.preparation,
            environment=environment | self.signing,
            console=self.console,
            pass_fds=[claim.children_lock],
        )
        while not child.is_dead:
            time.sleep(0.02)
            if self.is_stopping:
                processes.stop([child])
            self._stop_if_asked()
        if child.popen.returncode != 0:
            self.console.drain()
            raise ChildDied(child)

    def _publish(self, environment: dict[str, str]) -> None:
        """Leave what a later `python -m cecfp_portal.local manage …` needs to reach this portal."""
        names = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DATA_DIR", "SITE_URL", "DEMO", "SIGNATURE_TRUST_ROOTS")
        self.places.environment.touch(mode=0o600)
        self.places.environment.write_text(
            json.dumps({name: environment[name] for name in names if name in environment})
        )

    def _wait_until_ready(self, port: int) -> None:
        deadline = time.monotonic() + SECONDS_TO_READY
        # With an https SITE_URL the answer is a redirect: that is an answer too.
        while not 200 <= (status := _status(port, self.program.ready_path)) < 400:
            self._look_after_children()
            if time.monotonic() > deadline:
                said = f"the answer {status}" if status else "no answer"
                raise StartRefused(f"{said} at {self.program.ready_path} within {SECONDS_TO_READY:.0f} s.")
            # Asked again and again, a failing portal would bury the first report of the failure.
            time.sleep(5 if status else 0.05)

    def _watch(self) -> None:
        while True:
            self._look_after_children()
            time.sleep(0.2)

    def _look_after_children(self) -> None:
        self._stop_if_asked()
        for child in (*self.servers, *self.services):
            if child.is_dead:
                raise ChildDied(child)

    def _stop_if_asked(self) -> None:
        if self.is_stopping:
            raise Stopped

    def _stop_everything(self) -> None:
        if self.services or self.servers:
            self.console.say("\nStopping …")
        # Those who use the servers go first, together; the servers after them, the database last.
        processes.stop(list(reversed(self.services)))
        for server in reversed(self.servers):
            processes.stop([server], seconds=20)
        self.console.drain()


def _listening_socket(asked: str | None) -> socket.socket:
    """Return a bound socket on the port asked for, or on the first free one; the web server inherits it."""
    if asked and not (asked.isdigit() and int(asked) < 65536):
        raise StartRefused(f"PORT must be a port number, not {asked!r}.")
    for port in [int(asked)] if asked else range(FIRST_PORT, LAST_PORT + 1):
        listening = socket.socket(socket.AF_INET)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
            # Bound alone, a second socket could still take the port; listening makes it ours.
            listening.listen(128)
            return listening
        except OSError:
            listening.close()
    raise StartRefused(f"Port {asked or f'{FIRST_PORT} to {LAST_PORT}'} is in use. Choose another: PORT=9000 make run")


def _status(port: int, path: str) -> int:
    """Return the status a GET of `path` is answered with; 0 when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def default_root() -> Path:
    """Return `.local` in the checkout."""
    return Path(__file__).resolve().parents[2] / ".local"
