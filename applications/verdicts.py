"""A report of the engine as people read it: outcomes gathered by clause, in the language of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import get_language

from calculations.engine.criteria.editions import EDITIONS
from calculations.engine.explanation.statements import true_statement
from cecfp_portal.wording import Words

ANSWERS = ("first", "if_accepted", "if_refused")
SEVERITY = ("invalid", "fail", "review", "pass")


class _Said:
    """A pair of sentences that shows as the one in the language of the page."""

    def __init__(self, th: str, en: str) -> None:
        self._texts = {"th": th, "en": en}

    def __str__(self) -> str:
        return self._texts[_language()]


def _language() -> str:
    return "en" if get_language() == "en" else "th"


# Of the edition in force, for lists of clauses that belong to no report; a report brings the titles of its own.
CLAUSE_TITLES: dict[str, Words] = {
    clause: lazystr(_Said(title.th, title.en)) for clause, title in [*EDITIONS.values()][-1].clause_titles.items()
}


@dataclass(frozen=True)
class EvidenceLink:
    """A piece of evidence by its title, with the address of the stored file where there is one."""

    title: str
    url: str


@dataclass(frozen=True)
class Verdict:
    """One outcome: its code, sentences and figures as text, ready for a page.

    One that waits for others (`depends_on`) follows the rulings on those and is not ruled on itself.
    """

    id: str
    rule: str
    clause: str
    outcome: str
    name: str
    message: str
    next_step: str
    inequality: str
    margin: str
    lines: tuple[tuple[str, str], ...]
    evidence: tuple[EvidenceLink, ...]
    trace: tuple[str, ...]
    question: Mapping[str, str]
    ruling: Mapping[str, Any] | None
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClauseVerdict:
    """A clause with its worst outcome, one sentence on it, and everything found on it, the worst first."""

    clause: str
    title: Words
    outcome: str
    verdicts: tuple[Verdict, ...]
    summary: str = ""
    requirement: str = ""

    @property
    def to_rule(self) -> tuple[Verdict, ...]:
        return tuple(
            verdict
            for verdict in self.verdicts
            if verdict.ruling or (verdict.outcome == "review" and not verdict.depends_on)
        )

    @property
    def unmet(self) -> tuple[Verdict, ...]:
        """What is not a pass: shown at once, while the passes lie folded below."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome != "pass")

    @property
    def passed(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.outcome == "pass")


def verdicts(report: Mapping[str, Any] | None, evidence: Mapping[str, EvidenceLink] | None = None) -> list[Verdict]:
    """Return every outcome of a report in the active language; an empty list without a report.

    `evidence` are the links of the case's evidence by its ids (`overview.evidence_of`).
    """
    return [_verdict(item, _language(), evidence or {}) for item in (report or {}).get("outcomes", ())]


def by_clause(
    report: Mapping[str, Any] | None, evidence: Mapping[str, EvidenceLink] | None = None
) -> list[ClauseVerdict]:
    """Return the clauses of a report in the order of the criteria, each with its worst outcome."""
    said = {row["clause"]: row for row in ((report or {}).get("explanation") or {}).get("clauses", ())}
    found: dict[str, list[Verdict]] = {}
    for verdict in verdicts(report, evidence):
        found.setdefault(verdict.clause, []).append(verdict)
    return [_clause(clause, items, said.get(clause) or {}) for clause, items in sorted(found.items())]


def worst(items: Iterable[Verdict]) -> str:
    """Return the worst outcome of some; nothing judged is never a pass."""
    codes = {item.outcome for item in items}
    return next((code for code in SEVERITY if code in codes), "invalid")


def _clause(clause: str, items: list[Verdict], said: Mapping[str, Any]) -> ClauseVerdict:
    """A report of an earlier engine has no words of its own on a clause: those of the edition in force serve."""
    language = _language()
    return ClauseVerdict(
        clause=clause,
        title=said["title"][language] if said else CLAUSE_TITLES.get(clause, ""),
        outcome=worst(items),
        verdicts=tuple(sorted(items, key=_rank)),
        summary=said["summary"][language] if said else "",
        requirement=said["requirement"][language] if said else "",
    )


def _rank(verdict: Verdict) -> int:
    return SEVERITY.index(verdict.outcome)


def _verdict(item: Mapping[str, Any], language: str, evidence: Mapping[str, EvidenceLink]) -> Verdict:
    def said(key: str) -> str:
        return str((item.get(key) or {}).get(language, ""))

    question = item.get("question") or {}
    tells_more = question.get("leads_to") or question.get("first")
    return Verdict(
        id=item["id"],
        rule=item["rule"],
        clause=item["clause"],
        outcome=item["outcome"],
        name=said("name"),
        message=said("message"),
        next_step=said("next_step"),
        inequality=true_statement(item["inequality"]),
        margin=said("margin_text"),
        lines=tuple((line["line_id"], line["name"]) for line in item.get("lines", ())),
        evidence=tuple(evidence[key] for key in item.get("evidence", ()) if key in evidence),
        trace=tuple(step[language] for step in item["trace"]),
        question={key: text[language] for key, text in question.items() if key in ANSWERS and text}
        if tells_more
        else {},
        ruling=item["ruling"],
        depends_on=tuple(item.get("depends_on") or ()),
    )


def printed_share(report: Mapping[str, Any] | None) -> str:
    """Return the share in per cent that certificate and statement print: recycled for type 4.1, circular for 4.2."""
    found = report or {}
    circular, shares = found.get("circular") or {}, found.get("shares") or {}
    lower = circular.get("circular_lower") or shares.get("recycled_lower") or {}
    return str(lower.get("percent_text") or "")
