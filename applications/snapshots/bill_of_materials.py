"""Rows of the bill of materials as the case holds them."""

from applications.models import Application, BomNode, Portion
from applications.models.bill_of_materials import PERCENT
from applications.snapshots.stock import lot
from applications.snapshots.typed import Json, amount, number, share


def nodes(application: Application) -> list[BomNode]:
    return list(
        application.bom_nodes.select_related("parent").prefetch_related("portions__evidence", "portions__lots__balance")
    )


def node(row: BomNode, product_unit: str) -> Json:
    return {
        "line_id": row.line_id,
        # A name that leads to no single line is given as typed, for the engine to refuse: nothing becomes a top part.
        "parent": row.parent.line_id if row.parent else row.parent_text or None,
        "count": number(row.count_text or "1"),
        "name": row.name,
        "role": row.role,
        "mass": None if row.mass_unit == PERCENT else amount(row.mass_text, row.mass_unit),
        "mass_share": share(row.mass_text) if row.mass_unit == PERCENT else None,
        "input_mass": amount(row.input_mass_text, row.mass_unit),
        "yield_share": share(row.yield_share_text),
        "moisture_share": share(row.moisture_share_text),
        "portions": [_portion(inner, product_unit) for inner in row.portions.all()],
    }


def _portion(row: Portion, product_unit: str) -> Json:
    is_permit = row.waste_origin_country not in ("", "TH")
    return {
        "line_id": row.line_id,
        "material": row.material,
        "origin": row.origin,
        "share_low": share(row.share_low_text),
        "share_high": share(row.share_high_text) or share(row.share_low_text),
        "waste_origin": {
            "kind": row.waste_origin_kind,
            "name": row.waste_origin_name,
            "licence": row.waste_origin_licence,
            "country": row.waste_origin_country,
            "juristic_id": row.waste_origin_juristic_id,
        }
        if row.is_recycled
        else None,
        "reprocessor": {
            "name": row.reprocessor_name,
            "licence": "" if is_permit else row.reprocessor_licence,
            "permit": row.reprocessor_licence if is_permit else "",
            "is_outsourced": row.is_reprocessing_outsourced,
        }
        if row.is_recycled
        else None,
        "claim_method": row.claim_method if row.is_recycled else "",
        "yield_share": share(row.kept_share_text),
        "data_route": row.data_route if row.is_recycled else "",
        "reason": row.data_route_reason if row.is_recycled else "",
        "is_returnable_to_process": row.is_returnable_to_process,
        "otherwise_fate": row.otherwise_fate,
        "is_bio_based": row.is_bio_based,
        "generating_process": row.generating_process,
        "lots": [lot(inner, product_unit) for inner in row.lots.all()],
        "evidence": sorted(proof.line_id for proof in row.evidence.all() if proof.removed_at is None),
    }
