"""What is wrong with a typed value: a named problem with its place and a sentence in both languages."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from calculations.engine.problem_texts import TEXTS_BY_CODE


def shown(typed: object) -> str:
    """What was typed, short enough to be repeated to the person and free of control characters and lone surrogates."""
    text = str(typed)
    clean = "".join(c for c in text[:40] if unicodedata.category(c)[0] != "C")
    return clean if len(text) <= len(text[:40]) else clean + "…"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input, where it stands, and what was typed."""

    code: str
    typed: str = ""
    path: str = ""
    line_id: str = ""

    def at(self, path: str, line_id: str = "") -> Problem:
        return replace(self, path=path, line_id=line_id)

    @property
    def message_th(self) -> str:
        return TEXTS_BY_CODE[self.code][0].format(typed=self.typed)

    @property
    def message_en(self) -> str:
        return TEXTS_BY_CODE[self.code][1].format(typed=self.typed)
