"""``cecfp-case/1`` to a Case: the whole object is read, and all problems are returned together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculations.engine import case as values
from calculations.engine.case import Case
from calculations.engine.problems import Problem, shown
from calculations.engine.source import Source

SCHEMA = "cecfp-case/1"


def case_from_json(case_json: Mapping[str, Any]) -> tuple[Case, list[Problem]]:
    """Read a case.

    Args:
        case_json: the decoded JSON object; figures are text or whole numbers, never floats.

    Returns:
        The case, with ``None`` wherever something could not be read, and every problem with its path and line.
    """
    problems: list[Problem] = []
    root = Source(case_json, "case", problems)
    if root.text("schema") != SCHEMA:
        root.note(Problem("schema_unknown", shown(case_json.get("schema"))), "schema")
    judged = root.inner("judged")
    judged.path = "judged"
    product = judged.inner("product")
    period = judged.inner("data_period")
    case = Case(
        editions=_editions(judged.inner("editions")),
        route=judged.choice("route", values.ROUTES),
        circular_activity=judged.choice("circular_activity", values.CIRCULAR_ACTIVITIES, required=False),
        product_kind=product.choice("kind", values.PRODUCT_KINDS),
        market=product.choice("market", values.MARKETS),
        is_tangible=product.flag("is_tangible"),
        applicant_juristic_id=judged.inner("applicant").text("juristic_id"),
        factories=tuple(_factory(line) for line in judged.lines("factories")),
        pcr=_pcr(judged.inner("pcr")) if judged.has("pcr") else None,
        functional_unit=judged.product_amount("functional_unit"),
        product_unit=judged.product_amount("product_unit"),
        product_units_per_functional_unit=judged.positive("product_units_per_functional_unit"),
        boundary=judged.choice("boundary", values.BOUNDARIES),
        allocation=judged.text("allocation"),
        period_start=period.day("start"),
        period_end=period.day("end"),
        period_output=judged.product_amount("period_output"),
        declared_mass=judged.mass("declared_mass", required=False),
        bill_of_materials=tuple(_node(line) for line in judged.lines("bill_of_materials")),
        inventory=tuple(_inventory_line(line) for line in judged.lines("inventory")),
        comparator=_comparator(judged.inner("comparator")) if judged.has("comparator") else None,
        factors={
            factor.id: factor
            for key, kind in (("factors", ""), ("own_factors", "own"))
            for line in judged.lines(key, id_key="id")
            if (factor := _factor(line, kind)).id
        },
        evidence=frozenset(line.line_id for line in judged.lines("evidence") if line.line_id),
    )
    _check_references(case, judged)
    return case, problems


def _editions(source: Source) -> values.Editions:
    return values.Editions(
        criteria=source.text("criteria", required=True),
        guideline=source.text("guideline", required=True),
        factor_set=source.text("factor_set", required=True),
        gwp_set=source.text("gwp_set", required=True),
    )


def _factory(line: Source) -> values.Factory:
    licence = line.text("licence", required=True)
    return values.Factory(line.line_id, licence, line.share("output_share", required=False))


def _pcr(source: Source) -> values.Pcr:
    status = source.choice("status", values.PCR_STATUSES)
    return values.Pcr(
        status=status,
        code=source.text("code", required=status == "registered"),
        version=source.text("version"),
        sent_on=source.day("sent_on", required=status == "draft"),
        is_cradle_to_gate_permitted=bool(source.flag("is_cradle_to_gate_permitted")),
    )


def _node(line: Source) -> values.BomNode:
    return values.BomNode(
        line_id=line.line_id,
        parent=line.text("parent"),
        count=line.positive("count"),
        name=line.text("name"),
        role=line.choice("role", values.ROLES),
        mass=line.mass("mass", required=False),
        moisture_share=line.share("moisture_share", required=False),
        portions=tuple(_portion(portion) for portion in line.lines("portions")),
    )


def _portion(line: Source) -> values.Portion:
    low = line.share("share_low")
    high = line.share("share_high", required=False)
    if low is not None and high is None and not line.has("share_high"):
        high = low
    arose, reprocessor = line.inner("waste_origin"), line.inner("reprocessor")
    return values.Portion(
        line_id=line.line_id,
        material=line.text("material", required=True),
        origin=line.choice("origin", values.ORIGINS),
        share_low=low,
        share_high=high,
        waste_origin=values.WasteOrigin(
            kind=arose.choice("kind", values.WASTE_ORIGIN_KINDS, required=False),
            name=arose.text("name"),
            licence=arose.text("licence"),
            country=arose.text("country").upper(),
            juristic_id=arose.text("juristic_id"),
        ),
        reprocessor=values.Reprocessor(
            reprocessor.text("name"), reprocessor.text("licence"), reprocessor.text("permit")
        ),
        data_route=line.choice("data_route", values.DATA_ROUTES, required=False),
        reason=line.text("reason"),
        evidence=line.texts("evidence"),
        is_returnable_to_process=line.flag("is_returnable_to_process"),
        otherwise_fate=line.choice("otherwise_fate", values.OTHERWISE_FATES, required=False),
        is_bio_based=line.flag("is_bio_based"),
        claim_method=line.choice("claim_method", values.CLAIM_METHODS, required=False),
    )


def _inventory_line(line: Source) -> values.InventoryLine:
    is_cut_off = bool(line.flag("is_cut_off"))
    kind = line.choice("kind", values.LINE_KINDS)
    return values.InventoryLine(
        line_id=line.line_id,
        side=line.choice("side", values.SIDES),
        stage=line.choice("stage", values.STAGES),
        process=line.text("process"),
        kind=kind,
        name=line.text("name", required=True),
        period_total=line.quantity("period_total", required=not is_cut_off),
        source_document=line.text("source_document"),
        quantity_basis=line.choice("quantity_basis", values.QUANTITY_BASES, required=False),
        allocation_share=line.share("allocation_share", required=not is_cut_off),
        allocation_basis=line.text("allocation_basis"),
        factor=line.text("factor"),
        portion=line.text("portion"),
        yield_share=line.share("yield_share", required=False),
        is_cut_off=is_cut_off,
        cut_off_reason=line.text("cut_off_reason", required=is_cut_off),
    )


def _comparator(source: Source) -> values.Comparator:
    return values.Comparator(
        method=source.choice("method", values.COMPARATOR_METHODS),
        declared_total_kgco2e=source.number("declared_total_kgco2e", required=False),
        functional_unit=source.product_amount("functional_unit", required=False),
        boundary=source.choice("boundary", values.BOUNDARIES, required=False),
        gwp_set=source.text("gwp_set"),
        allocation=source.text("allocation"),
        reasons=source.text("reasons"),
        evidence=source.texts("evidence"),
    )


def _factor(line: Source, kind: str) -> values.Factor:
    origin = line.choice("origin", values.FACTOR_ORIGINS, required=False)
    return values.Factor(
        id=line.line_id,
        kind=kind or line.choice("kind", values.FACTOR_KINDS),
        set=line.text("set"),
        row=line.text("row"),
        name_th=line.text("name_th"),
        name_en=line.text("name_en"),
        value_kgco2e=line.number("value_kgco2e"),
        per_unit=line.unit("per_unit"),
        gwp_set=line.text("gwp_set"),
        scheme=line.text("scheme"),
        category=line.text("category"),
        source=line.text("source", required=True),
        confidence=line.text("confidence"),
        origin="recycled" if line.flag("is_for_recycled") else origin or "other",
    )


def _check_references(case: Case, judged: Source) -> None:
    """Name every reference that leads nowhere; the rules then treat it as not stated."""
    portions = {portion.line_id for _, portion in case.portions()}
    for index, line in enumerate(case.inventory):
        for key, value, known in (("factor", line.factor, case.factors), ("portion", line.portion, portions)):
            if value and value not in known:
                path = f"judged.inventory[{index}].{key}"
                judged.problems.append(Problem("reference_unknown", shown(value), path, line.line_id))
    for _, portion in case.portions():
        for name in portion.evidence:
            if name not in case.evidence:
                path = f"judged.bill_of_materials.{portion.line_id}.evidence"
                judged.problems.append(Problem("reference_unknown", shown(name), path, portion.line_id))
