"""Writes the JSON Schema of a case from the engine's own reader, so that the two cannot drift apart.

The reader is run over an object that is not there: a source that answers every question and notes it. Run often, with
other answers each time, it shows every field, and which of them are asked for whatever the others say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any
from unittest.mock import patch

from calculations.engine.problems import Problem
from calculations.engine.quantities import UNITS, Unit
from calculations.engine.reading import SCHEMA, case_from_json
from calculations.engine.source import Source

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Enough for every field to be both asked for and passed over; the draws are the same each time.
RUNS = 100

# Asked for by the rules: an empty list is read, and then judged to be invalid.
DEMANDED = {"case.judged": ("bill_of_materials", "inventory")}
# Kept in the case and in its hash for others; the engine does not read them.
CARRIED: dict[str, tuple[str, ...]] = {
    "case.judged": ("consultant", "unit_texts", "verification_body"),
    "case.judged.factors[]": ("source_url", "is_example", "expires_on"),
    "case.judged.own_factors[]": ("kind", "data_route", "source_url", "is_example", "expires_on"),
    "case.judged.product": ("category", "name", "model"),
    "case.judged.evidence[]": ("title", "buyer", "size_bytes", "media_type"),
}
# Described by whoever reads them; anything may stand in them.
OPEN = ("case.presentation", "case.judged.unit_texts")


@dataclass
class Shape:
    """What the reader asks of one object: its fields, and how often each was asked for as required."""

    fields: dict[str, Any] = field(default_factory=dict)
    visits: int = 0
    required: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    is_list: bool = False

    def note(self, key: str, kind: Any, *, is_required: bool) -> None:
        self.fields.setdefault(key, kind)
        self.required[key] = self.required.get(key, 0) + is_required
        self.asked[key] = self.asked.get(key, 0) + 1

    def is_always_required(self, key: str) -> bool:
        kind = self.fields[key]
        if isinstance(kind, Shape) and kind.is_list:
            return False
        if isinstance(kind, Shape):
            return self.asked.get(key, 0) >= self.visits > 0 and any(
                kind.is_always_required(inner) for inner in kind.fields
            )
        return self.required[key] >= self.visits > 0


def _anything() -> Mapping[str, Any]:
    """For a reader that looks up what was typed after asking for it."""
    return defaultdict(lambda: "1")


class Asked(Source):
    """A source that answers every question and notes it in a shape."""

    shape: Shape
    run: int

    def _draw(self, key: str) -> Random:
        # The same draws each time: only their variety matters.
        return Random(f"{self.run} {self.path} {key}")  # noqa: S311

    def _child(self, shape: Shape, key: str) -> Asked:
        child = Asked(_anything(), f"{self.path}.{key}", [], "X")
        child.shape, child.run = shape, self.run
        shape.visits += 1
        return child

    def _inside(self, key: str) -> Shape:
        shape = self.shape.fields.get(key)
        return shape if isinstance(shape, Shape) else Shape()

    def note(self, problem: Problem, key: str) -> None:
        return

    def has(self, key: str) -> bool:
        return self._draw(key).random() < 0.5

    def text(self, key: str, *, required: bool = False) -> str:
        self.shape.note(key, {"type": "string"}, is_required=required)
        return "x"

    def choice(self, key: str, choices: Sequence[str], *, required: bool = True) -> str:
        self.shape.note(key, {"enum": list(choices)}, is_required=required)
        return self._draw(key).choice(choices)

    def flag(self, key: str) -> bool | None:
        self.shape.note(key, {"type": "boolean"}, is_required=False)
        return self._draw(key).choice((True, False, None))

    def number(self, key: str, *, required: bool = True) -> Fraction | None:
        self.shape.note(key, {"$ref": "#/$defs/figure"}, is_required=required)
        return Fraction(1, 2)

    def unit(self, key: str) -> Unit | None:
        self.shape.note(key, {"type": "string"}, is_required=True)
        return UNITS["kg"]

    def day(self, key: str, *, required: bool = True) -> date | None:
        self.shape.note(key, {"$ref": "#/$defs/day"}, is_required=required)
        return date(2026, 1, 31)

    def texts(self, key: str) -> tuple[str, ...]:
        self.shape.note(key, {"type": "array", "items": {"type": "string"}}, is_required=False)
        return ("x",)

    def inner(self, key: str) -> Asked:
        shape = self._inside(key)
        self.shape.note(key, shape, is_required=False)
        return self._child(shape, key)

    def lines(self, key: str, *, id_key: str = "line_id") -> Iterator[Source]:
        shape = self._inside(key)
        self.shape.note(key, shape, is_required=False)
        self.shape.fields[key] = shape
        shape.note(id_key, {"type": "string", "minLength": 1}, is_required=True)
        shape.is_list = True
        yield self._child(shape, f"{key}[]")


def case_schema() -> dict[str, Any]:
    """The schema of ``cecfp-case/1`` as the reader asks for it."""
    root = Shape()
    for run in range(RUNS):

        def start(*_arguments: Any, run: int = run) -> Asked:
            source = Asked(_anything(), "case", [])
            source.shape, source.run = root, run
            root.visits += 1
            return source

        with patch("calculations.engine.reading.whole.Source", start):
            case_from_json({"schema": SCHEMA})
    root.fields["schema"] = {"const": SCHEMA}
    root.fields.setdefault("presentation", Shape())
    written = _object(root, "case")
    written["required"] = sorted({"schema", "judged", *written.get("required", ())})
    return {
        "$schema": _DIALECT,
        "$id": "cecfp-case-1.json",
        "title": "cecfp-case/1: a case as the engine judges it",
        "$defs": DEFINITIONS,
        **written,
    }


DEFINITIONS: dict[str, Any] = {
    "figure": {
        "description": "A figure as text, or a whole number; a floating-point number is refused.",
        "type": ["string", "integer"],
        "maxLength": 80,
    },
    "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}


def _object(shape: Shape, path: str) -> dict[str, Any]:
    if path in OPEN:
        return {"type": "object"}
    properties = {key: _value(shape, key, f"{path}.{key}") for key in shape.fields}
    properties |= {key: {} for key in CARRIED.get(path, ()) if key not in properties}
    asked_for = {key for key in shape.fields if shape.is_always_required(key)}
    required = sorted(asked_for | set(DEMANDED.get(path, ())))
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _value(shape: Shape, key: str, path: str) -> dict[str, Any]:
    kind = shape.fields[key]
    if isinstance(kind, Shape) and kind.is_list:
        written: dict[str, Any] = {"type": "array", "items": _object(kind, f"{path}[]")}
    else:
        written = _object(kind, path) if isinstance(kind, Shape) else {**kind}
    is_required = shape.is_always_required(key) or key in DEMANDED.get(path.rpartition(".")[0], ())
    return written if is_required else {"anyOf": [written, {"enum": ["", None]}]}


def page() -> str:
    """Return calculations/engine/schemas/cecfp-case-1.json."""
    return json.dumps(case_schema(), ensure_ascii=False, indent=2) + "\n"
