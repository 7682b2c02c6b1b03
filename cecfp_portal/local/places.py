"""Where the local portal keeps its things, and who holds them at this moment."""

import fcntl
import hashlib
import os
import secrets
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534
# A Unix socket's path may hold 107 bytes; PostgreSQL's own file name is the longest we put into a directory.
LONGEST_SOCKET_PATH_BYTES = 107
LONGEST_SOCKET_NAME = ".s.PGSQL.5432.lock"
SECONDS_FOR_EARLIER_PROCESSES = 30.0


class StartRefused(Exception):
    """The portal cannot start; the message says why and what to do."""


class AlreadyRunning(StartRefused):
    """Another runner holds this directory; `url` is where its portal answers, if it got that far."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"The portal is already running at {url}" if url else "The portal is already being started.")


@dataclass(frozen=True)
class Places:
    """The directories below the local portal's root."""

    root: Path

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    @property
    def sockets(self) -> Path:
        return self.root / "sockets"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def signing(self) -> Path:
        return self.root / "signing"

    @property
    def environment(self) -> Path:
        return self.root / "environment.json"

    @property
    def preparation(self) -> Path:
        return self.root / "preparation.json"


class Claim:
    """The hold on a root: publishes the URL, and lends every child a lock that outlives the runner."""

    def __init__(self, runner_lock: int, children_lock: int) -> None:
        self._runner_lock = runner_lock
        self.children_lock = children_lock

    def publish(self, url: str) -> None:
        """Leave the URL where a second start finds it."""
        os.ftruncate(self._runner_lock, 0)
        os.pwrite(self._runner_lock, url.encode(), 0)


@contextmanager
def claimed(root: Path) -> Iterator[Claim]:
    """Hold `root` alone while the block runs.

    Raises AlreadyRunning when another runner holds it, StartRefused when an earlier runner's processes do not end.
    """
    private_directory(root)
    runner_lock = os.open(root / "runner.lock", os.O_RDWR | os.O_CREAT, 0o600)
    children_lock = os.open(root / "children.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _locks(runner_lock):
            raise AlreadyRunning(os.pread(runner_lock, 500, 0).decode(errors="replace"))
        os.ftruncate(runner_lock, 0)
        _wait_for_earlier_processes(children_lock)
        yield Claim(runner_lock, children_lock)
        os.ftruncate(runner_lock, 0)
    finally:
        os.close(children_lock)
        os.close(runner_lock)


def _locks(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_for_earlier_processes(children_lock: int) -> None:
    # A killed runner's children hold this lock until the last of them has ended.
    deadline = time.monotonic() + SECONDS_FOR_EARLIER_PROCESSES
    while not _locks(children_lock):
        if time.monotonic() > deadline:
            raise StartRefused(
                "Processes of an earlier run are still stopping. Wait a moment and start again; "
                "if it stays so, look for them with `ps aux | grep cecfp_portal`."
            )
        time.sleep(0.1)


def private_directory(path: Path) -> Path:
    """Make `path` with its parents, closed to everybody else."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def socket_directory(wanted: Path) -> Path:
    """Return `wanted`, or a short private directory standing for it when a socket's path there would be too long."""
    name = f"cecfp-{os.geteuid()}-{hashlib.sha256(os.fsencode(wanted.absolute())).hexdigest()[:16]}"
    for directory in (wanted.absolute(), Path(tempfile.gettempdir()) / name, Path("/tmp") / name):  # noqa: S108
        if len(os.fsencode(directory / LONGEST_SOCKET_NAME)) <= LONGEST_SOCKET_PATH_BYTES:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            _refuse_foreign(directory)
            directory.chmod(0o700)
            return directory
    raise StartRefused(f"No directory with a path short enough for a socket: {wanted}")


def _refuse_foreign(directory: Path) -> None:
    # The short name lies in a directory anyone may write to: somebody else's directory of that name is refused.
    found = directory.lstat()
    owners = {os.geteuid()} | ({NOBODY} if os.geteuid() == 0 else set())
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners:
        raise StartRefused(f"{directory} belongs to somebody else; remove it and start again.")


def secret_key(root: Path) -> str:
    """Return this root's random SECRET_KEY, made at the first start."""
    file = root / "secret-key"
    if not file.exists():
        unfinished = file.with_suffix(".new")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(64))
        unfinished.rename(file)
    return file.read_text()
