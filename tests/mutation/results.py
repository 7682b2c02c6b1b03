"""Which mutants lived, and which of them change nothing but what is said."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KILLED, SURVIVED, UNTESTED, TIMED_OUT, NOT_RUN = "killed", "survived", "no test", "timeout", "not run"
# mutmut's exit codes per mutant: pytest's own, 33 where no test reaches the function, 24 and 36 where time ran out.
_STATES = {0: SURVIVED, 33: UNTESTED, 24: TIMED_OUT, 36: TIMED_OUT, -24: TIMED_OUT, 152: TIMED_OUT, None: NOT_RUN}
# What is said, and of which field and line: an outcome stays what it is whatever stands in them.
_SENTENCES = {"Text", "Problem"}


@dataclass(frozen=True)
class Mutant:
    """One changed copy of a function."""

    file: str
    key: str
    name: str
    state: str
    is_in_sentence: bool
    change: str


class _Blank(ast.NodeTransformer):
    """Replaces whatever is said by the same word, so that what is left is logic."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in _SENTENCES:
            return ast.copy_location(ast.Constant("sentence"), node)
        return self.generic_visit(node)


def mutants(workspace: Path) -> Iterator[Mutant]:
    """Every mutant of the workspace's last run."""
    for meta in sorted((workspace / "mutants").rglob("*.py.meta")):
        file = meta.with_suffix("")
        codes = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        bodies = _bodies(file)
        for key, code in codes.items():
            name = key.rpartition(".")[2]
            original = bodies[name.partition("__mutmut_")[0] + "__mutmut_orig"]
            yield Mutant(
                file=str(file.relative_to(workspace / "mutants")),
                key=key,
                name=name,
                state=_STATES.get(code, KILLED),
                is_in_sentence=_logic(original) == _logic(bodies[name]),
                change=_change(original, bodies[name]),
            )


def _bodies(file: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def _logic(function: ast.FunctionDef) -> str:
    copied = ast.parse(ast.unparse(function)).body[0]
    assert isinstance(copied, ast.FunctionDef)
    copied.name = "function"
    return ast.dump(_Blank().visit(copied))


def _change(original: ast.FunctionDef, mutant: ast.FunctionDef) -> str:
    """The first line that differs, before and after."""
    before, after = ast.unparse(original).splitlines()[1:], ast.unparse(mutant).splitlines()[1:]
    for old, new in zip(before, after, strict=False):
        if old != new:
            return f"{old.strip()}  →  {new.strip()}"
    return "lines added or removed"
