"""Child processes that never outlive the runner: starting, watching, showing what they say, stopping in order."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_COLOURS = (36, 33, 35, 32, 34, 31)
_PR_SET_PDEATHSIG = 1
_prctl = getattr(ctypes.CDLL(None), "prctl", None)


@dataclass
class Child:
    """A started process, the signal that stops it gracefully, and the file it writes to, if any."""

    name: str
    popen: "subprocess.Popen[bytes]"
    stop_signal: signal.Signals = signal.SIGTERM
    log: Path | None = None

    @property
    def is_dead(self) -> bool:
        return self.popen.poll() is not None

    def last_words(self, lines: int = 15) -> str:
        """Return the end of the child's log file."""
        if self.log is None or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class ChildDied(Exception):
    """A child ended by itself."""

    def __init__(self, child: Child) -> None:
        self.child = child
        words = child.last_words()
        super().__init__(
            f"{child.name} ended by itself with status {child.popen.returncode}." + (f"\n{words}" if words else "")
        )


def die_with_parent(sent: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """Return what a child runs before its program, so that the kernel sends it a signal when its parent dies."""
    parent = os.getpid()

    def bind() -> None:
        if _prctl is None:
            return
        _prctl(_PR_SET_PDEATHSIG, int(sent))
        # The parent may have died between the fork and the line above.
        if os.getppid() != parent:
            os.kill(os.getpid(), sent)

    return bind


def bind_to_parent() -> None:
    """Make this very process receive SIGTERM when its own parent dies."""
    if _prctl is not None:
        _prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM))


def start(
    name: str,
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    log: Path | None = None,
    console: "Console | None" = None,
    pass_fds: Iterable[int] = (),
) -> Child:
    """Start a child in a session of its own: the terminal's Ctrl-C reaches the runner only.

    What it says goes to `console` if given, else to the file `log`, else nowhere. Call from the main thread: the
    kernel ties the child to the thread that started it.
    """
    output: int | IO[bytes] = subprocess.DEVNULL
    if console is not None:
        output = subprocess.PIPE
    elif log is not None:
        output = log.open("wb")
    popen = subprocess.Popen(
        [os.fspath(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=None if environment is None else dict(environment),
        preexec_fn=die_with_parent(stop_signal),  # noqa: PLW1509 - one system call, prepared before the fork
        start_new_session=True,
        pass_fds=tuple(pass_fds),
    )
    if console is not None and popen.stdout is not None:
        console.follow(name, popen.stdout)
    elif not isinstance(output, int):
        output.close()
    return Child(name, popen, stop_signal, log)


def stop(children: Sequence[Child], *, seconds: float = 10.0) -> None:
    """Ask the children to end together, wait, then kill what is left with everything in its session."""
    for child in children:
        if not child.is_dead:
            child.popen.send_signal(child.stop_signal)
    deadline = time.monotonic() + seconds
    for child in children:
        try:
            child.popen.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _kill_session(child)
            child.popen.wait()
        # A child that ended roughly may have left children of its own.
        _kill_session(child)


def kill(children: Iterable[Child]) -> None:
    """End the children at once, with everything in their sessions."""
    for child in children:
        if child.popen.returncode is None:
            _kill_session(child)


def _kill_session(child: Child) -> None:
    try:
        os.killpg(child.popen.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


class Console:
    """The runner's terminal: every line of a child carries its name, coloured where colour is welcome."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream = stream or sys.stdout
        self._lock = threading.Lock()
        self._names: list[str] = []
        self._readers: list[threading.Thread] = []
        self._has_colour = self._stream.isatty() and "NO_COLOR" not in os.environ

    def say(self, text: str) -> None:
        """Print the runner's own words; a closed terminal is no reason to fall."""
        with self._lock:
            try:
                self._stream.write(text + "\n")
                self._stream.flush()
            except (OSError, ValueError):
                return

    def follow(self, name: str, source: IO[bytes]) -> None:
        """Show the lines of `source` as they come, until it is closed."""
        if name not in self._names:
            self._names.append(name)
        reader = threading.Thread(target=self._show, args=(name, source), daemon=True)
        self._readers.append(reader)
        reader.start()

    def drain(self, seconds: float = 2.0) -> None:
        """Wait until the last words of ended children are shown."""
        for reader in self._readers:
            reader.join(seconds)

    def _show(self, name: str, source: IO[bytes]) -> None:
        prefix = f"{name:>8} │ "
        if self._has_colour:
            prefix = f"\x1b[{_COLOURS[self._names.index(name) % len(_COLOURS)]}m{prefix}\x1b[0m"
        with source:
            for line in source:
                self.say(prefix + line.decode(errors="replace").rstrip())
