"""The stock of a specimen's recycled materials: four deliveries in the year, all of them used in the product."""

from decimal import Decimal

from applications import choices
from applications.models import Application, Delivery, Evidence, Portion, StockBalance
from cecfp_portal.local.demo.specimens import Line, Specimen

DELIVERY_DAYS = ("15/2/2568", "15/5/2568", "15/8/2568", "15/11/2568")


def fill_stock(application: Application, specimen: Specimen, portions: dict[str, Portion], record: Evidence) -> None:
    """Add a balance for every recycled material, if any; the purchase record carries the mass of all deliveries."""
    lines = [
        line for line in specimen.lines if line.portion_of and line.kind == "raw_material" and line.side == "product"
    ]
    if not lines:
        return
    total = sum((_kg(line) for line in lines), Decimal(0))
    record.mass_text, record.mass_unit = f"{total:,}", "kg"
    record.save(update_fields=["mass_text", "mass_unit"])
    for position, line in enumerate(lines):
        _balance(application, line, position, portions[line.portion_of], record)


def _kg(line: Line) -> Decimal:
    return Decimal(line.total.replace(",", ""))


def _balance(application: Application, line: Line, position: int, portion: Portion, record: Evidence) -> None:
    """Opening and closing stock are a tenth of the year's use, so receipts and use are the same."""
    used = _kg(line)
    reserve = f"{used / 10:,}"
    balance = StockBalance.objects.create(
        application=application,
        position=position,
        material=portion.material,
        mass_unit="kg",
        opening_text=reserve,
        opening_share_text="100",
        used_here_text=line.total,
        used_elsewhere_text="0",
        losses_text="0",
        closing_text=reserve,
    )
    balance.portions.set([portion])
    for place, day in enumerate(DELIVERY_DAYS):
        Delivery.objects.create(
            balance=balance,
            position=place,
            received_text=day,
            supplier=portion.reprocessor_name,
            evidence=record,
            mass_text=f"{used / 4:,}",
            recycled_share_text="100",
            origin=choices.Origin(portion.origin),
        )
