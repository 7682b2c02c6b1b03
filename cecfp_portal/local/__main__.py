"""Commands of the local portal: `run`, `prepare` (called by run), `manage` (manage.py against the portal)."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from cecfp_portal.local.places import Places
from cecfp_portal.local.prepare import prepare
from cecfp_portal.local.processes import Console, bind_to_parent
from cecfp_portal.local.program import portal
from cecfp_portal.local.run import Runner, default_root


def main(arguments: list[str]) -> int:
    """Carry out one command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m cecfp_portal.local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="start the portal with its servers")
    run.add_argument("--with-parent", action="store_true", help="stop when the process that started this one ends")
    commands.add_parser("prepare", help="migrate and load demo data").add_argument("report", type=Path)
    manage = commands.add_parser("manage", help="run manage.py against the running portal")
    manage.add_argument("arguments", nargs=argparse.REMAINDER)
    chosen = parser.parse_args(arguments)
    places = Places(default_root())
    if chosen.command == "prepare":
        prepare(chosen.report)
        return 0
    if chosen.command == "manage":
        return _manage(places, chosen.arguments)
    if chosen.with_parent:
        bind_to_parent()
    return Runner(places, portal(places), Console()).run()


def _manage(places: Places, arguments: list[str]) -> int:
    if not places.environment.exists():
        print("Start the portal once with `make run`; this command then reaches its database.")
        return 1
    os.environ.update(json.loads(places.environment.read_text()))
    manage = Path(__file__).resolve().parents[2] / "manage.py"
    return subprocess.run([sys.executable, manage, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
