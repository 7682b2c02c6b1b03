"""Each clause in one line: its worst outcome, and the sentence that says most about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculations.engine.criteria import Edition
from calculations.engine.outcomes import PASS, SEVERITY, Outcome, Text, worst


@dataclass(frozen=True, slots=True)
class ClauseSummary:
    clause: str
    title: Text
    requirement: Text
    outcome: str
    summary: Text
    outcome_ids: tuple[str, ...]


def clause_summaries(outcomes: Sequence[Outcome], edition: Edition | None) -> tuple[ClauseSummary, ...]:
    """The clauses something was said about, in the order of the criteria."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.clause, []).append(outcome)
    return tuple(_summary(clause, found[clause], edition) for clause in sorted(found, key=_place))


def clause_title(clause: str, edition: Edition | None) -> Text:
    title = (
        next((edition.clause_titles[c] for c in _up(clause) if c in edition.clause_titles), None) if edition else None
    )
    return title or Text(f"ข้อ {clause}", f"Clause {clause}")


def rule_name(rule: str, clause: str, edition: Edition | None) -> Text:
    """The plain name of a rule: its own, else that of the rule it refines, else the clause's title."""
    names = edition.rule_names if edition else {}
    return next((names[r] for r in _up(rule) if r in names), None) or clause_title(clause, edition)


def _up(clause: str) -> Iterator[str]:
    """The clause, then the clauses it stands in.

    >>> list(_up("4.1.1"))
    ['4.1.1', '4.1', '4']
    """
    while clause:
        yield clause
        clause = clause.rpartition(".")[0]


def _place(clause: str) -> tuple[tuple[int, str], ...]:
    """Clause 10 stands after clause 9."""
    return tuple((int(part) if part.isdigit() else 0, part) for part in clause.split("."))


def _summary(clause: str, outcomes: Sequence[Outcome], edition: Edition | None) -> ClauseSummary:
    verdict = worst(outcome.outcome for outcome in outcomes)
    return ClauseSummary(
        clause=clause,
        title=clause_title(clause, edition),
        requirement=_requirement(clause, edition),
        outcome=verdict,
        summary=_sentence([outcome for outcome in outcomes if outcome.outcome == verdict]),
        outcome_ids=tuple(outcome.id for outcome in sorted(outcomes, key=_worst_first)),
    )


def _requirement(clause: str, edition: Edition | None) -> Text:
    if edition is None:
        return Text("", "")
    thai = next((edition.clauses[c] for c in _up(clause) if c in edition.clauses), "")
    return Text(thai, next((edition.clauses_en[c] for c in _up(clause) if c in edition.clauses_en), thai))


def _sentence(decisive: Sequence[Outcome]) -> Text:
    """What the clause's main rule says, and how many others say the like."""
    depth = [outcome.rule.count(".") for outcome in decisive]
    main, others = decisive[depth.index(min(depth))].message, len(decisive) - 1
    if decisive[0].outcome != PASS:
        return main + Text(f"(และอีก {others} เรื่อง)", f"(and {others} more)") if others else main
    if depth.count(min(depth)) > 1:
        return Text(f"เป็นไปตามเกณฑ์ทั้ง {len(decisive)} เรื่อง", f"All {len(decisive)} points are met.")
    return main


def _worst_first(outcome: Outcome) -> int:
    return -SEVERITY.index(outcome.outcome)
