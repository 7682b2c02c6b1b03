"""The shape of the code: where a status is written, how long a file may be, what every guard and rule carries."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from applications.guards import GUARDS
from applications.statuses import Status
from applications.workflow import MOVES
from calculations.engine.rules import RULES
from cecfp_portal.practice import MATTERS

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("applications", "calculations", "certificates", "cecfp_portal")
SOURCES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)
LONGEST_FILE = 400
LONGEST_TEMPLATE = 150


def test_status_is_written_in_one_place() -> None:
    writers = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Attribute) and target.attr == "status" for target in node.targets)
    ]
    assert writers == ["applications/transitions.py"]


def test_status_is_not_written_by_update() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if re.search(r"\.update\([^)]*\bstatus\s*=", path.read_text())
    ]
    assert found == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_file_is_short_enough(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


def test_templates_are_short_enough() -> None:
    long = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "templates").rglob("*.html")
        if len(path.read_text().splitlines()) > LONGEST_TEMPLATE
    ]
    assert long == []


def test_every_guard_exists_and_is_used() -> None:
    named = {name for move in MOVES.values() for name in move.guards}
    assert named == set(GUARDS)


def test_every_state_can_be_left_or_is_an_end() -> None:
    ends = {Status.CERTIFIED, Status.REJECTED, Status.WITHDRAWN, Status.LAPSED}
    left = {source for move in MOVES.values() for source in move.sources}
    assert set(Status) - left == ends


def test_every_rule_says_where_it_comes_from() -> None:
    silent = [rule.__name__ for rule in RULES if "Source:" not in (rule.__doc__ or "")]
    assert silent == []


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "common", "misc", "base", "core"}
    assert [path for path in SOURCES if path.stem in drawers] == []


def test_no_float_in_the_engine() -> None:
    engine = [path for path in SOURCES if "engine" in path.parts]
    floats = [
        (path.name, node.lineno)
        for path in engine
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]
    assert floats == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_psycopg_3_is_absent() -> None:
    """Django would silently prefer it over the driver that is locked."""
    with pytest.raises(ImportError):
        __import__("psycopg")


def test_every_setting_of_practice_is_read_or_says_that_it_is_not() -> None:
    others = [path.read_text() for path in SOURCES if path.name != "practice.py"]
    read = {key for key in MATTERS if any(f'"{key}"' in text for text in others)}
    assert read == {key for key, matter in MATTERS.items() if matter.is_read}
