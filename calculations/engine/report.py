"""``evaluate``: case, rulings and context in, the whole report out, from these three and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from calculations.engine.canonical import NotCanonicalError, sha256_of
from calculations.engine.case import STAGES, Case
from calculations.engine.counting import weigh_product
from calculations.engine.criteria import Edition
from calculations.engine.criteria.editions import EDITIONS
from calculations.engine.display import exact_text, fraction_text, percent_text, percents_to_hundred, significant_text
from calculations.engine.inventory import Footprint, LineResult, comparator_footprint, footprint
from calculations.engine.outcomes import INVALID, Outcome, Text, invalid_input, worst
from calculations.engine.problems import shown
from calculations.engine.reading import case_from_json
from calculations.engine.rules import RULES
from calculations.engine.rulings import rulings_by_id, settle

ENGINE = "1.0.0"
SCHEMA = "cecfp-report/1"


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
    case = replace(case, settled={key: ruling["accepted"] for key, ruling in ruled.items()})
    outcomes = [invalid_input(problem, "case", _clause_of(problem.path)) for problem in problems]
    edition = editions.get(case.editions.criteria)
    if edition is None:
        outcomes.append(_unknown_edition(case.editions.criteria))
    else:
        edition = edition.with_settings(given.get("edition_settings") or {})
        outcomes += [outcome for rule in RULES for outcome in rule(case, edition)]
    settled, unused = settle(_with_single_ids(outcomes), ruled)
    return {
        "schema": SCHEMA,
        "engine": ENGINE,
        "edition": case.editions.criteria,
        "on": given.get("on"),
        "overall": worst(outcome.outcome for outcome in settled),
        "outcomes": [outcome.as_json() for outcome in settled],
        "unused_rulings": unused,
        "shares": _shares(case, edition) if edition else None,
        "footprints": {
            "product": _footprint_json(footprint(case, "product")),
            "comparator": _footprint_json(comparator_footprint(case)),
        },
        "inputs": _hashes(case_json, rulings or (), given),
    }


def _clause_of(path: str) -> str:
    places = {
        "judged.bill_of_materials": "4.1.1",
        "judged.declared_mass": "4.1.1",
        "judged.comparator": "5.3",
        "judged.factories": "4.1.2",
        "judged.product": "1",
        "judged.route": "4",
        "judged.circular_activity": "4.2",
    }
    return next((clause for start, clause in places.items() if path.startswith(start)), "5.1")


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


def _share_json(share: Fraction) -> dict[str, str]:
    return {"exact": exact_text(share), "fraction": fraction_text(share), "percent_text": percent_text(share)}


def _shares(case: Case, edition: Edition) -> dict[str, Any] | None:
    weighing = weigh_product(case, edition)
    shares = weighing.shares
    if shares is None or weighing.flat.problems or case.route == "4.2":
        return None
    return {
        "recycled_lower": _share_json(shares.lower),
        "recycled_upper": _share_json(shares.upper),
        "recycled_strict": _share_json(shares.strict),
        "min_share": _share_json(edition.min_recycled_share),
        "product_mass_kg": exact_text(shares.total_kg),
        "recycled_mass_lower_kg": exact_text(shares.lower_kg),
        "recycled_mass_upper_kg": exact_text(shares.upper_kg),
    }


def _footprint_json(result: Footprint) -> dict[str, Any]:
    total = result.total_kgco2e
    stages = [stage for stage in STAGES if stage in result.by_stage]
    percents = percents_to_hundred([result.by_stage[stage] for stage in stages]) if total is not None else []
    return {
        "unit": "kgCO2e",
        "exact": exact_text(total) if total is not None else None,
        "text": significant_text(total) if total is not None else None,
        "is_declared": result.is_declared,
        "by_stage": [
            {
                "stage": stage,
                "exact": exact_text(result.by_stage[stage]),
                "text": significant_text(result.by_stage[stage]),
                "percent_text": percents[index] if percents else "",
            }
            for index, stage in enumerate(stages)
        ],
        "by_line": [_line_json(line) for line in result.lines],
        "cut_off": [
            {"line_id": line.line_id, "name": line.name, "reason": line.cut_off_reason} for line in result.cut_off
        ],
    }


def _line_json(result: LineResult) -> dict[str, Any]:
    factor = result.factor
    return {
        "line_id": result.line.line_id,
        "stage": result.line.stage,
        "name": result.line.name,
        "amount_per_functional_unit": exact_text(result.amount) if result.amount is not None else None,
        "unit": factor.per_unit.code if factor and factor.per_unit else None,
        "exact": exact_text(result.emission_kgco2e) if result.emission_kgco2e is not None else None,
        "text": significant_text(result.emission_kgco2e) if result.emission_kgco2e is not None else None,
        "factor": None
        if factor is None
        else {
            "id": factor.id,
            "kind": factor.kind,
            "set": factor.set,
            "row": factor.row,
            "name_th": factor.name_th,
            "name_en": factor.name_en,
            "value_kgco2e": exact_text(factor.value_kgco2e) if factor.value_kgco2e is not None else None,
            "source": factor.source,
            "confidence": factor.confidence,
        },
    }


def _hashes(case_json: Mapping[str, Any], rulings: Sequence[Any], context: Mapping[str, Any]) -> dict[str, str | None]:
    """SHA-256 of each input; none for a case that has no canonical form (it holds a float, say)."""
    hashes: dict[str, str | None] = {"rulings_sha256": sha256_of(list(rulings)), "context_sha256": sha256_of(context)}
    try:
        hashes["case_sha256"] = sha256_of(case_json)
        hashes["judged_sha256"] = sha256_of(case_json.get("judged"))
    except NotCanonicalError:
        hashes["case_sha256"] = hashes["judged_sha256"] = None
    return hashes
