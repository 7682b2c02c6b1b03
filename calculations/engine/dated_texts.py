"""The dates of an edition put into a sentence of both languages."""

from __future__ import annotations

from calculations.engine.dated import Term
from calculations.engine.display import day_texts
from calculations.engine.outcomes import Text


def dated_text(text: Text, term: Term, code: str) -> Text:
    """Fill ``{code}``, ``{start}``, ``{ended}`` and ``{until}``, with the year of each language's era."""
    days = {"start": term.in_force_from, "ended": term.in_force_to, "until": term.accepted_until}
    said = {key: day_texts(day) for key, day in days.items()}
    thai, english = ({key: pair[index] for key, pair in said.items()} for index in (0, 1))
    return Text(text.th.format(code=code, **thai), text.en.format(code=code, **english))
