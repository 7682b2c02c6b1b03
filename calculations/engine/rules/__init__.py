"""Every rule there is, in the order of the criteria; a rule not listed here is not applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from calculations.engine.case import Case
from calculations.engine.criteria import Edition
from calculations.engine.outcomes import Outcome
from calculations.engine.rules.announced_body import body
from calculations.engine.rules.boundary import boundary, stages
from calculations.engine.rules.calculation_basis import data_period, guideline, pcr
from calculations.engine.rules.certificate_coverage import coverage, work
from calculations.engine.rules.circular_content import circular_portions, circular_share
from calculations.engine.rules.claimed_documents import claimed_documents
from calculations.engine.rules.comparator import comparability, method
from calculations.engine.rules.comparison import not_more_than
from calculations.engine.rules.data_quality import data_quality
from calculations.engine.rules.deliveries import declarations, deliveries
from calculations.engine.rules.factor_set import factor_set
from calculations.engine.rules.inventory_lines import cut_offs, inventory_lines
from calculations.engine.rules.lots import lots_add_up, lots_reach_limit
from calculations.engine.rules.origin import origin
from calculations.engine.rules.recycled_share import declared_mass, moisture, recycled_share
from calculations.engine.rules.scope import one_good, route, scope
from calculations.engine.rules.stock import stock_covers_claim, stock_missing
from calculations.engine.rules.stock_balance import opening_supplies, stock_agrees_with_inventory, stock_closes
from calculations.engine.rules.type_42 import certificate

Rule = Callable[[Case, Edition], Iterator[Outcome]]

RULES: tuple[Rule, ...] = (
    scope,
    one_good,
    route,
    certificate,
    body,
    coverage,
    work,
    circular_portions,
    circular_share,
    recycled_share,
    declared_mass,
    moisture,
    lots_reach_limit,
    lots_add_up,
    origin,
    stock_missing,
    stock_covers_claim,
    stock_closes,
    opening_supplies,
    stock_agrees_with_inventory,
    deliveries,
    declarations,
    claimed_documents,
    guideline,
    pcr,
    data_period,
    boundary,
    stages,
    factor_set,
    inventory_lines,
    cut_offs,
    data_quality,
    method,
    comparability,
    not_more_than,
)
