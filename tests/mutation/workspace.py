"""The copy of the engine and its tests that mutants are made in."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from calculations.engine import evaluate
from calculations.engine.canonical import canonical_json

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".local" / "mutation-work"
ENGINE = Path("calculations/engine")
# What decides or prints a verdict; reading, plumbing and explanation have tests of other kinds.
MUTATED = (
    "rules/*.py",
    "bom.py",
    "counting.py",
    "shares.py",
    "weighing.py",
    "display.py",
    "virgin_model.py",
    "virgin_model/*.py",
)
# Tests that are fast and see the mutated functions without a whole report.
UNIT_TESTS = ("test_display.py", "test_quantities.py")
PER_TEST = 25

_REPLAY = '''"""Asks again for every report the rows' tests ask for, and compares digests."""

import json
from pathlib import Path

import pytest

from calculations.engine import evaluate
from calculations.engine.canonical import canonical_json

LINES = (Path(__file__).parents[3] / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
EXPECTED = json.loads((Path(__file__).parents[3] / "digests.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("first", range(0, len(LINES), {per_test}))
def test_reports_are_those_recorded(first):
    import hashlib

    for line, expected in list(zip(LINES, EXPECTED))[first : first + {per_test}]:
        report = evaluate(*json.loads(line))
        assert hashlib.sha256(canonical_json(report)).hexdigest() == expected
'''


def mutated_files(only: str = "") -> list[str]:
    """Files to mutate, relative to the root; all of them, or those that end like ``only``."""
    found = {file for pattern in MUTATED for file in (ROOT / ENGINE).glob(pattern)}
    names = sorted(str(file.relative_to(ROOT)) for file in found)
    return [name for name in names if name.endswith(only)]


def make_workspace(files: list[str]) -> Path:
    """Copy the engine, collect what its tests ask it, and tell mutmut what to mutate.

    The tests hold every report to a recorded digest (``tests/calculations/engine/pinned_reports.py``). For mutants
    the same inputs are evaluated again without the tests around them, which finds the same changes much sooner.
    """
    shutil.rmtree(PLACE, ignore_errors=True)
    place = PLACE / "tests" / "calculations" / "engine"
    place.mkdir(parents=True)
    for name in ("calculations/engine", "docs"):
        shutil.copytree(ROOT / name, PLACE / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("calculations", "tests", "tests/calculations", "tests/calculations/engine"):
        (PLACE / name / "__init__.py").touch()
    _collect()
    (place / "test_replay.py").write_text(_REPLAY.replace("{per_test}", str(PER_TEST)), encoding="utf-8")
    for name in UNIT_TESTS:
        shutil.copy(ROOT / "tests" / "calculations" / "engine" / name, place / name)
    (PLACE / "pyproject.toml").write_text(_configuration(files), encoding="utf-8")
    return PLACE


def _collect() -> None:
    """Run the rows' tests once and keep each input they asked a report for, with the report's digest."""
    corpus = PLACE / "asked.jsonl"
    command = [sys.executable, "-m", "pytest", "-q", "tests/calculations/engine", "-k", "not drill and not properties"]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"REPORT_CORPUS": str(corpus)})
    lines = sorted(set(corpus.read_text(encoding="utf-8").splitlines()))
    (PLACE / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    digests = [hashlib.sha256(canonical_json(evaluate(*json.loads(line)))).hexdigest() for line in lines]
    (PLACE / "digests.json").write_text(json.dumps(digests), encoding="utf-8")


def _configuration(files: list[str]) -> str:
    listed = json.dumps(files)
    return f"""[tool.mutmut]
source_paths = ["calculations"]
only_mutate = {listed}
also_copy = ["docs", "corpus.jsonl", "digests.json"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "-q"]
pytest_add_cli_args_test_selection = ["tests/calculations/engine"]
use_git_change_detection = false
track_dependencies = false
timeout_multiplier = 10.0

[tool.pytest.ini_options]
addopts = ["--import-mode=prepend"]
"""
