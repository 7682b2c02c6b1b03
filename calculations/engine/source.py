"""Reading one JSON object field by field, collecting every problem instead of stopping at the first."""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from calculations.engine.case import ProductAmount
from calculations.engine.problems import Problem, shown
from calculations.engine.quantities import Quantity, Unit, find_unit, parse_number

# Opens the ids of what the engine generates itself, so that no typed id can be mistaken for one.
RESERVED = "~"


def is_damaged(text: str) -> bool:
    """Whether a text holds lone surrogates or control characters other than line ends and tabs."""
    return not text.isprintable() and any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r" for c in text)


# Sums over many ratios with denominators of their own would grow without bound; real cases use a handful.
MAX_DENOMINATOR_BITS = 4000


@dataclass
class Source:
    """A JSON object with its path, its line and the list that all problems go to."""

    data: Mapping[str, Any]
    path: str
    problems: list[Problem]
    line_id: str = ""
    seen_line_ids: set[str] = field(default_factory=set)
    denominators: set[int] = field(default_factory=set)

    def note(self, problem: Problem, key: str) -> None:
        self.problems.append(problem.at(f"{self.path}.{'?' if is_damaged(key) else key}", self.line_id))

    def has(self, key: str) -> bool:
        return self.data.get(key) not in (None, "", {}, [])

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.data.get(key)
        if isinstance(value, str) and is_damaged(value):
            self.note(Problem("text_damaged"), key)
        elif isinstance(value, str) and value.strip():
            return unicodedata.normalize("NFC", value.strip())
        if value not in (None, "") and not isinstance(value, str):
            self.note(Problem("shape", key), key)
        elif required:
            self.note(Problem("text_missing"), key)
        return ""

    def choice(self, key: str, choices: Sequence[str], *, required: bool = True) -> str:
        """One of the codes; anything else is named as a problem and read as not stated."""
        value = self.data.get(key)
        if isinstance(value, str) and value in choices:
            return value
        if value not in (None, ""):
            self.note(Problem("choice_unknown", shown(value)), key)
        elif required:
            self.note(Problem("choice_missing"), key)
        return ""

    def flag(self, key: str) -> bool | None:
        value = self.data.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.note(Problem("shape", key), key)
        return None

    def number(self, key: str, *, required: bool = True) -> Fraction | None:
        value = self.data.get(key)
        if value in (None, "") and not required:
            return None
        read = parse_number(value, allow_ratio=True)
        if isinstance(read, Problem):
            self.note(read, key)
            return None
        if "/" in str(value) and not self._takes(read.denominator):
            self.note(Problem("number_too_fine", shown(value)), key)
            return None
        return read

    def _takes(self, denominator: int) -> bool:
        """Whether the denominators of all ratios of the case together stay within the bound."""
        self.denominators.add(denominator)
        return sum(known.bit_length() for known in self.denominators) <= MAX_DENOMINATOR_BITS

    def positive(self, key: str, *, required: bool = True) -> Fraction | None:
        value = self.number(key, required=required)
        if value is not None and value <= 0:
            self.note(Problem("number_not_positive", shown(self.data[key])), key)
            return None
        return value

    def share(self, key: str, *, required: bool = True) -> Fraction | None:
        value = self.number(key, required=required)
        if value is not None and not 0 <= value <= 1:
            self.note(Problem("share_out_of_range", shown(self.data[key])), key)
            return None
        return value

    def share_above_zero(self, key: str) -> Fraction | None:
        """A share that may be left out, but not be nothing."""
        value = self.share(key, required=False)
        if value == 0:
            self.note(Problem("number_not_positive", shown(self.data[key])), key)
            return None
        return value

    def unit(self, key: str) -> Unit | None:
        found = find_unit(self.data.get(key))
        if isinstance(found, Problem):
            self.note(found, key)
            return None
        return found

    def quantity(self, key: str, *, required: bool = True, is_positive: bool = False) -> Quantity | None:
        if not required and not self.has(key):
            return None
        inner = self.inner(key)
        value = inner.positive("amount") if is_positive else inner.number("amount")
        unit = inner.unit("unit")
        if value is None or unit is None:
            return None
        return Quantity(value, unit, str(inner.data.get("amount"))[:80])

    def mass(self, key: str, *, required: bool = True) -> Quantity | None:
        quantity = self.quantity(key, required=required, is_positive=True)
        if quantity is not None and quantity.unit.dimension != "mass":
            self.note(Problem("unit_dimension", f"{quantity.unit.code} ≠ kg"), f"{key}.unit")
            return None
        return quantity

    def product_amount(self, key: str, *, required: bool = True) -> ProductAmount | None:
        """An amount of product; its unit may be the applicant's own word, but never the ambiguous ``ton``."""
        if not required and not self.has(key):
            return None
        inner = self.inner(key)
        value = inner.positive("amount")
        unit_text = inner.text("unit", required=True)
        unit = find_unit(unit_text)
        if isinstance(unit, Problem) and unit.code == "unit_ton":
            inner.note(unit, "unit")
        if value is None or not unit_text:
            return None
        return ProductAmount(value, unit_text.lower(), None if isinstance(unit, Problem) else unit)

    def day(self, key: str, *, required: bool = True) -> date | None:
        value = self.data.get(key)
        if value in (None, ""):
            if required:
                self.note(Problem("text_missing"), key)
            return None
        if isinstance(value, str) and len(value) == len("2026-01-31"):
            with contextlib.suppress(ValueError):
                return date.fromisoformat(value)
        self.note(Problem("date_unreadable", shown(value)), key)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key)
        if value in (None, ""):
            return ()
        if isinstance(value, list) and all(isinstance(item, str) and not is_damaged(item) for item in value):
            return tuple(unicodedata.normalize("NFC", item.strip()) for item in value if item.strip())
        self.note(Problem("shape", key), key)
        return ()

    def inner(self, key: str) -> Source:
        value = self.data.get(key)
        if value is not None and not isinstance(value, Mapping):
            self.note(Problem("shape", key), key)
        data = value if isinstance(value, Mapping) else {}
        return Source(data, f"{self.path}.{key}", self.problems, self.line_id, self.seen_line_ids, self.denominators)

    def lines(self, key: str, *, id_key: str = "line_id") -> Iterator[Source]:
        """The objects of a list, each with its permanent id checked to be present and single."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, list):
            self.note(Problem("shape", key), key)
        for index, item in enumerate(value if isinstance(value, list) else []):
            line = Source(
                {}, f"{self.path}.{key}[{index}]", self.problems, self.line_id, self.seen_line_ids, self.denominators
            )
            if not isinstance(item, Mapping):
                line.note(Problem("shape", key), id_key)
                continue
            line.data = item
            line._take_id(id_key)
            yield line

    def _take_id(self, id_key: str) -> None:
        value = self.data.get(id_key)
        if not isinstance(value, str) or not value.strip():
            self.note(Problem("line_id_missing"), id_key)
            return
        if is_damaged(value):
            self.note(Problem("text_damaged"), id_key)
            return
        if value.strip().startswith(RESERVED):
            self.note(Problem("line_id_reserved", shown(value)), id_key)
            return
        # Read as the references to it are.
        self.line_id = unicodedata.normalize("NFC", value.strip())
        scoped = f"{id_key}:{self.line_id}"
        if scoped in self.seen_line_ids:
            self.note(Problem("line_id_duplicate", shown(value)), id_key)
        self.seen_line_ids.add(scoped)
