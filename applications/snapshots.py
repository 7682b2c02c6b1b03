"""Database rows to the case JSON `cecfp-case/1` and its hashes: the only adapter between the desk and the engine."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max

from applications import choices
from applications.models import Application, BomNode, Evidence, InventoryLine, OwnFactor, Portion, Revision
from calculations.catalogue import factor_payload
from calculations.engine import canonical, display, quantities
from calculations.engine.problems import Problem
from cecfp_portal import thai
from cecfp_portal.accounts.models import User

SCHEMA = "cecfp-case/1"
PRINTED_SCHEMA = "cecfp-printed/1"
GUIDELINE_EDITION = "tgo-cfp-2563-5"

Json = dict[str, Any]


def case_of(application: Application) -> Json:
    """Return the case as it stands in the rows, complete or not; what cannot be read is given as typed."""
    return {"schema": SCHEMA, "presentation": _presentation(application), "judged": _judged(application)}


def freeze(application: Application, *, by: User, at: datetime) -> Revision:
    """Store the next numbered revision with both hashes. The caller holds the application's lock."""
    case = case_of(application)
    number = application.revisions.aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        application=application,
        number=number + 1,
        case=case,
        case_sha256=canonical.case_sha256(case),
        judged_sha256=canonical.judged_sha256(case),
        created_at=at,
        created_by=by,
    )


def printed_of(application: Application) -> Json:
    """Return what a certificate will print beyond the judged figures: names and references as they stand at approval.

    Goes into `Issuance.printed`; the caller holds the application's lock, a statement is in force, a round is chosen.
    """
    revision = application.revisions.order_by("-number")[0]
    statement = application.statements.select_related("engagement__organisation").get(voided_at=None)
    body, meeting = statement.engagement.organisation, application.round
    if meeting is None:
        raise ValueError("an approved case stands on the agenda of a round")
    return {
        "schema": PRINTED_SCHEMA,
        "revision": revision.number,
        "case_sha256": revision.case_sha256,
        "judged_sha256": revision.judged_sha256,
        "presentation": revision.case["presentation"],
        "pcr": _printed_pcr(application),
        "verification_body": {"name_th": body.name_th, "name_en": body.name_en},
        "statement_number": statement.number,
        "meeting": {"round": str(meeting), "on": (meeting.held_on or meeting.meets_on).isoformat()},
    }


def _printed_pcr(application: Application) -> Json:
    pcr = application.pcr
    if pcr is None or application.pcr_status == choices.PcrStatus.DRAFT:
        return {"text_th": "ร่างข้อกำหนดเฉพาะที่เสนอ อบก.", "text_en": "draft rule proposed to TGO"}
    return {
        "text_th": f"{pcr.title_th} ({pcr.code} ฉบับที่ {pcr.version})",
        "text_en": f"{pcr.title_en or pcr.title_th} ({pcr.code}, version {pcr.version})",
    }


def _presentation(application: Application) -> Json:
    applicant = application.applicant
    return {
        "applicant": {
            "name_th": applicant.name_th,
            "name_en": applicant.name_en,
            "address_th": applicant.address_th,
            "address_en": applicant.address_en,
            "branch_number": applicant.branch_number,
        },
        "factories": [
            {
                "line_id": row.line_id,
                "name_th": row.factory.name_th,
                "name_en": row.factory.name_en,
                "address_th": row.factory.address_th,
                "address_en": row.factory.address_en,
                "maker": row.maker_name,
            }
            for row in application.application_factories.select_related("factory")
        ],
        "product": {
            "name_th": application.product_name_th,
            "name_en": application.product_name_en,
            "model": application.product_model,
            "technical_data": application.technical_data,
        },
        "functional_unit": {"text_th": application.functional_unit_th, "text_en": application.functional_unit_en},
        "product_unit": {"text_th": application.product_unit_th, "text_en": application.product_unit_en},
        "category": _category(application),
        "is_example": application.is_example,
    }


def _category(application: Application) -> Json | None:
    category = application.category
    return {"name_th": category.name_th, "name_en": category.name_en} if category else None


