"""Factors the lines use, embedded in the case."""

from collections.abc import Iterable

from applications.models import OwnFactor
from applications.snapshots.typed import Json, day, number
from calculations.catalogue import factor_payload
from calculations.models import EmissionFactor


def factors(used: Iterable[EmissionFactor]) -> list[Json]:
    payloads = {payload["id"]: payload for payload in map(factor_payload, used)}
    return [payloads[key] for key in sorted(payloads)]


def own_factor(factor: OwnFactor) -> Json:
    return {
        "id": f"own/{factor.line_id}",
        "kind": "own",
        "name_th": factor.name,
        "name_en": factor.name,
        "value_kgco2e": number(factor.factor_text),
        "per_unit": factor.per_unit,
        "data_route": factor.data_route,
        "gwp_set": factor.gwp_set,
        "source": factor.source,
        "confidence": "applicant's own factor, not in the pinned set",
        "expires_on": day(factor.expires_text),
        "is_example": factor.is_example,
    }
