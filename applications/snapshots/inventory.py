"""Rows of the inventory as the case holds them."""

from collections.abc import Iterator, Sequence

from django.db.models import Prefetch

from applications import choices
from applications.models import Application, InventoryLine, OwnFactor, TransportLeg
from applications.snapshots.factors import factors
from applications.snapshots.typed import Json, amount, number, share
from calculations.catalogue import factor_payload
from calculations.models import EmissionFactor

LineWithLegs = tuple[InventoryLine, Sequence[TransportLeg]]

_RELATED = ("factor__factor_set", "own_factor", "combustion_factor__factor_set", "combustion_own_factor", "portion")
_OF_LEGS = ("factor__factor_set", "own_factor", "return_factor__factor_set", "return_own_factor")


def lines_of_case(application: Application) -> list[LineWithLegs]:
    """Return the lines with their legs and everything the case says of them, in two queries."""
    legs = TransportLeg.objects.select_related(*_OF_LEGS)
    lines = application.inventory_lines.select_related(*_RELATED).prefetch_related(Prefetch("legs", legs))
    return [(line, list(line.legs.all())) for line in lines]


def inventory_line(line: InventoryLine, legs: Sequence[TransportLeg]) -> Json:
    """Return one line; `legs` are those of the line, stored or not."""
    return {
        "line_id": line.line_id,
        "side": line.side,
        "stage": line.stage,
        "process": line.process,
        "kind": line.kind,
        "name": line.name,
        "period_total": amount(line.period_total_text, line.period_total_unit),
        "source_document": line.source_document,
        "quantity_basis": line.quantity_basis,
        "allocation_share": share(line.allocation_share_text or "100"),
        "allocation_basis": line.allocation_basis,
        "factor": factor_id(line.factor, line.own_factor),
        "portion": line.portion.line_id if line.portion else None,
        "yield_share": share(line.yield_share_text),
        "density": _density(line),
        "combustion_factor": factor_id(line.combustion_factor, line.combustion_own_factor),
        "legs": [_leg(leg) for leg in legs],
        "biogenic": {
            "emitted_kgco2": number(line.biogenic_emitted_text),
            "removed_kgco2": number(line.biogenic_removed_text),
        },
        "is_cut_off": line.is_cut_off,
        "cut_off_reason": line.cut_off_reason,
        "cut_off_estimate_share": share(line.cut_off_estimate_text),
    }


def set_factors(lines: Sequence[LineWithLegs]) -> Iterator[EmissionFactor]:
    """Yield every factor of a set that the lines use, as often as it is used."""
    for line, legs in lines:
        named = [line.factor, line.combustion_factor]
        for leg in legs:
            named += [leg.factor, leg.return_factor]
        yield from (factor for factor in named if factor is not None)


def factors_of(lines: Sequence[LineWithLegs]) -> list[Json]:
    """Return the factors of sets that the lines use, embedded."""
    return factors(set_factors(lines))


def factor_id(factor: EmissionFactor | None, own: OwnFactor | None) -> str | None:
    if factor:
        return str(factor_payload(factor)["id"])
    return f"own/{own.line_id}" if own else None


def _density(line: InventoryLine) -> Json | None:
    density = amount(line.density_text, line.density_unit or choices.DensityUnit.KG_PER_LITRE)
    return density and {**density, "source": line.density_source}


def _leg(leg: TransportLeg) -> Json:
    return {
        "line_id": leg.line_id,
        "vehicle": leg.vehicle,
        "distance": amount(leg.distance_text, "km"),
        "distance_source": leg.distance_source,
        "factor": factor_id(leg.factor, leg.own_factor),
        "comes_back_empty": leg.way_back == choices.WayBack.EMPTY if leg.way_back else None,
        "return_reason": leg.return_reason,
        "payload": amount(leg.payload_text, "t"),
        "trips": number(leg.trips_text),
        "return_factor": factor_id(leg.return_factor, leg.return_own_factor),
    }


def typed_totals(application: Application) -> Json:
    """Return the totals of the applicant's own workbook as typed: their digits count."""
    stages = {stage: getattr(application, f"workbook_{stage}_text").strip() for stage in choices.Stage.values}
    total = application.workbook_total_text.strip()
    if not total and not any(stages.values()):
        return {}
    typed: Json = {"total_kgco2e": total or None}
    if any(stages.values()):
        typed["stages"] = {stage: text for stage, text in stages.items() if text}
    return {"product": typed}