def _judged(application: Application) -> Json:
    lines = list(application.inventory_lines.select_related("factor__factor_set", "own_factor", "portion"))
    factor_set = application.factor_set
    engagement = application.engagements.filter(ended_at=None).select_related("organisation").first()
    return {
        "editions": {
            "criteria": application.criteria_edition,
            "guideline": application.guideline_edition or GUIDELINE_EDITION,
            "factor_set": factor_set.code if factor_set else "",
            "gwp_set": factor_set.gwp_set if factor_set else "",
        },
        "route": application.route,
        "circular_activity": application.circular_activity,
        "product": {
            "kind": application.product_kind,
            "market": application.market,
            "is_tangible": application.is_tangible,
            "category": application.category.code if application.category else "",
        },
        "applicant": {"juristic_id": application.applicant.juristic_id},
        "consultant": application.consultant_name,
        "verification_body": engagement.organisation.juristic_id if engagement else "",
        "factories": [
            {"line_id": row.line_id, "licence": row.factory.licence, "output_share": _share(row.output_share_text)}
            for row in application.application_factories.select_related("factory")
        ],
        "pcr": _pcr(application),
        "functional_unit": _amount(application.functional_unit_text, application.functional_unit_unit),
        "product_unit": _amount(application.product_unit_text, application.product_unit_unit),
        "unit_texts": _unit_texts(application),
        "product_units_per_functional_unit": _number(application.product_units_per_functional_unit_text),
        "boundary": application.boundary,
        "data_period": {
            "start": _day(application.data_period_start_text),
            "end": _day(application.data_period_end_text),
        },
        "period_output": _amount(application.period_output_text, application.product_unit_unit),
        "declared_mass": _amount(application.declared_mass_text, application.declared_mass_unit),
        "bill_of_materials": [_node(node) for node in _nodes(application)],
        "inventory": [_inventory_line(line) for line in lines],
        "comparator": _comparator(application),
        "factors": _factors(lines),
        "own_factors": [_own_factor(factor) for factor in application.own_factors.all()],
        "evidence": [_evidence(row) for row in application.evidence.filter(removed_at=None).select_related("document")],
        "stock_balances": [],
    }


def _unit_texts(application: Application) -> Json:
    """Return the units in words: they tell what the printed figure is per, so they are judged, not presentation."""
    return {
        "functional_unit": {"th": application.functional_unit_th, "en": application.functional_unit_en},
        "product_unit": {"th": application.product_unit_th, "en": application.product_unit_en},
    }


def _pcr(application: Application) -> Json | None:
    if application.pcr_status == choices.PcrStatus.DRAFT:
        return {
            "status": "draft",
            "code": "",
            "version": "",
            "sent_on": _day(application.draft_pcr_sent_text),
        }
    if application.pcr is None:
        return None
    return {"status": "registered", "code": application.pcr.code, "version": application.pcr.version, "sent_on": None}


def _nodes(application: Application) -> list[BomNode]:
    return list(application.bom_nodes.select_related("parent").prefetch_related("portions__evidence"))


def _node(node: BomNode) -> Json:
    return {
        "line_id": node.line_id,
        "parent": node.parent.line_id if node.parent else None,
        "count": _number(node.count_text or "1"),
        "name": node.name,
        "role": node.role,
        "mass": _amount(node.mass_text, node.mass_unit),
        "moisture_share": _share(node.moisture_share_text),
        "portions": [_portion(portion) for portion in node.portions.all()],
    }


def _portion(portion: Portion) -> Json:
    is_permit = portion.waste_origin_country not in ("", "TH")
    return {
        "line_id": portion.line_id,
        "material": portion.material,
        "origin": portion.origin,
        "share_low": _share(portion.share_low_text),
        "share_high": _share(portion.share_high_text) or _share(portion.share_low_text),
        "waste_origin": {
            "kind": portion.waste_origin_kind,
            "name": portion.waste_origin_name,
            "licence": portion.waste_origin_licence,
            "country": portion.waste_origin_country,
        }
        if portion.is_recycled
        else None,
        "reprocessor": {
            "name": portion.reprocessor_name,
            "licence": "" if is_permit else portion.reprocessor_licence,
            "permit": portion.reprocessor_licence if is_permit else "",
        }
        if portion.is_recycled
        else None,
        "data_route": portion.data_route if portion.is_recycled else "",
        "reason": portion.data_route_reason if portion.is_recycled else "",
        "is_returnable_to_process": portion.is_returnable_to_process,
        "otherwise_fate": portion.otherwise_fate,
        "evidence": sorted(row.line_id for row in portion.evidence.all() if row.removed_at is None),
    }


