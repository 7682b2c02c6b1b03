"""The command: what it dispatches on, what it prints, and the exit codes a script may rely on."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from calculations.engine import evaluate
from calculations.engine.inventories import evaluate_inventories
from tests.calculations.engine.sample_cases import ROOT, example, ruling

INVENTORY = {"schema": "inventory/1", "lines": [{"amount": "2", "unit": "kg", "factor": "3"}]}


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # -S: without site-packages, so nothing but the standard library can be imported.
    command = [sys.executable, "-S", "-m", "calculations.engine", "evaluate", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, input=given)


def written(folder: Path, name: str, value: Any) -> str:
    file = folder / name
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return str(file)


def test_a_case_is_judged_with_rulings_and_context(tmp_path: Path) -> None:
    case, rulings, context = example(), [ruling("ce-cfp.5.1.pcr", accepted=True)], {"on": "2026-11-24"}
    case["judged"]["pcr"] = {"status": "draft", "sent_on": "2026-01-05"}
    path = written(tmp_path, "case.json", case)
    more = ["--rulings", written(tmp_path, "r.json", rulings), "--context", written(tmp_path, "c.json", context)]
    found = run(path, *more)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout) == evaluate(case, rulings, context)
    assert run(path).returncode == 1


def test_an_inventory_is_added_up_and_standard_input_is_read() -> None:
    found = run("-", given=json.dumps(INVENTORY).encode("utf-8-sig"))
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout) == evaluate_inventories(INVENTORY)


def test_exit_codes(tmp_path: Path) -> None:
    case = example()
    for portion, share in zip(case["judged"]["bill_of_materials"][0]["portions"], ("0.81", "0.19"), strict=True):
        portion["share_low"] = share
    assert run(written(tmp_path, "fail.json", case)).returncode == 1
    assert run(written(tmp_path, "invalid.json", {"schema": "other/1"})).returncode == 2
    assert run(written(tmp_path, "lines.json", {"schema": "inventory/1", "lines": [{}]})).returncode == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b'{"a": ' + b"[" * 100_000, "standard input"),
        (b"\xff\xfe", "standard input"),
        (b"[]", "must hold a JSON object"),
        (b'{"schema": "inventory/1", "schema": "inventory/1"}', "appears twice"),
        (b'{"a": ' + b"9" * 5000 + b"}", "standard input"),
    ],
)
def test_files_that_are_unusable_say_why(given: bytes, said: str) -> None:
    found = run("-", given=given)
    assert found.returncode == 3
    assert said in found.stderr.decode()
    assert b"Traceback" not in found.stderr
    assert found.stdout == b""


@pytest.mark.parametrize(
    ("rulings", "context"),
    [({}, None), ([1], None), ([{"accepted": 1}], None), (None, []), (None, {"on": "yesterday"}), (None, {"on": 5})],
)
def test_malformed_rulings_and_context_are_the_callers_fault(tmp_path: Path, rulings: Any, context: Any) -> None:
    arguments = [written(tmp_path, "case.json", example())]
    if rulings is not None:
        arguments += ["--rulings", written(tmp_path, "r.json", rulings)]
    if context is not None:
        arguments += ["--context", written(tmp_path, "c.json", context)]
    found = run(*arguments)
    assert (found.returncode, found.stdout) == (3, b"")
    assert b"Traceback" not in found.stderr


def test_options_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    inventory = written(tmp_path, "i.json", INVENTORY)
    assert run(inventory, "--rulings", inventory).returncode == 3
    assert run("-", "--context", "-").returncode == 3
    assert run(str(tmp_path / "none.json")).returncode == 3
    assert run().returncode == 3
