"""The whole case: frozen, exact, free of any database. ``None`` means not stated or not readable."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar, cast

from calculations.engine.case.amounts import ProductAmount
from calculations.engine.case.bill_of_materials import BomNode, Portion
from calculations.engine.case.circular import RecognisedCertificate
from calculations.engine.case.comparator import Comparator
from calculations.engine.case.evidence import Evidence
from calculations.engine.case.factors import Factor
from calculations.engine.case.inventory import InventoryLine
from calculations.engine.case.licences import bare_licence, licences_alike, only_digits, stated_licence
from calculations.engine.case.stock import StockBalance
from calculations.engine.case.terms import Editions, Factory, Pcr
from calculations.engine.case.typed_totals import TypedTotals
from calculations.engine.context import Context
from calculations.engine.quantities import Quantity

T = TypeVar("T")


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
    context: Context = field(default_factory=Context)
    documents: Mapping[str, Evidence] = field(default_factory=dict)
    stock_balances: tuple[StockBalance, ...] = ()
    typed_totals: Mapping[str, TypedTotals] = field(default_factory=dict)
    product_category: str = ""
    product_count: Fraction | None = None
    is_work_on_customers_goods: bool | None = None
    circular_work: str = ""
    recognised_certificate: RecognisedCertificate | None = None
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
        return self.once("own", lambda: frozenset(stated_licence(f.licence) for f in self.factories) - {""})

    def resembles_own_licence(self, typed: str) -> bool:
        """Whether a licence may be that of a factory making the product, written in another way."""
        return bool(stated_licence(typed)) and any(
            bare_licence(f.licence) == bare_licence(typed) or licences_alike(f.licence, typed)
            for f in self.factories
            if stated_licence(f.licence)
        )

    @property
    def has_factory_without_licence(self) -> bool:
        """Whether a factory that makes the product states no licence, so that its waste cannot be told apart."""
        return not self.factories or any(not stated_licence(factory.licence) for factory in self.factories)

    def is_applicant(self, juristic_id: str) -> bool:
        """Whether a juristic person number is the applicant's, however it is spaced."""
        return bool(only_digits(juristic_id)) and only_digits(juristic_id) == only_digits(self.applicant_juristic_id)

    def portions(self) -> tuple[tuple[BomNode, Portion], ...]:
        return tuple((node, portion) for node in self.bill_of_materials for portion in node.portions)
