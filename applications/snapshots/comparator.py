"""The comparator as the case holds it."""

from applications import choices
from applications.models import Application
from applications.snapshots.typed import Json, amount, number


def comparator(application: Application) -> Json | None:
    if not application.comparator_method:
        return None
    evidence = application.evidence.filter(removed_at=None, kind=choices.EvidenceKind.COMPARATOR_EVIDENCE)
    declared = application.comparator_method == choices.ComparatorMethod.DECLARED
    return {
        "method": application.comparator_method,
        "declared_total_kgco2e": number(application.comparator_total_text) if declared else None,
        "functional_unit": amount(application.functional_unit_text, application.functional_unit_unit),
        "boundary": application.boundary,
        "gwp_set": application.factor_set.gwp_set if application.factor_set else "",
        "allocation": "",
        "reasons": application.comparator_reason,
        "evidence": sorted(evidence.values_list("line_id", flat=True)),
    }
