"""Factors the lines use, embedded in the case, and the applicant's own with how each was obtained."""

from collections.abc import Iterable

from applications.models import OwnFactor, OwnFactorMeter
from applications.snapshots.typed import Json, amount, day, number, share
from calculations.catalogue import factor_payload
from calculations.models import EmissionFactor


def factors_behind(own_factors: Iterable[OwnFactor]) -> list[EmissionFactor]:
    """Return the rows of sets behind the meters of the computed own factors."""
    meters = [meter for factor in own_factors if factor.is_computed for meter in factor.meters.all()]
    return [meter.factor for meter in meters if meter.factor]


def factors(used: Iterable[EmissionFactor]) -> list[Json]:
    """Return every row of a set that is used, once, in the order of their ids."""
    payloads = {payload["id"]: payload for payload in map(factor_payload, used)}
    return [payloads[key] for key in sorted(payloads)]


def own_factor(factor: OwnFactor, meters: Iterable[OwnFactorMeter]) -> Json:
    """Return one own factor; the value of a metered one is left to the engine."""
    return {
        "id": f"own/{factor.line_id}",
        "kind": "own",
        "name_th": factor.name,
        "name_en": factor.name,
        "rung": factor.rung,
        "origin": factor.origin or None,
        "reason": factor.reason,
        "maker": {"name": factor.maker_name, "licence": factor.maker_licence},
        "period": {"start": day(factor.period_start_text), "end": day(factor.period_end_text)},
        "intake": amount(factor.intake_text, factor.intake_unit),
        "output": amount(factor.output_text, factor.output_unit),
        "meters": [_meter(meter) for meter in meters] if factor.is_computed else [],
        "certificate": {
            "number": factor.certificate_number,
            "holder": factor.certificate_holder,
            "expires_on": day(factor.expires_text),
        },
        "evidence": [factor.evidence.line_id] if factor.evidence and factor.evidence.removed_at is None else [],
        "value_kgco2e": None if factor.is_computed else number(factor.factor_text),
        "per_unit": factor.per_unit,
        "gwp_set": "" if factor.is_computed else factor.gwp_set,
        "source": factor.source,
        "confidence": "applicant's own factor, not in the pinned set",
        "is_example": factor.is_example,
    }


def _meter(meter: OwnFactorMeter) -> Json:
    return {
        "line_id": meter.line_id,
        "kind": meter.kind,
        "name": meter.name,
        "period_total": amount(meter.period_total_text, meter.period_total_unit),
        "allocation_share": share(meter.allocation_share_text or "100"),
        "factor": factor_payload(meter.factor)["id"] if meter.factor else "",
        "quantity_basis": meter.quantity_basis,
        "meter": meter.meter,
    }
