"""The values a case consists of, by topic."""

from calculations.engine.case.amounts import (
    ProductAmount,
)
from calculations.engine.case.bill_of_materials import (
    BomNode,
    Portion,
    Reprocessor,
    WasteOrigin,
)
from calculations.engine.case.circular import (
    RecognisedCertificate,
    is_stated,
)
from calculations.engine.case.codes import (
    BOUNDARIES,
    CIRCULAR_ACTIVITIES,
    CIRCULAR_WORKS,
    CLAIM_METHODS,
    COMPARATOR_METHODS,
    DATA_ROUTES,
    FACTOR_KINDS,
    FACTOR_ORIGINS,
    HEAT_BASES,
    LINE_KINDS,
    MARKETS,
    METER_KINDS,
    ORIGINS,
    OTHERWISE_FATES,
    OWN_FACTOR_RUNGS,
    PCR_STATUSES,
    PRODUCT_KINDS,
    PRODUCT_MATCHES,
    QUANTITY_BASES,
    ROLES,
    ROUTES,
    SIDES,
    STAGES,
    WASTE_ORIGIN_KINDS,
)
from calculations.engine.case.comparator import (
    Comparator,
)
from calculations.engine.case.evidence import (
    Evidence,
)
from calculations.engine.case.factors import (
    Certificate,
    Factor,
    Meter,
    OwnFactor,
)
from calculations.engine.case.inventory import (
    Density,
    InventoryLine,
    TransportLeg,
)
from calculations.engine.case.licences import (
    bare_licence,
    normalised_licence,
    stated_licence,
)
from calculations.engine.case.stock import (
    Delivery,
    Lot,
    StockBalance,
)
from calculations.engine.case.terms import (
    Editions,
    Factory,
    Pcr,
)
from calculations.engine.case.typed_totals import (
    TypedFigure,
    TypedTotals,
)
from calculations.engine.case.whole import (
    Case,
)

__all__ = [
    "BOUNDARIES",
    "CIRCULAR_ACTIVITIES",
    "CIRCULAR_WORKS",
    "CLAIM_METHODS",
    "COMPARATOR_METHODS",
    "DATA_ROUTES",
    "FACTOR_KINDS",
    "FACTOR_ORIGINS",
    "HEAT_BASES",
    "LINE_KINDS",
    "MARKETS",
    "METER_KINDS",
    "ORIGINS",
    "OTHERWISE_FATES",
    "OWN_FACTOR_RUNGS",
    "PCR_STATUSES",
    "PRODUCT_KINDS",
    "PRODUCT_MATCHES",
    "QUANTITY_BASES",
    "ROLES",
    "ROUTES",
    "SIDES",
    "STAGES",
    "WASTE_ORIGIN_KINDS",
    "BomNode",
    "Case",
    "Certificate",
    "Comparator",
    "Delivery",
    "Density",
    "Editions",
    "Evidence",
    "Factor",
    "Factory",
    "InventoryLine",
    "Lot",
    "Meter",
    "OwnFactor",
    "Pcr",
    "Portion",
    "ProductAmount",
    "RecognisedCertificate",
    "Reprocessor",
    "StockBalance",
    "TransportLeg",
    "TypedFigure",
    "TypedTotals",
    "WasteOrigin",
    "bare_licence",
    "is_stated",
    "normalised_licence",
    "stated_licence",
]
