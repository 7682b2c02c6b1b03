"""The explanation in the report: every sentence in both languages, so that page, file and API say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, significant_text
from calculations.engine.explanation.break_even import BreakEven, break_even
from calculations.engine.explanation.clauses import ClauseSummary, clause_summaries, rule_name
from calculations.engine.explanation.conversions import conversions
from calculations.engine.explanation.exclusions import exclusions
from calculations.engine.explanation.flips import Flip, flips, flips_text
from calculations.engine.explanation.hot_spots import HotSpots, hot_spots
from calculations.engine.explanation.names import evidence_of, name_of
from calculations.engine.explanation.next_steps import next_step_of
from calculations.engine.explanation.questions import Question
from calculations.engine.explanation.statements import margin_text, true_statement
from calculations.engine.outcomes import Outcome, Text


def outcome_json(outcome: Outcome, case: Case, edition: Edition | None, question: Question | None) -> dict[str, Any]:
    """An outcome with what a person needs to read it: names instead of ids, its evidence, what to do next."""
    return outcome.as_json() | {
        "name": rule_name(outcome.rule, outcome.clause, edition).as_json(),
        "statement": true_statement(outcome.inequality),
        "margin_text": _text(margin_text(outcome)),
        "next_step": _text(next_step_of(outcome)),
        "lines": [{"line_id": line_id, "name": name_of(line_id, case)} for line_id in outcome.line_ids],
        "evidence": list(evidence_of(outcome, case)),
        "question": _question(question) if question else None,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "leads_to": list(question.leads_to),
        "first": _text(question.first),
        "if_accepted": question.if_accepted.as_json(),
        "if_refused": question.if_refused.as_json(),
    }


def explanation_json(case: Case, edition: Edition | None, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    found_flips, spots = flips(case), hot_spots(case)
    return {
        "clauses": [_clause(summary) for summary in clause_summaries(outcomes, edition)],
        "conversions": [
            {
                "kind": conversion.kind,
                "factor": exact_text(conversion.factor),
                "count": conversion.count,
                "text": conversion.text.as_json(),
            }
            for conversion in conversions(case)
        ],
        "exclusions": [
            {
                "kind": exclusion.kind,
                "clause": exclusion.clause,
                "line_id": exclusion.line_id,
                "name": exclusion.name,
                "mass_kg": exact_text(exclusion.mass_kg) if exclusion.mass_kg is not None else None,
                "text": exclusion.text.as_json(),
            }
            for exclusion in (exclusions(case, edition) if edition else ())
        ],
        "break_even": _break_even(break_even(case, edition)) if edition else None,
        "flips": None
        if found_flips is None
        else {"text": flips_text(found_flips).as_json(), "lines": [_flip(flip) for flip in found_flips]},
        "hot_spots": _hot_spots(spots) if spots else None,
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return text.as_json() if text else None


def _clause(summary: ClauseSummary) -> dict[str, Any]:
    return {
        "clause": summary.clause,
        "title": summary.title.as_json(),
        "requirement": summary.requirement.as_json(),
        "outcome": summary.outcome,
        "summary": summary.summary.as_json(),
        "outcome_ids": list(summary.outcome_ids),
    }


def _break_even(found: BreakEven | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "share": exact_text(found.share) if found.share is not None else None,
        "present_share": exact_text(found.present_share) if found.present_share is not None else None,
        "bound": found.bound,
        "text": found.text.as_json(),
    }


def _flip(flip: Flip) -> dict[str, Any]:
    line = flip.result.line
    return {
        "line_id": line.line_id,
        "name": line.name,
        "stage": line.stage,
        "change": exact_text(flip.change),
        "percent_text": flip.percent_text,
        "text": flip.text.as_json(),
    }


def _hot_spots(spots: HotSpots) -> dict[str, Any]:
    return {
        "text": spots.text.as_json(),
        "lines": [
            {
                "line_id": spot.result.line.line_id,
                "name": spot.result.line.name,
                "stage": spot.result.line.stage,
                "exact": exact_text(spot.emission_kgco2e),
                "text": significant_text(spot.emission_kgco2e),
                "percent_text": spot.percent_text,
                "cumulative_percent_text": spot.cumulative_percent_text,
            }
            for spot in spots.lines
        ],
        "others": {
            "count": spots.others_count,
            "exact": exact_text(spots.others_kgco2e),
            "text": significant_text(spots.others_kgco2e),
            "percent_text": spots.others_percent_text,
        },
        "credits": {
            "count": spots.credits_count,
            "exact": exact_text(spots.credit_kgco2e),
            "text": significant_text(spots.credit_kgco2e),
        },
    }
