"""``python -m calculations.engine evaluate CASE.json [--rulings RULINGS.json] [--context CONTEXT.json]``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from calculations.engine.canonical import printed_json
from calculations.engine.inventories import SCHEMA as INVENTORY_SCHEMA
from calculations.engine.inventories import evaluate_inventories
from calculations.engine.report import evaluate

# Documented in docs/formats.md; a script may rely on them.
EXIT_CODES = {"pass": 0, "computed": 0, "review": 1, "fail": 1, "invalid": 2}
UNUSABLE = 3


class UnusableError(Exception):
    """The files or the options cannot be worked with; says which and why."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UnusableError(f"{message}\n{self.format_usage().strip()}")


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} appears twice in one object")
        found[key] = value
    return found


def _load(path: str) -> Any:
    name = "standard input" if path == "-" else path
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_without_duplicates)
    except (OSError, ValueError) as error:
        raise UnusableError(f"{name}: {error}") from error
    except RecursionError as error:
        raise UnusableError(f"{name}: nested too deep") from error


def _object(path: str) -> dict[str, Any]:
    found = _load(path)
    if not isinstance(found, dict):
        raise UnusableError(f"{path}: must hold a JSON object")
    return found


def _evaluated(options: argparse.Namespace) -> dict[str, Any]:
    if [options.case, options.rulings, options.context].count("-") > 1:
        raise UnusableError("only one of the files can come from standard input")
    case = _object(options.case)
    if case.get("schema") == INVENTORY_SCHEMA:
        if options.rulings or options.context:
            raise UnusableError(f"{INVENTORY_SCHEMA} takes neither rulings nor context")
        return evaluate_inventories(case)
    rulings = _load(options.rulings) if options.rulings else None
    if rulings is not None and not (isinstance(rulings, list) and all(isinstance(item, dict) for item in rulings)):
        raise UnusableError(f"{options.rulings}: rulings are a JSON list of objects")
    context = _object(options.context) if options.context else None
    try:
        return evaluate(case, rulings, context)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        # Whatever stands in a case becomes an outcome; what raises is a malformed ruling or context.
        raise UnusableError(f"rulings or context: {error}") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; exit 0 for pass, 1 for review or fail, 2 for invalid input, 3 for files that are unusable."""
    parser = _Parser(prog="python -m calculations.engine", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("evaluate", help="judge a case or add inventories up, and print the report as JSON")
    command.add_argument("case", help="cecfp-case/1 or inventory/1; - reads standard input")
    command.add_argument("--rulings", help="answers to reviews, for a case")
    command.add_argument("--context", help="what else the verdict depends on, for a case")
    try:
        report = _evaluated(parser.parse_args(arguments))
    except UnusableError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return UNUSABLE
    sys.stdout.buffer.write(printed_json(report))
    return EXIT_CODES[report["overall"]]


if __name__ == "__main__":
    sys.exit(main())
