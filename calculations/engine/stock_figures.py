"""What a stock balance says: recycled mass at hand and needed over the data period, all in kg and exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.case import Case, Delivery, Portion, StockBalance
from calculations.engine.counting import CLAIMED_ORIGINS, count_portion
from calculations.engine.criteria import Edition
from calculations.engine.inventory import amount_ratio
from calculations.engine.origin_reasons import EXCLUDED
from calculations.engine.outcomes import Text
from calculations.engine.problems import Problem
from calculations.engine.quantities import Quantity
from calculations.engine.weighing import dry_share, portion_ranges, weigh_product

RULE = "ce-cfp.4.1.1.stock"
DELIVERY_RULE = f"{RULE}.delivery"
DELIVERY_KINDS = ("purchase_record", "transaction_certificate")
# What a delivery may be asked about; the first ground that applies is told.
NO_MASS, NO_DATE, OUTSIDE, NO_DOCUMENT, OTHER_KIND, OTHER_MATERIAL, NO_SHARE, OTHER_ORIGIN, COUNTS = (
    "no_mass",
    "no_date",
    "outside_period",
    "no_document",
    "other_kind",
    "other_material",
    "no_share",
    "other_origin",
    "counts",
)


def kg(quantity: Quantity | None) -> Fraction:
    return quantity.in_base if quantity is not None else Fraction(0)


@dataclass(frozen=True, slots=True)
class Account:
    """A balance in kg; ``lower`` counts the deliveries that are shown, ``upper`` those too that a person may accept."""

    supply_kg: Fraction
    receipts_kg: Fraction
    gone_kg: Fraction
    usable_kg: Fraction
    lower_share: Fraction
    upper_share: Fraction
    opening_recycled_kg: Fraction
    received_recycled_kg: Fraction

    @property
    def gap_kg(self) -> Fraction:
        """What the balance does not close by: above zero, something went that is not accounted for."""
        return self.supply_kg - self.gone_kg

    @property
    def lower_kg(self) -> Fraction:
        return self.usable_kg * self.lower_share

    @property
    def upper_kg(self) -> Fraction:
        return self.usable_kg * self.upper_share


def claimed_by_document(case: Case) -> dict[str, Fraction]:
    """What the deliveries of a case claim of each document it holds, in kg by the document's line_id."""
    claimed: dict[str, Fraction] = {}
    for balance in case.stock_balances:
        for delivery in balance.deliveries:
            if delivery.document in case.documents:
                claimed[delivery.document] = claimed.get(delivery.document, Fraction(0)) + kg(delivery.mass)
    return claimed


def portions_by_id(case: Case) -> dict[str, Portion]:
    return case.once("portions by id", lambda: {portion.line_id: portion for _, portion in case.portions()})


def delivery_ground(case: Case, balance: StockBalance, delivery: Delivery) -> str:
    """Why a delivery cannot be counted without a question, or that it counts."""
    document = case.documents.get(delivery.document)
    linked = portions_by_id(case)
    of_others = any(
        delivery.document in portion.evidence for key, portion in linked.items() if key not in balance.portions
    )
    of_this = any(delivery.document in linked[key].evidence for key in balance.portions if key in linked)
    origins = {linked[key].origin for key in balance.portions if key in linked}
    day, start, end = delivery.received_on, case.period_start, case.period_end
    is_outside = day is not None and start is not None and end is not None and not start <= day <= end
    grounds = (
        (kg(delivery.mass) <= 0, NO_MASS),
        (day is None, NO_DATE),
        (is_outside, OUTSIDE),
        (document is None, NO_DOCUMENT),
        (document is not None and document.kind not in DELIVERY_KINDS, OTHER_KIND),
        (of_others and not of_this, OTHER_MATERIAL),
        (delivery.recycled_share is None, NO_SHARE),
        (delivery.origin not in origins, OTHER_ORIGIN),
    )
    return next((ground for is_met, ground in grounds if is_met), COUNTS)


def counted_share(case: Case, balance: StockBalance, delivery: Delivery, *, is_upper: bool) -> Fraction:
    """The recycled share of a delivery, nothing of it while a question on it is open or answered against it."""
    share = delivery.recycled_share or Fraction(0)
    ground = delivery_ground(case, balance, delivery)
    if ground == COUNTS:
        return share
    accepted = case.settled.get(f"{DELIVERY_RULE}:{delivery.line_id}")
    if ground in (NO_MASS, OUTSIDE):
        return Fraction(0)
    return share if accepted or (accepted is None and is_upper) else Fraction(0)


def account(case: Case, balance: StockBalance) -> Account:
    """Add one balance up; only what came within the data period is a receipt of it."""
    return case.once(("stock account", balance.line_id), lambda: _account(case, balance))


