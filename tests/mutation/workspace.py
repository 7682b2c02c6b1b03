"""The copy of the engine and its tests that mutants are made in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

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
# Slow, or started in processes of their own, where a mutant is not seen; the rows' own tests must do without them.
LEFT_OUT = ("test_drill.py", "test_command_line.py", "test_schemas.py", "inventories")

_SHORT_DRILL = """from tests.drill import check


def test_short_drill():
    assert check("bill", 3, range(60)) == check("pair", 3, range(30)) == []
"""

_CONFTEST = """from hypothesis import HealthCheck, settings

settings.register_profile(
    "mutation", derandomize=True, deadline=None, max_examples=15, suppress_health_check=list(HealthCheck)
)
settings.load_profile("mutation")
"""


def mutated_files(only: str = "") -> list[str]:
    """Files to mutate, relative to the root; all of them, or those that end like ``only``."""
    found = {file for pattern in MUTATED for file in (ROOT / ENGINE).glob(pattern)}
    names = sorted(str(file.relative_to(ROOT)) for file in found)
    return [name for name in names if name.endswith(only)]


def make_workspace(files: list[str]) -> Path:
    """Copy the engine, its tests and the documents they read, and tell mutmut what to mutate."""
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir(parents=True)
    for name in ("calculations/engine", "tests/calculations/engine", "tests/drill", "docs"):
        shutil.copytree(ROOT / name, PLACE / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("calculations", "tests", "tests/calculations"):
        (PLACE / name / "__init__.py").touch()
    for name in LEFT_OUT:
        place = PLACE / "tests" / "calculations" / "engine" / name
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    (PLACE / "tests" / "calculations" / "engine" / "test_short_drill.py").write_text(_SHORT_DRILL, encoding="utf-8")
    (PLACE / "conftest.py").write_text(_CONFTEST, encoding="utf-8")
    (PLACE / "pyproject.toml").write_text(_configuration(files), encoding="utf-8")
    return PLACE


def _configuration(files: list[str]) -> str:
    listed = json.dumps(files)
    return f"""[tool.mutmut]
source_paths = ["calculations"]
only_mutate = {listed}
also_copy = ["docs", "conftest.py"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "-q", "-k", "not hostile"]
pytest_add_cli_args_test_selection = ["tests/calculations/engine"]
use_git_change_detection = false
track_dependencies = false
timeout_multiplier = 10.0

[tool.pytest.ini_options]
addopts = ["--import-mode=prepend"]
"""
