"""Clause 5.1: transport as a plant knows it: distance and its source, vehicle, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

from calculations.engine.case import Case, InventoryLine, TransportLeg, is_stated
from calculations.engine.criteria import Edition
from calculations.engine.density import amount_in
from calculations.engine.outcomes import INVALID, REVIEW, Outcome, Text
from calculations.engine.problems import Problem
from calculations.engine.quantities import UNITS
from calculations.engine.rules.inventory_practice import FUEL_COMBUSTION, FUEL_PRODUCTION, RULE, category_of


def transport(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """Transport shows its distance and its source, and whether the vehicle comes back empty.

    Source: CFP guideline by way of clause 5.1; TGO's workbook, sheet Fr-04.2.
    """
    for line in case.inventory:
        if line.kind != "transport" or line.is_cut_off:
            continue
        for place, topic, verdict, message in _transport(case, line):
            text = Text(f"{line.name}: {message.th}", f"{line.name}: {message.en}")
            rule = f"{RULE}.{topic}"
            yield Outcome(f"{rule}:{place}", rule, "5.1", verdict, text, line_ids=(line.line_id,))


def _transport(case: Case, line: InventoryLine) -> Iterator[tuple[str, str, str, Text]]:
    for leg in line.legs:
        yield from _leg(line, leg)
    if line.legs or line.period_total is None or category_of(case, line) in (FUEL_COMBUSTION, FUEL_PRODUCTION):
        return
    if line.period_total.unit.dimension not in ("freight", "distance"):
        message = Text("ยังไม่ได้ระบุระยะทาง หรือปริมาณเป็นตัน-กิโลเมตร", "neither a distance nor tonne-kilometres are stated.")
        yield line.line_id, "distance", INVALID, message
    elif line.period_total.unit.dimension == "freight" and not _has_way_back(case, line):
        yield line.line_id, "empty_return", REVIEW, NO_RETURN


def _leg(line: InventoryLine, leg: TransportLeg) -> Iterator[tuple[str, str, str, Text]]:
    if not is_stated(leg.distance_source):
        yield (
            leg.line_id,
            "distance_source",
            INVALID,
            Text("ยังไม่ได้ระบุที่มาของระยะทาง", "the source of the distance is not stated."),
        )
    if not is_stated(leg.vehicle):
        yield leg.line_id, "vehicle", INVALID, Text("ยังไม่ได้ระบุประเภทยานพาหนะ", "the kind of vehicle is not stated.")
    if leg.comes_back_empty is None or (not leg.comes_back_empty and not is_stated(leg.return_reason)):
        yield leg.line_id, "empty_return", REVIEW, NO_RETURN
    elif leg.comes_back_empty and _has_too_few_trips(line, leg):
        yield leg.line_id, "empty_return", REVIEW, _FEW_TRIPS


def _has_too_few_trips(line: InventoryLine, leg: TransportLeg) -> bool:
    """Fewer journeys back than one, or, where a payload is stated, than the mass takes at it."""
    if leg.trips is None:
        return False
    mass_kg = amount_in(line.period_total, UNITS["kg"], line.density) if line.period_total is not None else None
    if leg.payload is None or mass_kg is None or isinstance(mass_kg, Problem):
        return leg.trips < 1
    return leg.trips * leg.payload.in_base < mass_kg


_FEW_TRIPS = Text(
    "จำนวนเที่ยวกลับน้อยกว่าที่น้ำหนักบรรทุกต้องใช้ หรือน้อยกว่าหนึ่งเที่ยว โปรดพิจารณา",
    "fewer journeys back are stated than the load takes, or less than one: is that right?",
)
NO_RETURN = Text(
    "ยังไม่ได้รวมเที่ยวเปล่าขากลับ โปรดพิจารณาว่ายานพาหนะกลับโดยไม่มีสินค้าหรือไม่",
    "no empty way back is counted: does the vehicle come back without a load?",
)


def _has_way_back(case: Case, line: InventoryLine) -> bool:
    """As many lines in kilometres as in tonne-kilometres in this process: each way out has its way back."""
    near = [
        x.period_total
        for x in case.inventory
        if (x.side, x.stage, x.process, x.kind) == (line.side, line.stage, line.process, "transport")
        and x.period_total is not None
        and not x.is_cut_off
        and not x.legs
        and x.period_total.value > 0
    ]
    dimensions = [total.unit.dimension for total in near]
    return dimensions.count("distance") >= dimensions.count("freight")
