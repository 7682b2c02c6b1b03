"""What the rules on the generated comparator have to say, before it becomes an outcome."""

from __future__ import annotations

from dataclasses import dataclass, field

from calculations.engine.case import Factor
from calculations.engine.outcomes import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one portion, line or the whole model; ``place`` is the id it is settled under."""

    code: str
    outcome: str
    message: Text
    rows: tuple[str, ...] = ()
    place: str = ""
    line_ids: tuple[str, ...] = ()
    figures: dict[str, str] = field(default_factory=dict)


def said_of(name: str, th: str, en: str) -> Text:
    return Text(f"{name}: {th}", f"{name}: {en}")


def name_of(factor: Factor) -> Text:
    return Text(factor.name_th or factor.name_en or factor.id, factor.name_en or factor.name_th or factor.id)
