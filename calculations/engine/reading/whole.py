"""``cecfp-case/1`` to a Case: the whole object is read, and all problems are returned together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculations.engine import case as values
from calculations.engine.case import Case
from calculations.engine.problems import Problem, shown
from calculations.engine.reading import (
    bill_of_materials,
    circular,
    comparator,
    evidence,
    factors,
    inventory,
    stock,
    terms,
    typed_totals,
)
from calculations.engine.reading.references import check_references
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
    documents = tuple(evidence.evidence(line) for line in judged.lines("evidence"))
    case = Case(
        editions=terms.editions(judged.inner("editions")),
        route=judged.choice("route", values.ROUTES),
        circular_activity=judged.choice("circular_activity", values.CIRCULAR_ACTIVITIES, required=False),
        product_kind=product.choice("kind", values.PRODUCT_KINDS),
        market=product.choice("market", values.MARKETS),
        is_tangible=product.flag("is_tangible"),
        applicant_juristic_id=judged.inner("applicant").text("juristic_id"),
        factories=tuple(terms.factory(line) for line in judged.lines("factories")),
        pcr=terms.pcr(judged.inner("pcr")) if judged.has("pcr") else None,
        functional_unit=judged.product_amount("functional_unit"),
        product_unit=judged.product_amount("product_unit"),
        product_units_per_functional_unit=judged.positive("product_units_per_functional_unit"),
        boundary=judged.choice("boundary", values.BOUNDARIES),
        allocation=judged.text("allocation"),
        period_start=period.day("start"),
        period_end=period.day("end"),
        period_output=judged.product_amount("period_output"),
        declared_mass=judged.mass("declared_mass", required=False),
        bill_of_materials=tuple(bill_of_materials.node(line) for line in judged.lines("bill_of_materials")),
        inventory=tuple(inventory.inventory_line(line) for line in judged.lines("inventory")),
        comparator=comparator.comparator(judged.inner("comparator")) if judged.has("comparator") else None,
        evidence=frozenset(document.line_id for document in documents if document.line_id),
        documents={document.line_id: document for document in documents},
        stock_balances=tuple(stock.stock_balance(line) for line in judged.lines("stock_balances")),
        factors=factors.all_factors(judged),
        typed_totals=typed_totals.typed_totals(judged),
        product_category=product.text("category"),
        product_count=product.positive("count", required=False),
        is_work_on_customers_goods=product.flag("is_work_on_customers_goods"),
        circular_work=judged.choice("circular_work", values.CIRCULAR_WORKS, required=False),
        recognised_certificate=circular.recognised_certificate(judged.inner("recognised_certificate"))
        if judged.has("recognised_certificate")
        else None,
    )
    if not case.factories:
        # Without them no waste could ever be of the same licence (clause 4.1.2).
        judged.note(Problem("factories_missing"), "factories")
    check_references(case, judged)
    return case, problems