def _account(case: Case, balance: StockBalance) -> Account:
    opening = kg(balance.opening)
    opening_recycled = opening * (balance.opening_recycled_share or 0)
    receipts = lower = upper = Fraction(0)
    for delivery in balance.deliveries:
        if delivery_ground(case, balance, delivery) == OUTSIDE:
            continue
        mass = kg(delivery.mass)
        receipts += mass
        lower += mass * counted_share(case, balance, delivery, is_upper=False)
        upper += mass * counted_share(case, balance, delivery, is_upper=True)
    supply = opening + receipts
    other = kg(balance.used_elsewhere) + kg(balance.losses) + kg(balance.closing)
    # Never more than what was there and did not go elsewhere, whatever is typed as used.
    used = max(Fraction(0), min(kg(balance.used_here), supply - other))
    in_product = balance.yield_share if balance.yield_share is not None else Fraction(1)
    dry = 1 - balance.moisture_share if balance.moisture_share is not None else Fraction(1)
    return Account(
        supply_kg=supply,
        receipts_kg=receipts,
        gone_kg=kg(balance.used_here) + other,
        usable_kg=used * in_product * dry,
        lower_share=(opening_recycled + lower) / supply if supply else Fraction(0),
        upper_share=(opening_recycled + upper) / supply if supply else Fraction(0),
        opening_recycled_kg=opening_recycled,
        received_recycled_kg=upper,
    )


def covered_kg_of(case: Case, balance: StockBalance, origin: str) -> Fraction:
    """Recycled mass used here that can be of one origin: opening stock and the deliveries of that origin, at most."""
    found = account(case, balance)
    others = sum(
        (
            kg(delivery.mass) * counted_share(case, balance, delivery, is_upper=True)
            for delivery in balance.deliveries
            if delivery.origin != origin and delivery_ground(case, balance, delivery) == COUNTS
        ),
        Fraction(0),
    )
    return found.upper_kg - found.usable_kg * others / found.supply_kg if found.supply_kg else Fraction(0)


def output_units(case: Case) -> Fraction | None:
    """The output of the data period in product units."""
    if case.period_output is None or case.product_unit is None:
        return None
    ratio = amount_ratio(case.period_output, case.product_unit)
    return None if isinstance(ratio, Problem) else ratio


def claimed_kg(case: Case, edition: Edition, portion_ids: tuple[str, ...]) -> Fraction | None:
    """Recycled mass of some portions in the whole output of the period, as the bill of materials presents it."""
    units = output_units(case)
    if units is None:
        return None
    total = Fraction(0)
    for leaf in weigh_product(case, edition).flat.leaves:
        for portion, (low, _high) in zip(leaf.portions, portion_ranges(case, leaf), strict=True):
            if portion.line_id in portion_ids and portion.origin in CLAIMED_ORIGINS:
                total += leaf.mass_kg * dry_share(leaf) * low * units
    return total


def portions_to_cover(case: Case, edition: Edition) -> tuple[Portion, ...]:
    """Portions of the product's mass that are presented as recycled and not ruled out: each needs its stock."""
    weighing = weigh_product(case, edition)
    left_out = {leaf.line_id for leaf in weighing.left_out}
    return tuple(
        portion
        for leaf in weighing.flat.leaves
        if leaf.line_id not in left_out
        for portion in leaf.portions
        if portion.origin in CLAIMED_ORIGINS and count_portion(case, portion).status != EXCLUDED
    )


_FIELDS = {
    "opening": Text("ยอดยกมา", "opening stock"),
    "deliveries": Text("รายการรับเข้า", "deliveries"),
    "used_here": Text("ปริมาณที่ใช้ในผลิตภัณฑ์นี้", "used in this product"),
    "used_elsewhere": Text("ปริมาณที่ใช้ในผลิตภัณฑ์อื่น", "used elsewhere"),
    "losses": Text("ส่วนสูญเสีย", "losses"),
    "closing": Text("ยอดคงเหลือ", "closing stock"),
}
_OPENING_SHARE = Text("สัดส่วนวัสดุรีไซเคิลของยอดยกมา", "recycled share of the opening stock")
_MOISTURE = Text("ความชื้นของวัสดุที่รับและใช้", "moisture of the material as received and used")


def missing_figures(case: Case, balance: StockBalance) -> Text | None:
    """The names of the figures that are not stated."""
    wanted = [text for name, text in _FIELDS.items() if getattr(balance, name) in (None, ())]
    if kg(balance.opening) > 0 and balance.opening_recycled_share is None:
        wanted.append(_OPENING_SHARE)
    linked = set(balance.portions)
    is_weighed_dry = any(
        node.moisture_share is not None and linked & {portion.line_id for portion in node.portions}
        for node in case.bill_of_materials
    )
    if is_weighed_dry and balance.moisture_share is None:
        wanted.append(_MOISTURE)
    if not wanted:
        return None
    return Text(" · ".join(text.th for text in wanted), ", ".join(text.en for text in wanted) + ".")
