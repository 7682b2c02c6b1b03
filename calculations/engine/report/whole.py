"""``evaluate``: case, rulings and context in, the whole report out, from these three and nothing else."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from calculations.engine.canonical import NotCanonicalError, sha256_of
from calculations.engine.comparator import comparator_footprint
from calculations.engine.context import context_from_json
from calculations.engine.criteria import Edition
from calculations.engine.criteria.editions import EDITIONS
from calculations.engine.explanation.names import with_name
from calculations.engine.explanation.questions import questions
from calculations.engine.inventory import footprint
from calculations.engine.outcomes import INVALID, Outcome, Text, invalid_input, worst
from calculations.engine.problems import shown
from calculations.engine.reading import case_from_json
from calculations.engine.report.circular import circular
from calculations.engine.report.explanation import explanation_json, outcome_json
from calculations.engine.report.footprints import footprint_json
from calculations.engine.report.shares import shares
from calculations.engine.report.substitution import substitution
from calculations.engine.rules import RULES, Rule
from calculations.engine.rulings import rulings_by_id, settle
from calculations.engine.versions import ENGINE

SCHEMA = "cecfp-report/1"


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Let the garbage collector wait: it would walk again and again over lines that are all still needed."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_collecting_later()
def evaluate(
    case_json: Mapping[str, Any],
    rulings: Sequence[Mapping[str, Any]] | None = None,
    context: Mapping[str, Any] | None = None,
    *,
    editions: Mapping[str, Edition] = EDITIONS,
) -> dict[str, Any]:
    """Judge a case.

    Args:
        case_json: ``cecfp-case/1`` (docs/case-format.md).
        rulings: answers to reviews: outcome_id, accepted, reason, by_role, at.
        context: what else the verdict depends on: ``on`` (the day judged), ``edition_settings``.
        editions: the criteria there are, by id.

    Returns:
        ``cecfp-report/1``: plain JSON data without any float, the same for ever for the same arguments.

    Raises:
        ValueError: rulings or context are malformed; whatever an applicant typed never raises.
    """
    given = dict(context or {})
    ruled = rulings_by_id(rulings or ())
    case, problems = case_from_json(case_json)
    settled_ids = {key: ruling["accepted"] for key, ruling in ruled.items()}
    case = replace(case, settled=settled_ids, context=context_from_json(given))
    outcomes = [invalid_input(problem, "case", _clause_of(problem.path)) for problem in problems]
    edition = editions.get(case.editions.criteria)
    produced: list[tuple[Rule, Outcome]] = []
    if edition is None:
        outcomes.append(_unknown_edition(case.editions.criteria))
    else:
        edition = edition.with_settings(given.get("edition_settings") or {})
        produced = [(rule, outcome) for rule in RULES for outcome in rule(case, edition)]
        outcomes += [outcome for _, outcome in produced]
    settled, unused = settle(
        _with_single_ids([with_name(_under_route(outcome, case.route), case) for outcome in outcomes]), ruled
    )
    asked = questions(case, edition, produced, settled) if edition else {}
    return {
        "schema": SCHEMA,
        "engine": ENGINE,
        "edition": case.editions.criteria,
        "on": given.get("on"),
        "overall": worst(outcome.outcome for outcome in settled),
        "outcomes": [outcome_json(outcome, case, edition, asked.get(outcome.id)) for outcome in settled],
        "unused_rulings": unused,
        "shares": shares(case, edition) if edition else None,
        "circular": circular(case, edition) if edition else None,
        "footprints": {
            "product": footprint_json(footprint(case, "product")),
            "comparator": footprint_json(comparator_footprint(case)),
        },
        "substitution": substitution(case),
        "explanation": explanation_json(case, edition, settled),
        "inputs": _hashes(case_json, rulings or (), given),
    }


def _clause_of(path: str) -> str:
    places = {
        "judged.bill_of_materials": "4.1.1",
        "judged.declared_mass": "4.1.1",
        "judged.comparator": "5.3",
        "judged.own_factors": "5.2",
        "judged.factories": "4.1.2",
        "judged.product": "1",
        "judged.route": "4",
        "judged.circular_activity": "4.2",
        "judged.circular_work": "4.2",
        "judged.recognised_certificate": "4.2",
    }
    return next((clause for start, clause in places.items() if path.startswith(start)), "5.1")


def _under_route(outcome: Outcome, route: str) -> Outcome:
    """What is found in the bill of a type 4.2 product stands under clause 4.2, for which it is weighed there."""
    return replace(outcome, clause="4.2") if route == "4.2" and outcome.clause.startswith("4.1") else outcome


def _unknown_edition(name: str) -> Outcome:
    message = Text(f"ไม่รู้จักหลักเกณฑ์ฉบับ “{shown(name)}”", f"The criteria edition “{shown(name)}” is not known.")
    return Outcome("case.edition", "case.edition", "1", INVALID, message)


def _with_single_ids(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """A second outcome of the same id, possible only where the input repeats an id, gets a number."""
    seen: dict[str, int] = {}
    single: list[Outcome] = []
    for outcome in outcomes:
        seen[outcome.id] = seen.get(outcome.id, 0) + 1
        number = seen[outcome.id]
        single.append(outcome if number == 1 else replace(outcome, id=f"{outcome.id}#{number}"))
    return single


def _hashes(case_json: Mapping[str, Any], rulings: Sequence[Any], context: Mapping[str, Any]) -> dict[str, str | None]:
    """SHA-256 of each input; none for a case that has no canonical form (it holds a float, say)."""
    hashes: dict[str, str | None] = {"rulings_sha256": sha256_of(list(rulings)), "context_sha256": sha256_of(context)}
    try:
        hashes["case_sha256"] = sha256_of(case_json)
        hashes["judged_sha256"] = sha256_of(case_json.get("judged"))
    except NotCanonicalError:
        hashes["case_sha256"] = hashes["judged_sha256"] = None
    return hashes
