"""What the runner runs: the one preparation and the services, each as a plain command."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cecfp_portal.local.places import Places

Command = tuple[str, ...]
_SIGNER = ("--hostname=signer@%h", "--without-mingle")


@dataclass(frozen=True)
class Program:
    """The commands of a portal; `services` is given the listening socket's descriptor.

    `signers` names the services that are given the signing key; the preparation is, because it issues the demo's
    certificates, and ends before anything listens.
    """

    preparation: Command
    services: Callable[[int], dict[str, Command]]
    ready_path: str = "/healthz"
    signers: frozenset[str] = frozenset()


def portal(places: Places) -> Program:
    """Return the commands of the real portal."""
    python = sys.executable
    return Program(
        preparation=(python, "-m", "cecfp_portal.local", "prepare", str(places.preparation)),
        services=lambda listening: {
            "web": _web(python, listening),
            "worker": _celery(python, "worker", "--pool=prefork", "--concurrency=2", "--without-mingle"),
            "signer": _celery(python, "worker", "--queues=signing", "--pool=prefork", "--concurrency=1", *_SIGNER),
            "beat": _celery(python, "beat", f"--schedule={_schedule(places)}", "--pidfile="),
        },
        signers=frozenset({"signer"}),
    )


def _web(python: str, listening: int) -> Command:
    return (
        *(python, "-m", "gunicorn", "cecfp_portal.wsgi:application", f"--bind=fd://{listening}"),
        *("--worker-class=gthread", "--workers=2", "--threads=4", "--preload", "--graceful-timeout=5"),
        *("--no-control-socket", "--log-level=warning"),
    )


def _celery(python: str, role: str, *options: str) -> Command:
    return (python, "-m", "celery", "--quiet", "--app=cecfp_portal.celery:app", role, "--loglevel=WARNING", *options)


def _schedule(places: Places) -> Path:
    return places.data / "beat-schedule"
