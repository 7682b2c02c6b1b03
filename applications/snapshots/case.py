"""The whole case from the rows, and its frozen revision."""

from datetime import datetime

from django.db.models import Max

from applications import choices
from applications.models import Application, Revision
from applications.snapshots.bill_of_materials import node, nodes
from applications.snapshots.circular import circular_facts, is_work_on_customers_goods
from applications.snapshots.comparator import comparator
from applications.snapshots.evidence import evidence
from applications.snapshots.factors import factors, factors_behind, own_factor
from applications.snapshots.inventory import inventory_line, lines_of_case, set_factors, typed_totals
from applications.snapshots.presentation import presentation
from applications.snapshots.stock import stock_balances
from applications.snapshots.typed import Json, amount, day, number, share
from calculations.engine import canonical
from cecfp_portal.accounts.models import User

SCHEMA = "cecfp-case/1"
GUIDELINE_EDITION = "tgo-cfp-2563-5"


def case_of(application: Application) -> Json:
    """Return the case as it stands in the rows, complete or not; what cannot be read is given as typed."""
    return {"schema": SCHEMA, "presentation": presentation(application), "judged": _judged(application)}


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


def _judged(application: Application) -> Json:
    lines = lines_of_case(application)
    own_factors = list(
        application.own_factors.select_related("evidence").prefetch_related("meters__factor__factor_set")
    )
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
        **circular_facts(application),
        "product": {
            "kind": application.product_kind,
            "market": application.market,
            "is_tangible": application.is_tangible,
            "category": application.category.code if application.category else "",
            "is_work_on_customers_goods": is_work_on_customers_goods(application),
        },
        "applicant": {"juristic_id": application.applicant.juristic_id},
        "consultant": application.consultant_name,
        "verification_body": engagement.organisation.juristic_id if engagement else "",
        "factories": [
            {"line_id": row.line_id, "licence": row.factory.licence, "output_share": share(row.output_share_text)}
            for row in application.application_factories.select_related("factory")
        ],
        "pcr": _pcr(application),
        "functional_unit": amount(application.functional_unit_text, application.functional_unit_unit),
        "product_unit": amount(application.product_unit_text, application.product_unit_unit),
        "unit_texts": _unit_texts(application),
        "product_units_per_functional_unit": number(application.product_units_per_functional_unit_text),
        "boundary": application.boundary,
        "data_period": {
            "start": day(application.data_period_start_text),
            "end": day(application.data_period_end_text),
        },
        "period_output": amount(application.period_output_text, application.product_unit_unit),
        "declared_mass": amount(application.declared_mass_text, application.declared_mass_unit),
        "inventory": [inventory_line(line, legs) for line, legs in lines],
        "bill_of_materials": [node(row, application.product_unit_unit) for row in nodes(application)],
        "comparator": comparator(application),
        "factors": factors([*set_factors(lines), *factors_behind(own_factors)]),
        "own_factors": [own_factor(factor, factor.meters.all()) for factor in own_factors],
        "evidence": [evidence(row) for row in application.evidence.filter(removed_at=None).select_related("document")],
        "typed_totals": typed_totals(application),
        "stock_balances": stock_balances(application),
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
            "sent_on": day(application.draft_pcr_sent_text),
        }
    if application.pcr is None:
        return None
    rule = application.pcr
    return {
        "status": "registered",
        "code": rule.code,
        "version": rule.version,
        "sent_on": None,
        "is_cradle_to_gate_permitted": rule.is_cradle_to_gate_permitted,
    }
