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
from calculations.engine.rules.criteria_edition import criteria_edition
from calculations.engine.rules.cut_offs import cut_offs
from calculations.engine.rules.data_quality import data_quality
from calculations.engine.rules.deliveries import declarations, deliveries
from calculations.engine.rules.factor_set import factor_set, pinned_set
from calculations.engine.rules.inventory_lines import inventory_lines
from calculations.engine.rules.inventory_practice import fuels, inventory_practice
from calculations.engine.rules.lots import lots_add_up, lots_reach_limit
from calculations.engine.rules.mass_balance import co_products, material_input, process_balance
from calculations.engine.rules.offsets import offsets
from calculations.engine.rules.origin import origin
from calculations.engine.rules.own_factor import own_factor
from calculations.engine.rules.product_units import product_units
from calculations.engine.rules.readings import moisture, packaging, ranges
from calculations.engine.rules.recycled_share import recycled_share
from calculations.engine.rules.scope import one_good, route, scope
from calculations.engine.rules.stock import stock_covers_claim, stock_missing
from calculations.engine.rules.stock_balance import opening_supplies, stock_agrees_with_inventory, stock_closes
from calculations.engine.rules.transport import transport
from calculations.engine.rules.type_42 import certificate
from calculations.engine.rules.typed_totals import typed_totals
from calculations.engine.rules.virgin_model import generated_model
from calculations.engine.rules.weights import declared_mass, losses, plausible_mass

Rule = Callable[[Case, Edition], Iterator[Outcome]]

RULES: tuple[Rule, ...] = (
    criteria_edition,
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
    packaging,
    ranges,
    losses,
    moisture,
    lots_reach_limit,
    lots_add_up,
    declared_mass,
    plausible_mass,
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
    product_units,
    boundary,
    stages,
    pinned_set,
    factor_set,
    inventory_lines,
    inventory_practice,
    fuels,
    transport,
    cut_offs,
    process_balance,
    co_products,
    material_input,
    offsets,
    typed_totals,
    data_quality,
    own_factor,
    method,
    generated_model,
    comparability,
    not_more_than,
)
