"""What the launcher's tests share: a started stand-in portal and a look for orphans."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
READY_LINE = "The portal is ready"


@dataclass
class StandIn:
    """One run of the stand-in; its processes are known by a mark they inherit, or by the directory they work in."""

    popen: "subprocess.Popen[str]"
    root: Path
    mark: str
    said: list[str] = field(default_factory=list)
    url: str = ""

    def read_until_ready(self) -> None:
        assert self.popen.stdout is not None
        for line in self.popen.stdout:
            self.said.append(line)
            if READY_LINE in line:
                self.url = line.split()[-1]
                return
        raise AssertionError("ended before it was ready:\n" + "".join(self.said))

    def ask(self, *, method: str = "GET") -> str:
        with urllib.request.urlopen(urllib.request.Request(self.url, method=method), timeout=10) as answer:
            return answer.read().decode()

    def processes(self) -> dict[int, str]:
        """Return the living processes of this root by their ids, each with its command line."""
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            try:
                # Servers that show their state in the process list overwrite the environment seen here.
                is_ours = (process / "cwd").readlink().is_relative_to(self.root)
                if is_ours or self.mark.encode() in (process / "environ").read_bytes():
                    command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                    found[int(process.name)] = command
            except OSError:
                continue
        return found


def wait_until_gone(ids: Iterable[int], *, seconds: float = 15) -> list[int]:
    """Return those of the process ids that still live when the time is over."""
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in ids if Path(f"/proc/{pid}/exe").exists()]) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


@pytest.fixture
def start_standin() -> Iterator[Callable[..., StandIn]]:
    """Start stand-ins on demand with embedded servers; whatever is left at the end is killed."""
    started: list[StandIn] = []

    def start(root: Path, **environment: str) -> StandIn:
        mark = f"CECFP_MARK={uuid.uuid4()}"
        inherited = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL", "PORT", "DATA_DIR"}}
        popen = subprocess.Popen(
            [sys.executable, "-m", "tests.local.standin", str(root)],
            cwd=CHECKOUT,
            env=inherited | environment | dict([mark.split("=")]),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        standin = StandIn(popen, root, mark)
        started.append(standin)
        return standin

    yield start
    for standin in started:
        if standin.popen.poll() is None:
            standin.popen.send_signal(signal.SIGTERM)
    for standin in started:
        standin.popen.wait(30)
        if standin.popen.stdout:
            standin.popen.stdout.close()
    assert wait_until_gone({pid for standin in started for pid in standin.processes()}) == []
