"""A report of the engine as people read it: outcomes gathered by clause, in the language of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cecfp_portal.wording import Words

CLAUSE_TITLES: dict[str, Words] = {
    "1": _("Scope"),
    "4": _("Type of product"),
    "4.1": _("Type of product"),
    "4.1.1": _("Recycled material at least 20 % by weight, not rounded"),
    "4.1.2": _("Origin of the recycled material"),
    "4.2": _("Recognised circular activity"),
    "5.1": _("Calculated by TGO's latest CFP guideline"),
    "5.2": _("Data of the recycled material"),
    "5.3": _("Not more than the same kind of product of virgin material"),
}
SEVERITY = ("invalid", "fail", "review", "pass")


@dataclass(frozen=True)
class Verdict:
    """One outcome: its code, sentence and figures as text, ready for a page.

    One that waits for others (`depends_on`) follows the rulings on those and is not ruled on itself.
    """

    id: str
    clause: str
    outcome: str
    message: str
    next_step: str
    inequality: str
    margin: str
    line_ids: tuple[str, ...]
    trace: tuple[str, ...]
    ruling: Mapping[str, Any] | None
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClauseVerdict:
    """A clause with its worst outcome and everything found on it, the worst first."""

    clause: str
    title: Words
    outcome: str
    verdicts: tuple[Verdict, ...]

    @property
    def to_rule(self) -> tuple[Verdict, ...]:
        return tuple(
            verdict
            for verdict in self.verdicts
            if verdict.ruling or (verdict.outcome == "review" and not verdict.depends_on)
        )


def verdicts(report: Mapping[str, Any] | None) -> list[Verdict]:
    """Return every outcome of a report in the active language; an empty list without a report."""
    language = "en" if get_language() == "en" else "th"
    return [_verdict(item, language) for item in (report or {}).get("outcomes", ())]


def by_clause(report: Mapping[str, Any] | None) -> list[ClauseVerdict]:
    """Return the clauses of a report in the order of the criteria, each with its worst outcome."""
    found: dict[str, list[Verdict]] = {}
    for verdict in verdicts(report):
        found.setdefault(verdict.clause, []).append(verdict)
    return [
        ClauseVerdict(clause, CLAUSE_TITLES.get(clause, ""), worst(items), tuple(sorted(items, key=_rank)))
        for clause, items in sorted(found.items())
    ]


def worst(items: Iterable[Verdict]) -> str:
    """Return the worst outcome of some; nothing judged is never a pass."""
    codes = {item.outcome for item in items}
    return next((code for code in SEVERITY if code in codes), "invalid")


def _rank(verdict: Verdict) -> int:
    return SEVERITY.index(verdict.outcome)


def _inequality(text: str) -> str:
    """Return a comparison of the report as a true statement, in any language.

    >>> _inequality("5 kgCO2e <= 6 kgCO2e ? yes"), _inequality("19.99 % >= 20 % ? no")
    ('5 kgCO2e ≤ 6 kgCO2e', '19.99 % < 20 %')
    """
    claim, _asked, answer = text.partition(" ? ")
    at_least, at_most = ("<", ">") if answer == "no" else ("≥", "≤")
    return claim.replace(">=", at_least).replace("<=", at_most)


def _verdict(item: Mapping[str, Any], language: str) -> Verdict:
    return Verdict(
        id=item["id"],
        clause=item["clause"],
        outcome=item["outcome"],
        message=item["message"][language],
        next_step=(item["next_step"] or {}).get(language, ""),
        inequality=_inequality(item["inequality"]),
        margin=item["margin"],
        line_ids=tuple(item["line_ids"]),
        trace=tuple(step[language] for step in item["trace"]),
        ruling=item["ruling"],
        depends_on=tuple(item.get("depends_on") or ()),
    )


def printed_share(report: Mapping[str, Any] | None) -> str:
    """Return the share in per cent that certificate and statement print: recycled for type 4.1, circular for 4.2."""
    found = report or {}
    circular, shares = found.get("circular") or {}, found.get("shares") or {}
    lower = circular.get("circular_lower") or shares.get("recycled_lower") or {}
    return str(lower.get("percent_text") or "")
