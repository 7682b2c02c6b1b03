"""The register of factor sets as far as a case touches it: dates, and the pinned set's row for a foreign factor."""

from datetime import date
from typing import Any

from applications.models import Revision
from calculations.models import EmissionFactor, EmissionFactorSet


def factor_sets(revision: Revision) -> dict[str, Any] | None:
    """Return the sets a case uses with their dates; None where no register is kept."""
    judged = revision.case["judged"]
    pinned = (judged.get("editions") or {}).get("factor_set") or ""
    rows = [row for row in judged.get("factors") or () if row.get("kind") == "set"]
    codes = {pinned, *(row.get("set") or "" for row in rows)}
    if not EmissionFactorSet.objects.exists():
        return None
    held = EmissionFactorSet.objects.filter(code__in=codes).order_by("code")
    foreign = sorted(row["id"] for row in rows if row.get("set") != pinned)
    return {
        "sets": [term_of(found) for found in held],
        "pinned_rows": {factor_id: _pinned_row(pinned, factor_id) for factor_id in foreign},
        "recycled_rows": recycled_rows(pinned),
    }


def recycled_rows(code: str) -> list[dict[str, str]]:
    """Return a set's rows of recycled material, by the names under which people look them up."""
    rows = EmissionFactor.objects.filter(factor_set__code=code, origin="recycled")
    return [_row(factor) for factor in rows.select_related("factor_set")]


def term_of(found: EmissionFactorSet) -> dict[str, Any]:
    return {
        "code": found.code,
        "scheme": found.scheme,
        "gwp_set": found.gwp_set,
        "in_force_from": day(found.in_force_from),
        "in_force_to": day(found.in_force_to),
        "accepted_until": day(found.grace_until),
    }


def _pinned_row(pinned: str, factor_id: str) -> dict[str, str] | None:
    """Return the pinned set's row for the same activity: rows move between sets, so their numbers say nothing."""
    code, _, key = factor_id.partition("/")
    foreign = EmissionFactor.objects.filter(factor_set__code=code, key=key).exclude(activity="").first()
    if foreign is None:
        return None
    same = EmissionFactor.objects.filter(factor_set__code=pinned, activity=foreign.activity)
    found = same.select_related("factor_set").order_by("pk").first()
    return _row(found) if found is not None else None


def _row(factor: EmissionFactor) -> dict[str, str]:
    return {
        "set": factor.factor_set.code,
        "row": factor.row,
        "name_th": factor.name_th,
        "name_en": factor.name_en,
    }


def day(found: date | None) -> str | None:
    return found.isoformat() if found else None
