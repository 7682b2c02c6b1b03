"""The generated comparator in the report: what was replaced by what, line by line, and what if packaging were too."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from calculations.engine.case import Case, Factor
from calculations.engine.display import exact_text, significant_text
from calculations.engine.inventory import LineResult, footprint
from calculations.engine.substitution import Substitution
from calculations.engine.virgin_model import virgin_model


def substitution(case: Case) -> dict[str, Any] | None:
    """``None`` unless the comparator is generated."""
    if case.comparator is None or case.comparator.method != "generated":
        return None
    model = virgin_model(case)
    return {
        "lines": [_line_json(s) for s in model.substitutions],
        "made_new": [
            {
                "portion": r.line.stands_for,
                "line_id": r.line.line_id,
                "name": r.line.name,
                "kind": r.line.kind,
                **_emission_json(r.emission_kgco2e),
            }
            for r in model.stated
        ],
        "left_out": [
            {"line_id": r.line.line_id, "name": r.line.name, **_emission_json(r.emission_kgco2e)}
            for r in model.left_out
        ],
        "kept_lines": len(model.kept),
        "with_packaging": _with_packaging(case),
    }


def _line_json(s: Substitution) -> dict[str, Any]:
    row, portion = s.choice.row, s.holding.portion
    theirs = s.result.emission_kgco2e if s.result else None
    ours = s.origin_kgco2e
    return {
        "portion": portion.line_id,
        "material": portion.material,
        "line_id": s.origin.line.line_id,
        "line_share": exact_text(s.line_share),
        "mass_in_product_kg": {"low": exact_text(s.holding.low_kg), "high": exact_text(s.holding.high_kg)},
        "from": _side_json(s.origin, s.origin.factor, s.line_share),
        "to": _side_json(s.result, s.choice.factor, Fraction(1)) if s.result else None,
        "counterpart": None
        if row is None
        else {
            "id": row.id,
            "name_th": row.name_th,
            "name_en": row.name_en,
            "source": row.source,
            "confidence": row.confidence,
        },
        "candidates": [
            {"id": fitting.id, "name_th": fitting.name_th, "name_en": fitting.name_en}
            for fitting in s.choice.candidates
        ],
        "override": None
        if s.choice.override is None
        else {"line_id": s.choice.override.line_id, "reason": s.choice.override.reason},
        "difference_kgco2e": exact_text(theirs - ours) if theirs is not None and ours is not None else None,
        "difference_text": significant_text(theirs - ours) if theirs is not None and ours is not None else None,
    }


def _side_json(result: LineResult, factor: Factor | None, share: Fraction) -> dict[str, Any]:
    amount = result.amount * share if result.amount is not None else None
    emission = result.emission_kgco2e * share if result.emission_kgco2e is not None else None
    return {
        "name": result.line.name,
        "amount_per_functional_unit": exact_text(amount) if amount is not None else None,
        "amount_text": significant_text(amount, 4) if amount is not None else None,
        "unit": factor.per_unit.code if factor and factor.per_unit else None,
        "yield_share": exact_text(result.line.yield_share) if result.line.yield_share is not None else None,
        "factor": _factor_json(factor) if factor else None,
        **_emission_json(emission),
    }


def _factor_json(factor: Factor) -> dict[str, Any]:
    return {
        "set": factor.set,
        "row": factor.row,
        "name_th": factor.name_th,
        "name_en": factor.name_en,
        "value_kgco2e": exact_text(factor.value_kgco2e) if factor.value_kgco2e is not None else None,
        "source": factor.source,
        "confidence": factor.confidence,
        "origin": factor.origin,
    }


def _emission_json(emission: Fraction | None) -> dict[str, str | None]:
    return {
        "exact": exact_text(emission) if emission is not None else None,
        "text": significant_text(emission) if emission is not None else None,
    }


def _with_packaging(case: Case) -> dict[str, Any] | None:
    """The total if recycled packaging were replaced as well; ``None`` where the product has none."""
    model = virgin_model(case, with_packaging=True)
    if not any(holding.is_packaging for holding in model.targets):
        return None
    total, product = model.footprint.total_kgco2e, footprint(case, "product").total_kgco2e
    is_met = product <= total if product is not None and total is not None else None
    return {**_emission_json(total), "is_not_more_than": is_met}
