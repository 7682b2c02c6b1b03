"""The comparator as the case holds it."""

from applications import choices
from applications.models import Application, CounterpartOverride
from applications.snapshots.typed import Json, amount, number
from calculations.catalogue import factor_payload
from calculations.models import EmissionFactor

YEAR = "year"


def comparator(application: Application) -> Json | None:
    method = application.comparator_method
    if not method:
        return None
    if method == choices.ComparatorMethod.GENERATED:
        return {"method": method, "overrides": [_override(row) for row in overrides(application)]}
    evidence = application.evidence.filter(removed_at=None, kind=choices.EvidenceKind.COMPARATOR_EVIDENCE)
    is_declared = method == choices.ComparatorMethod.DECLARED
    return {
        "method": method,
        "declared_total_kgco2e": number(application.comparator_total_text) if is_declared else None,
        **_terms(application),
        "mass": amount(application.comparator_mass_text, application.comparator_mass_unit),
        "lifetime": amount(application.comparator_lifetime_text, YEAR),
        "product_lifetime": amount(application.product_lifetime_text, YEAR),
        "reasons": application.comparator_reason,
        "evidence": sorted(evidence.values_list("line_id", flat=True)),
    }


def overrides(application: Application) -> list[CounterpartOverride]:
    """Return the choices of another virgin material that a generated comparator uses."""
    if application.comparator_method != choices.ComparatorMethod.GENERATED:
        return []
    rows = application.counterpart_overrides.select_related(
        "portion", "factor__factor_set", "own_factor", "evidence"
    ).order_by("line_id")
    return list(rows)


def set_overrides(application: Application) -> list[EmissionFactor]:
    """Return the factors of sets that those choices use, to be embedded."""
    return [row.factor for row in overrides(application) if row.factor]


def _terms(application: Application) -> Json:
    """The applicant states that the comparator is on the product's terms; unstated they are not known."""
    if not application.comparator_is_on_same_terms:
        return {"functional_unit": None, "boundary": "", "factor_set": "", "gwp_set": "", "allocation": ""}
    factor_set = application.factor_set
    return {
        "functional_unit": amount(application.functional_unit_text, application.functional_unit_unit),
        "boundary": application.boundary,
        "factor_set": factor_set.code if factor_set else "",
        "gwp_set": factor_set.gwp_set if factor_set else "",
        "allocation": "",
    }


def _override(row: CounterpartOverride) -> Json:
    held = row.evidence if row.evidence and row.evidence.removed_at is None else None
    own = f"own/{row.own_factor.line_id}" if row.own_factor else None
    return {
        "line_id": row.line_id,
        "portion": row.portion.line_id,
        "factor": str(factor_payload(row.factor)["id"]) if row.factor else own,
        "reason": row.reason,
        "evidence": [held.line_id] if held else [],
    }
