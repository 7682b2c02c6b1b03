"""Rows of the bill of materials as the case holds them."""

from applications.models import Application, BomNode, Portion
from applications.snapshots.stock import lot
from applications.snapshots.typed import Json, amount, number, share


def nodes(application: Application) -> list[BomNode]:
    return list(
        application.bom_nodes.select_related("parent").prefetch_related("portions__evidence", "portions__lots__balance")
    )


def node(row: BomNode, product_unit: str) -> Json:
    return {
        "line_id": row.line_id,
        "parent": row.parent.line_id if row.parent else None,
        "count": number(row.count_text or "1"),
        "name": row.name,
        "role": row.role,
        "mass": amount(row.mass_text, row.mass_unit),
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
        }
        if row.is_recycled
        else None,
        "data_route": row.data_route if row.is_recycled else "",
        "reason": row.data_route_reason if row.is_recycled else "",
        "is_returnable_to_process": row.is_returnable_to_process,
        "otherwise_fate": row.otherwise_fate,
        "is_bio_based": row.is_bio_based,
        "claim_method": row.claim_method,
        "generating_process": row.generating_process,
        "lots": [lot(inner, product_unit) for inner in row.lots.all()],
        "evidence": sorted(proof.line_id for proof in row.evidence.all() if proof.removed_at is None),
    }
