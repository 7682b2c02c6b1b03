"""What the lines of a case are called, and which evidence they name, whatever kind of line they are."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import Field, dataclass, replace
from functools import cache
from typing import Any, cast

from calculations.engine.case import Case
from calculations.engine.outcomes import Outcome, Text


@dataclass(frozen=True, slots=True)
class Named:
    """A line's name, and the ids of the evidence it refers to."""

    name: str
    evidence: tuple[str, ...]


def named_lines(case: Case) -> Mapping[str, Named]:
    """Every line of the case by its id."""
    return case.once("named lines", lambda: {line.line_id: _named(line) for line in _lines(case)})


def evidence_of(outcome: Outcome, case: Case) -> tuple[str, ...]:
    """The evidence an outcome names itself, then that of its lines; each once, and only what the case holds."""
    lines = named_lines(case)
    typed = [part.strip() for part in outcome.figures.get("evidence", "").split(",")]
    found = [*typed, *(e for line_id in outcome.line_ids if line_id in lines for e in lines[line_id].evidence)]
    return tuple(evidence for evidence in dict.fromkeys(found) if evidence in case.evidence)


def with_name(outcome: Outcome, case: Case) -> Outcome:
    """Input that cannot be judged, with the name of the line it stands in before the sentence on it."""
    line = named_lines(case).get(outcome.line_ids[0]) if outcome.line_ids else None
    if line is None or not outcome.rule.endswith(".input") or line.name == outcome.line_ids[0]:
        return outcome
    message = outcome.message
    return replace(outcome, message=Text(f"{line.name}: {message.th}", f"{line.name}: {message.en}"))


def name_of(line_id: str, case: Case) -> str:
    named = named_lines(case).get(line_id)
    return named.name if named else line_id


def _named(line: Any) -> Named:
    name = getattr(line, "name", "") or getattr(line, "material", "") or line.line_id
    evidence = getattr(line, "evidence", ())
    return Named(name, (evidence,) if isinstance(evidence, str) and evidence else tuple(evidence or ()))


def _lines(holder: object) -> Iterator[Any]:
    """Every value with a ``line_id`` inside a frozen value, however deep it lies in its tuples."""
    for field in _tuple_fields(cast(Hashable, type(holder))):
        for item in getattr(holder, field):
            if hasattr(item, "line_id"):
                yield item
            yield from _lines(item)


@cache
def _tuple_fields(kind: Hashable) -> tuple[str, ...]:
    """The fields of a dataclass that hold tuples of other values; the types are written as text there."""
    found: Mapping[str, Field[Any]] = getattr(kind, "__dataclass_fields__", {})
    typed = ((name, str(field.type)) for name, field in found.items())
    return tuple(name for name, text in typed if text.startswith("tuple[") and not text.startswith("tuple[str"))
