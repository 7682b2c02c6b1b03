"""What the stock of recycled material over the data period still lacks."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.choices import EvidenceKind, Route
from applications.completeness.composition import share_problem
from applications.completeness.figures import day_problem, number_problem, spoken, text_problem
from applications.completeness.problem import Problem
from applications.models import Application, Delivery, Lot, Portion, StockBalance
from calculations.engine import problems as engine
from calculations.engine.quantities import find_unit
from cecfp_portal import thai

SECTION = "stock"
MASSES = ("opening_text", "used_here_text", "used_elsewhere_text", "losses_text", "closing_text")
DELIVERY_KINDS = (EvidenceKind.PURCHASE_RECORD, EvidenceKind.TRANSACTION_CERTIFICATE)


def problems(application: Application) -> list[Problem]:
    """Return what the section lacks; type 4.2 has no recycled share to show."""
    if application.route == Route.CIRCULAR_ACTIVITY:
        return []
    balances = list(application.stock_balances.prefetch_related("portions", "deliveries__evidence", "lots"))
    found = [problem for balance in balances for problem in balance_problems(balance)]
    return [*_uncovered(application, balances), *found]


def recycled_portions(application: Application) -> list[Portion]:
    """Return the portions presented as recycled, in the order of the bill of materials."""
    rows = Portion.objects.filter(node__application=application).select_related("node")
    return [row for row in rows.order_by("node__position", "position", "pk") if row.is_recycled]


def _uncovered(application: Application, balances: list[StockBalance]) -> Iterator[Problem]:
    """Each recycled portion stands in one balance and names its supplier's declaration."""
    held = [portion.pk for balance in balances for portion in balance.portions.all()]
    for portion in recycled_portions(application):
        names = {"material": str(portion)}
        if portion.pk not in held:
            yield Problem(SECTION, _("“%(material)s” has no stock of the year yet.") % names, code="stock_missing")
        elif held.count(portion.pk) > 1:
            yield Problem(SECTION, _("“%(material)s” stands in more than one stock.") % names, code="stock_twice")
        declared = portion.evidence.filter(removed_at=None, kind=EvidenceKind.RECYCLED_DECLARATION)
        if not declared.exists():
            sentence = _("Attach the supplier's declaration of recycled content and link it to “%(material)s”.")
            yield Problem(SECTION, sentence % names, code="declaration_missing")


def balance_problems(balance: StockBalance) -> list[Problem]:
    """Return what one balance lacks, with its deliveries and lots."""
    found = [problem for problem in _balance(balance) if problem]
    for delivery in balance.deliveries.all():
        found += [problem for problem in _delivery(balance.application, delivery) if problem]
    for lot in balance.lots.all():
        found += [problem for problem in _lot(lot, is_alone=len(balance.portions.all()) == 1) if problem]
    return found


def _balance(balance: StockBalance) -> Iterator[Problem | None]:
    at: Any = {"section": SECTION, "line_id": balance.line_id}
    yield text_problem(balance.material, _("Enter the material."), field="material", **at)
    if not balance.portions.all():
        sentence = _("Tick the lines of the product that are made of this material.")
        yield Problem(SECTION, sentence, "portions", balance.line_id, "portions_missing")
    unit = find_unit(balance.mass_unit)
    if isinstance(unit, engine.Problem):
        yield Problem(SECTION, spoken(unit), "mass_unit", balance.line_id, unit.code)
    elif unit.dimension != "mass":
        yield Problem(SECTION, _("Choose a unit of mass."), "mass_unit", balance.line_id, "unit_dimension")
    for name in MASSES:
        yield number_problem(getattr(balance, name), field=name, may_be_zero=True, **at)
    has_opening = bool(balance.opening_value)
    yield share_problem(balance.opening_share_text, field="opening_share_text", is_optional=not has_opening, **at)
    for name in ("yield_share_text", "moisture_share_text"):
        yield share_problem(getattr(balance, name), field=name, is_optional=True, **at)
    if not balance.deliveries.all():
        sentence = _("Add the deliveries of the year.")
        yield Problem(SECTION, sentence, "deliveries", balance.line_id, "deliveries_missing")


def _delivery(application: Application, delivery: Delivery) -> Iterator[Problem | None]:
    at: Any = {"section": SECTION, "line_id": delivery.line_id}
    day = day_problem(delivery.received_text, field="received_text", **at)
    yield day
    if day is None and _is_outside(application, delivery.received_text):
        sentence = _("This day lies outside the data period.")
        yield Problem(SECTION, sentence, "received_text", delivery.line_id, "outside_period")
    yield text_problem(delivery.supplier, _("Enter the supplier."), field="supplier", **at)
    evidence = delivery.evidence
    if evidence is None or evidence.removed_at is not None or evidence.kind not in DELIVERY_KINDS:
        sentence = _("Choose the delivery document (purchase or delivery record, or transaction certificate).")
        yield Problem(SECTION, sentence, "evidence", delivery.line_id, "document_missing")
    yield number_problem(delivery.mass_text, field="mass_text", **at)
    yield share_problem(delivery.recycled_share_text, field="recycled_share_text", **at)
    yield text_problem(delivery.origin, _("Choose the origin."), field="origin", **at)


def _is_outside(application: Application, typed: str) -> bool:
    try:
        start = thai.parse_day(application.data_period_start_text)
        end = thai.parse_day(application.data_period_end_text)
    except thai.DayRefused:
        return False
    return not start <= thai.parse_day(typed) <= end


def _lot(lot: Lot, *, is_alone: bool) -> Iterator[Problem | None]:
    at: Any = {"section": SECTION, "line_id": lot.line_id}
    yield text_problem(lot.label, _("Enter the month or lot."), field="label", **at)
    if lot.portion is None and not is_alone:
        yield Problem(SECTION, _("Choose the line."), "portion", lot.line_id, "portion_missing")
    yield number_problem(lot.output_text, field="output_text", **at)
    yield share_problem(lot.share_text, field="share_text", **at)
    yield number_problem(lot.mass_text, field="mass_text", may_be_zero=True, is_optional=True, **at)
