"""What a rule says: one outcome with its clause, exact figures, sentences in both languages and the lines concerned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from calculations.engine.problems import Problem

PASS, REVIEW, FAIL, INVALID = "pass", "review", "fail", "invalid"
# From best to worst: the overall result is the worst of all.
SEVERITY = (PASS, REVIEW, FAIL, INVALID)


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Thai and in English."""

    th: str
    en: str

    def __add__(self, other: Text) -> Text:
        return Text(f"{self.th} {other.th}".strip(), f"{self.en} {other.en}".strip())

    def as_json(self) -> dict[str, str]:
        return {"th": self.th, "en": self.en}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one rule for one thing it judges.

    ``id`` is permanent: the rule's id, with the line's id after a colon where a rule judges line by line.
    ``rows`` are the rows of the decision table that led here; the tests are named after them.
    """

    id: str
    rule: str
    clause: str
    outcome: str
    message: Text
    rows: tuple[str, ...] = ()
    figures: dict[str, str] = field(default_factory=dict)
    inequality: str = ""
    margin: str = ""
    next_step: Text | None = None
    line_ids: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    trace: tuple[Text, ...] = ()
    ruling: dict[str, Any] | None = None
    is_ruled: bool = False

    def settled(self, ruling: dict[str, Any]) -> Outcome:
        """The same outcome after a person's ruling on it: accepted passes, refused fails."""
        return replace(self, outcome=PASS if ruling["accepted"] else FAIL, ruling=ruling)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "rule": self.rule,
            "clause": self.clause,
            "outcome": self.outcome,
            "rows": list(self.rows),
            "figures": dict(self.figures),
            "inequality": self.inequality,
            "margin": self.margin,
            "message": self.message.as_json(),
            "next_step": self.next_step.as_json() if self.next_step else None,
            "line_ids": list(self.line_ids),
            "depends_on": list(self.depends_on),
            "trace": [step.as_json() for step in self.trace],
            "ruling": self.ruling,
        }


def invalid_input(problem: Problem, rule: str, clause: str) -> Outcome:
    """The outcome for input that cannot be judged: the applicant corrects it."""
    place = ":".join(part for part in (problem.line_id, problem.path.rpartition(".")[2], problem.code) if part)
    return Outcome(
        id=f"{rule}.input:{place}",
        rule=f"{rule}.input",
        clause=clause,
        outcome=INVALID,
        message=Text(problem.message_th, problem.message_en),
        figures={"path": problem.path, "typed": problem.typed},
        line_ids=(problem.line_id,) if problem.line_id else (),
    )


def worst(outcomes: Iterable[str]) -> str:
    """The worst of some outcomes; nothing judged is never a pass.

    >>> worst(["pass", "review", "fail"]), worst([])
    ('fail', 'invalid')
    """
    return max(outcomes, key=SEVERITY.index, default=INVALID)
