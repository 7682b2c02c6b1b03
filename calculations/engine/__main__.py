"""``python -m calculations.engine evaluate CASE.json [--rulings RULINGS.json] [--context CONTEXT.json]``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from calculations.engine.report import evaluate


def _load(path: str) -> Any:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SystemExit(f"{path}: {error}") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; exit 0 for pass, 1 for review or fail, 2 for invalid input."""
    parser = argparse.ArgumentParser(prog="python -m calculations.engine")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("evaluate", help="judge a case and print the report as JSON")
    command.add_argument("case")
    command.add_argument("--rulings")
    command.add_argument("--context")
    options = parser.parse_args(arguments)
    case = _load(options.case)
    if not isinstance(case, dict):
        raise SystemExit(f"{options.case}: a case is a JSON object")
    rulings = _load(options.rulings) if options.rulings else None
    context = _load(options.context) if options.context else None
    report = evaluate(case, rulings, context)
    json.dump(report, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
    return {"pass": 0, "review": 1, "fail": 1, "invalid": 2}[report["overall"]]


if __name__ == "__main__":
    sys.exit(main())