def _inventory_line(line: InventoryLine) -> Json:
    return {
        "line_id": line.line_id,
        "side": line.side,
        "stage": line.stage,
        "process": line.process,
        "kind": line.kind,
        "name": line.name,
        "period_total": _amount(line.period_total_text, line.period_total_unit),
        "source_document": line.source_document,
        "quantity_basis": line.quantity_basis,
        "allocation_share": _share(line.allocation_share_text or "100"),
        "allocation_basis": line.allocation_basis,
        "factor": _factor_id(line),
        "portion": line.portion.line_id if line.portion else None,
        "yield_share": None,
        "is_cut_off": line.is_cut_off,
        "cut_off_reason": line.cut_off_reason,
    }


def _factor_id(line: InventoryLine) -> str | None:
    if line.factor:
        return str(factor_payload(line.factor)["id"])
    return f"own/{line.own_factor.line_id}" if line.own_factor else None


def _factors(lines: list[InventoryLine]) -> list[Json]:
    payloads = {payload["id"]: payload for line in lines if line.factor for payload in [factor_payload(line.factor)]}
    return [payloads[key] for key in sorted(payloads)]


def _own_factor(factor: OwnFactor) -> Json:
    return {
        "id": f"own/{factor.line_id}",
        "kind": "own",
        "name_th": factor.name,
        "name_en": factor.name,
        "value_kgco2e": _number(factor.factor_text),
        "per_unit": factor.per_unit,
        "data_route": factor.data_route,
        "gwp_set": factor.gwp_set,
        "source": factor.source,
        "confidence": "applicant's own factor, not in the pinned set",
        "expires_on": _day(factor.expires_text),
        "is_example": factor.is_example,
    }


def _comparator(application: Application) -> Json | None:
    if not application.comparator_method:
        return None
    evidence = application.evidence.filter(removed_at=None, kind=choices.EvidenceKind.COMPARATOR_EVIDENCE)
    declared = application.comparator_method == choices.ComparatorMethod.DECLARED
    return {
        "method": application.comparator_method,
        "declared_total_kgco2e": _number(application.comparator_total_text) if declared else None,
        "functional_unit": _amount(application.functional_unit_text, application.functional_unit_unit),
        "boundary": application.boundary,
        "gwp_set": application.factor_set.gwp_set if application.factor_set else "",
        "allocation": "",
        "reasons": application.comparator_reason,
        "evidence": sorted(evidence.values_list("line_id", flat=True)),
    }


def _evidence(row: Evidence) -> Json:
    return {
        "line_id": row.line_id,
        "kind": row.kind,
        "title": row.title,
        "number": row.number,
        "seller": row.seller,
        "buyer": row.buyer,
        "issued_on": _day(row.issued_text),
        "expires_on": _day(row.expires_text),
        "mass": _amount(row.mass_text, row.mass_unit),
        "sha256": row.document.sha256,
        "size_bytes": row.document.size_bytes,
        "media_type": row.document.media_type,
    }


def _number(typed: str) -> str | None:
    """Return the exact value as plain decimal text; what is not a number is given as typed, for the engine to name."""
    if not typed.strip():
        return None
    parsed = quantities.parse_number(typed)
    return typed if isinstance(parsed, Problem) else display.exact_text(parsed)


def _share(typed: str) -> str | None:
    """Return a share typed in percent as a fraction of one, exactly."""
    if not typed.strip():
        return None
    parsed = quantities.parse_number(typed)
    return typed if isinstance(parsed, Problem) else display.exact_text(parsed / 100)


def _amount(typed: str, unit: str) -> Json | None:
    amount = _number(typed)
    return None if amount is None else {"amount": amount, "unit": unit}


def _day(typed: str) -> str | None:
    if not typed.strip():
        return None
    try:
        day: date = thai.parse_day(typed)
    except thai.DayRefused:
        return typed
    return day.isoformat()
