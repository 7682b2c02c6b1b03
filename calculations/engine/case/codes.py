"""The codes a case may use; anything else is a named problem."""

PRODUCT_KINDS = ("finished", "component", "packaging", "material")
MARKETS = ("b2b", "b2c")
ROUTES = ("4.1", "4.2")
CIRCULAR_ACTIVITIES = ("recondition", "refurbish", "remanufacture", "upcycle", "upgrade")
CIRCULAR_WORKS = ("remade", "repaired", "resold")
PRODUCT_MATCHES = ("same", "to_be_confirmed", "other")
BOUNDARIES = ("cradle_to_gate", "cradle_to_grave")
STAGES = ("raw_material", "production", "distribution", "use", "end_of_life")
ROLES = ("product", "packaging")
ORIGINS = (
    "virgin",
    "post_consumer",
    "distribution_return",
    "pre_consumer",
    "in_process",
    "reused_part",
    "unknown",
)
WASTE_ORIGIN_KINDS = ("household", "trade", "service", "distribution", "factory", "field", "take_back", "unknown")
DATA_ROUTES = ("primary", "electricity_only", "national_database", "other")
OTHERWISE_FATES = ("disposal", "fuel", "sold", "unknown")
CLAIM_METHODS = ("physical", "mass_balance")
SIDES = ("product", "comparator")
LINE_KINDS = (
    "raw_material",
    "energy_and_fuel",
    "auxiliary",
    "transport",
    "product",
    "co_product",
    "waste",
    # What was bought to make up for emissions: always refused, so that it can be named instead of hidden.
    "carbon_credit",
)
HEAT_BASES = ("net", "gross")
QUANTITY_BASES = ("measured", "invoiced", "estimated")
FACTOR_KINDS = ("set", "own")
FACTOR_ORIGINS = ("virgin", "average", "recycled", "other")
COMPARATOR_METHODS = ("generated", "measured", "declared")
PCR_STATUSES = ("registered", "draft")
OWN_FACTOR_RUNGS = ("metered", "electricity_only", "supplier_cfp", "other")
METER_KINDS = ("electricity", "fuel", "water", "auxiliary", "transport", "waste")
