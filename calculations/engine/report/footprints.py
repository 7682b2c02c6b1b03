"""Both footprints in the report: total, stages, lines with their factors, cut-offs."""

from __future__ import annotations

from typing import Any

from calculations.engine.case import STAGES, Factor
from calculations.engine.display import exact_text, percents_to_hundred, significant_text
from calculations.engine.inventory import Footprint, LineResult, Term


def footprint_json(result: Footprint) -> dict[str, Any]:
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
        "biogenic": {
            "unit": "kgCO2",
            "emitted": exact_text(result.biogenic_emitted_kgco2),
            "removed": exact_text(result.biogenic_removed_kgco2),
        },
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
        "factor": None if factor is None else _factor_json(factor),
        "terms": [_term_json(term) for term in result.terms],
    }


def _term_json(term: Term) -> dict[str, Any]:
    """One product of amount and factor within a line: a fuel's combustion, a leg out, its way back."""
    return {
        "role": term.role,
        "leg_id": term.leg_id,
        "amount_per_functional_unit": exact_text(term.amount),
        "unit": term.factor.per_unit.code if term.factor.per_unit else None,
        "exact": exact_text(term.emission_kgco2e),
        "text": significant_text(term.emission_kgco2e),
        "factor": _factor_json(term.factor),
    }


def _factor_json(factor: Factor) -> dict[str, Any]:
    return {
        "id": factor.id,
        "kind": factor.kind,
        "set": factor.set,
        "row": factor.row,
        "name_th": factor.name_th,
        "name_en": factor.name_en,
        "value_kgco2e": exact_text(factor.value_kgco2e) if factor.value_kgco2e is not None else None,
        "source": factor.source,
        "confidence": factor.confidence,
    }
