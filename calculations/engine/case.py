"""The values a case consists of: frozen, exact, free of any database. ``None`` means not stated or not readable."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar, cast

from calculations.engine.quantities import Quantity, Unit

PRODUCT_KINDS = ("finished", "component", "packaging", "material")
MARKETS = ("b2b", "b2c")
ROUTES = ("4.1", "4.2")
CIRCULAR_ACTIVITIES = ("recondition", "refurbish", "remanufacture", "upcycle", "upgrade")
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
WASTE_ORIGIN_KINDS = ("household", "trade", "service", "distribution", "factory", "take_back", "unknown")
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
)
QUANTITY_BASES = ("measured", "invoiced", "estimated")
FACTOR_KINDS = ("set", "own")
FACTOR_ORIGINS = ("virgin", "average", "recycled", "other")
COMPARATOR_METHODS = ("generated", "measured", "declared")
PCR_STATUSES = ("registered", "draft")

T = TypeVar("T")

_GAPS = re.compile(r"[\s\u200b]+")
_MARKS = re.compile(r"[^0-9a-z\u0e00-\u0e7f]+")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def normalised_licence(typed: str) -> str:
    """One spelling for a factory licence number: Thai digits, blanks and the kind of separator make no difference.

    >>> normalised_licence("ส๓-๑๕(๑)-๑/๓๔ ลบ") == normalised_licence("ส3-15(1)-1/34ลบ")
    True
    """
    text = _GAPS.sub("", typed.translate(_THAI_DIGITS).lower())
    bare = _MARKS.sub("", text)
    return bare if re.fullmatch(r"[0-9]{14}", bare) else _MARKS.sub("-", text).strip("-")


def bare_licence(typed: str) -> str:
    """The licence without any separator: equal here but not above means a person has to look."""
    return normalised_licence(typed).replace("-", "")


@dataclass(frozen=True)
class Factory:
    line_id: str
    licence: str
    output_share: Fraction | None = None


@dataclass(frozen=True)
class WasteOrigin:
    """Where the waste arose, the basis of clause 4.1.2."""

    kind: str = ""
    name: str = ""
    licence: str = ""
    country: str = ""
    juristic_id: str = ""


@dataclass(frozen=True)
class Reprocessor:
    name: str = ""
    licence: str = ""
    permit: str = ""


@dataclass(frozen=True)
class Portion:
    """One material of a part, with its share of the part's mass."""

    line_id: str
    material: str
    origin: str
    share_low: Fraction | None
    share_high: Fraction | None
    waste_origin: WasteOrigin = field(default_factory=WasteOrigin)
    reprocessor: Reprocessor = field(default_factory=Reprocessor)
    data_route: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    is_returnable_to_process: bool | None = None
    otherwise_fate: str = ""
    is_bio_based: bool | None = None
    claim_method: str = ""


@dataclass(frozen=True)
class BomNode:
    """A part or assembly; ``count`` pieces of it stand in one piece of its parent."""

    line_id: str
    parent: str
    count: Fraction | None
    name: str
    role: str
    mass: Quantity | None
    moisture_share: Fraction | None
    portions: tuple[Portion, ...]


@dataclass(frozen=True)
class Factor:
    """An emission factor in kgCO2e per unit, a row of a dated set or the applicant's own."""

    id: str
    kind: str
    set: str
    row: str
    name_th: str
    name_en: str
    value_kgco2e: Fraction | None
    per_unit: Unit | None
    gwp_set: str
    scheme: str
    category: str
    source: str
    confidence: str
    origin: str


@dataclass(frozen=True)
class InventoryLine:
    line_id: str
    side: str
    stage: str
    process: str
    kind: str
    name: str
    period_total: Quantity | None
    source_document: str
    quantity_basis: str
    allocation_share: Fraction | None
    allocation_basis: str
    factor: str
    portion: str
    yield_share: Fraction | None
    is_cut_off: bool
    cut_off_reason: str


@dataclass(frozen=True)
class ProductAmount:
    """An amount of the product: in a unit of the table, or in the applicant's own word for a piece of it."""

    value: Fraction | None
    unit_text: str
    unit: Unit | None


@dataclass(frozen=True)
class Comparator:
    """The same kind of product made of virgin material (clause 5.3)."""

    method: str
    declared_total_kgco2e: Fraction | None
    functional_unit: ProductAmount | None
    boundary: str
    gwp_set: str
    allocation: str
    reasons: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Pcr:
    status: str
    code: str
    version: str
    sent_on: date | None
    is_cradle_to_gate_permitted: bool


@dataclass(frozen=True)
class Editions:
    criteria: str
    guideline: str
    factor_set: str
    gwp_set: str


@dataclass(frozen=True)
class Case:
    """Everything that is judged, and the rulings already given on it."""

    editions: Editions
    route: str
    circular_activity: str
    product_kind: str
    market: str
    is_tangible: bool | None
    applicant_juristic_id: str
    factories: tuple[Factory, ...]
    pcr: Pcr | None
    functional_unit: ProductAmount | None
    product_unit: ProductAmount | None
    product_units_per_functional_unit: Fraction | None
    boundary: str
    allocation: str
    period_start: date | None
    period_end: date | None
    period_output: ProductAmount | None
    declared_mass: Quantity | None
    bill_of_materials: tuple[BomNode, ...]
    inventory: tuple[InventoryLine, ...]
    comparator: Comparator | None
    factors: Mapping[str, Factor]
    evidence: frozenset[str]
    settled: Mapping[str, bool] = field(default_factory=dict)
    # Not handed on by dataclasses.replace: another case works its results out itself.
    _worked_out: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What several rules ask of the same case, worked out at the first asking."""
        if key not in self._worked_out:
            self._worked_out[key] = work()
        return cast(T, self._worked_out[key])

    @property
    def own_licences(self) -> frozenset[str]:
        """Licences of the factories that make the product, in one spelling."""
        return self.once("own", lambda: frozenset(normalised_licence(f.licence) for f in self.factories if f.licence))

    @property
    def own_bare_licences(self) -> frozenset[str]:
        return self.once("own bare", lambda: frozenset(bare_licence(f.licence) for f in self.factories if f.licence))

    def portions(self) -> tuple[tuple[BomNode, Portion], ...]:
        return tuple((node, portion) for node in self.bill_of_materials for portion in node.portions)
