"""The promise that the same case, rulings, context and engine give the same report for ever, kept for every row's test.

``data/reports.sha256`` names the engine's version, and for each test the digest of all reports it asked for. A test
whose reports changed fails until the engine's version is raised and ``make reports`` has recorded the new ones.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from calculations.engine import ENGINE, evaluate
from calculations.engine.canonical import canonical_json

PINS = Path(__file__).parent / "data" / "reports.sha256"
RECORDING = "RECORD_REPORTS"
# Where mutation testing collects the inputs, to ask for the same reports again without the tests.
CORPUS = "REPORT_CORPUS"

_noted: list[bytes] = []
_recorded: dict[str, str] = {}


def evaluated(case: dict[str, Any], rulings: list[dict[str, Any]], context: dict[str, Any]) -> dict[str, Any]:
    """The report, noted for the test that asked for it."""
    report = evaluate(case, rulings, context)
    if place := os.environ.get(CORPUS):
        _collect(Path(place), [case, rulings, context])
    _noted.append(digest(report))
    return report


def _collect(place: Path, asked: list[Any]) -> None:
    try:
        line = json.dumps(asked)
    except RecursionError:  # A case nested deeper than any file of JSON can be.
        return
    with place.open("a", encoding="utf-8") as corpus:
        corpus.write(line + "\n")


def digest(report: dict[str, Any]) -> bytes:
    return hashlib.sha256(canonical_json(report)).digest()


@contextmanager
def noting() -> Iterator[list[bytes]]:
    """The digests of the reports one test asks for, in order."""
    _noted.clear()
    yield _noted


@cache
def _pinned() -> tuple[str, dict[str, str]]:
    if not PINS.exists():
        return "", {}
    engine, *lines = PINS.read_text(encoding="utf-8").splitlines()
    return engine, {test: found for found, _, test in (line.partition("  ") for line in lines)}


def check(test: str, digests: list[bytes]) -> None:
    """Hold one test's reports to what was recorded.

    Raises:
        AssertionError: they changed under the same engine version, or were never recorded.
    """
    found = hashlib.sha256(b"".join(digests)).hexdigest()
    engine, pins = _pinned()
    if os.environ.get(RECORDING):
        if engine == ENGINE and pins.get(test, found) != found:
            raise AssertionError(f"reports changed under engine {ENGINE}: raise ENGINE before recording them")
        _recorded[test] = found
        return
    assert test in pins, "the reports of this test are not recorded: make reports"
    assert pins[test] == found, f"the reports of this test changed under engine {ENGINE}: raise it, then make reports"


def write() -> None:
    """Write down what a recording run has seen."""
    if os.environ.get(RECORDING) and _recorded:
        lines = [ENGINE, *(f"{found}  {test}" for test, found in sorted(_recorded.items()))]
        PINS.write_text("\n".join(lines) + "\n", encoding="utf-8")
