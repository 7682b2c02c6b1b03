"""Both footprints in the report: total, stages, lines with their factors, cut-offs."""

from __future__ import annotations

from typing import Any

from calculations.engine.case import STAGES
from calculations.engine.display import exact_text, percents_to_hundred, significant_text
from calculations.engine.inventory import Footprint, LineResult


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
