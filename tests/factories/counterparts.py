"""The one row of TGO's table of counterparts that the bottle of the tests needs."""

from datetime import date
from decimal import Decimal
from typing import Any

from calculations.counterparts import counterpart_payload
from calculations.models import Counterpart, EmissionFactor, EmissionFactorSet


def make_virgin_pet() -> Counterpart:
    """Return the row for R-PET in the set cfp-2569, created with set and factor if need be."""
    factor_set, _created = EmissionFactorSet.objects.get_or_create(
        code="cfp-2569",
        defaults={
            "scheme": "CFP",
            "name_th": "ชุดตัวอย่าง",
            "name_en": "Example set",
            "gwp_set": "AR5",
            "in_force_from": date(2022, 1, 1),
        },
    )
    factor, _created = EmissionFactor.objects.get_or_create(
        factor_set=factor_set,
        key="27",
        defaults={
            "row": "27",
            "name_th": "เม็ดพลาสติก PET",
            "name_en": "PET resin, virgin",
            "category": "plastic",
            "unit": "kg",
            "unit_code": "kg",
            "value_text": "2.9389",
            "factor_kgco2e_per_unit": Decimal("2.9389"),
            "origin": "virgin",
            "source": "TGO EF (CFP) 2569",
            "confidence": "medium-high",
            "confidence_level": "medium-high",
        },
    )
    row, _created = Counterpart.objects.get_or_create(
        code="pet-2569",
        defaults={
            "name_th": "เม็ดพลาสติก PET ใหม่",
            "name_en": "PET resin, virgin",
            "factor": factor,
            "materials": "R-PET",
        },
    )
    return row


def context_with_pet(on: date) -> dict[str, Any]:
    """Return the context of a run on a day with that row."""
    return {"on": on.isoformat(), "counterparts": [counterpart_payload(make_virgin_pet())]}
