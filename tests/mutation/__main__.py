"""``make mutate``: mutate what decides, run the engine's own tests against each mutant, write docs/mutation.md.

All of them take hours of two cores; ``--sample 1000`` draws evenly (half an hour), ``--only bom.py`` does one file and
prints its survivors instead of writing.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from collections import Counter

from tests.mutation.explained import EXPLAINED
from tests.mutation.results import KILLED, NOT_RUN, SURVIVED, TIMED_OUT, UNTESTED, Mutant, mutants
from tests.mutation.workspace import PLACE, ROOT, make_workspace, mutated_files

MUTMUT = ROOT / ".local" / "mutation" / "bin" / "mutmut"
PAGE = ROOT / "docs" / "mutation.md"
LEAST_PERCENT = 90


def main() -> int:
    """Run mutmut and report; exit 1 below the least score or where a survivor is not explained."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--only", default="", help="files whose path ends like this")
    parser.add_argument("--sample", type=int, default=0, help="test so many mutants, drawn evenly, instead of all")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--again", action="store_true", help="report on the last run without another")
    options = parser.parse_args()
    if not options.again:
        files = mutated_files(options.only)
        if not files:
            raise SystemExit(f"no file to mutate ends like {options.only!r}")
        _run(files, options.cores, options.sample)
    found = list(mutants(PLACE))
    text = page(found)
    logic = [mutant for mutant in found if not mutant.is_in_sentence]
    if options.only:
        print(text)
    else:
        PAGE.write_text(text, encoding="utf-8")
    unexplained = [mutant for mutant in _alive(logic) if _key(mutant) not in EXPLAINED]
    print(f"{_score(logic)}; {len(unexplained)} survivors not explained")
    return 0 if percent(logic) >= LEAST_PERCENT and not unexplained else 1


def _run(files: list[str], cores: int, sample: int) -> None:
    """Make all mutants, then test those of the logic: what is said to people has tests of its own."""
    workspace = make_workspace(files)
    subprocess.run([str(MUTMUT), "run", "no mutant is called this"], cwd=workspace, check=False, capture_output=True)
    names = [mutant.key for mutant in mutants(workspace) if not mutant.is_in_sentence]
    if 0 < sample < len(names):
        names = random.Random(sample).sample(names, sample)
    print(f"{len(names)} mutants to test", flush=True)
    subprocess.run([str(MUTMUT), "run", "--max-children", str(cores), *names], cwd=workspace, check=False)


def _alive(found: list[Mutant]) -> list[Mutant]:
    return [mutant for mutant in found if mutant.state in (SURVIVED, UNTESTED)]


def _key(mutant: Mutant) -> str:
    return f"{mutant.file}:{mutant.name}"


def percent(found: list[Mutant]) -> float:
    """Share killed of those that were run, floored to one decimal; a mutant that hangs is found out as well."""
    run = [mutant for mutant in found if mutant.state != NOT_RUN]
    killed = sum(mutant.state in (KILLED, TIMED_OUT) for mutant in run)
    return killed * 1000 // len(run) / 10 if run else 0.0


def _score(logic: list[Mutant]) -> str:
    tested = sum(mutant.state != NOT_RUN for mutant in logic)
    drawn = "" if tested == len(logic) else f", drawn evenly from {len(logic):,}"
    return f"{percent(logic)} % of {tested:,} logic mutants killed{drawn}"


def page(found: list[Mutant]) -> str:
    """Return docs/mutation.md: the score by file, and every survivor with its reason."""
    logic = [mutant for mutant in found if not mutant.is_in_sentence]
    about = (
        "Written by `make mutate`: mutmut changes the code that decides, one place at a time, and the rows' own tests "
        "have to notice. Changes inside what is said to people (`Text(…)`, `Problem(…)`) are left out: they cannot "
        "alter a verdict."
    )
    lines = ["# Mutation testing", "", about, "", f"**{_score(logic)}.**", ""]
    lines += [
        "| file | logic mutants | tested | killed | survived | no test | % | left out |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for file in sorted({mutant.file for mutant in found}):
        of_file = [mutant for mutant in logic if mutant.file == file]
        states = Counter(mutant.state for mutant in of_file)
        sentences = sum(mutant.file == file for mutant in found) - len(of_file)
        killed, tested = states[KILLED] + states[TIMED_OUT], len(of_file) - states[NOT_RUN]
        lines.append(
            f"| `{file}` | {len(of_file)} | {tested} | {killed} | {states[SURVIVED]} | {states[UNTESTED]} "
            f"| {percent(of_file)} | {sentences} |"
        )
    lines += ["", "## Survivors", "", "| mutant | change | why it may live |", "|---|---|---|"]
    for mutant in _alive(logic):
        change = mutant.change[:160].replace("|", "∣")
        lines.append(f"| `{_key(mutant)}` | `{change}` | {EXPLAINED.get(_key(mutant), '**not explained**')} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
