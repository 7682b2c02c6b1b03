"""What would make a case pass: masses that land exactly on the limit, and how far a footprint lies above it."""

from __future__ import annotations

from fractions import Fraction

from calculations.engine.display import grams_text, readable_text
from calculations.engine.outcomes import Text


def mass_to_swap_kg(total_kg: Fraction, recycled_kg: Fraction, min_share: Fraction) -> Fraction:
    """Virgin mass to replace at constant total so that the share equals the limit.

    >>> mass_to_swap_kg(Fraction("0.0224"), Fraction("0.004"), Fraction(1, 5)) == Fraction("0.00048")
    True
    """
    return min_share * total_kg - recycled_kg


def mass_to_add_kg(total_kg: Fraction, recycled_kg: Fraction, min_share: Fraction) -> Fraction:
    """Recycled mass to put on top so that the share equals the limit.

    >>> mass_to_add_kg(Fraction("0.0224"), Fraction("0.004"), Fraction(1, 5)) == Fraction("0.0006")
    True
    """
    return (min_share * total_kg - recycled_kg) / (1 - min_share)


def grams_missing(total_kg: Fraction, recycled_kg: Fraction, min_share: Fraction) -> Text | None:
    """The next step under clause 4.1.1, in grams per product unit; nothing if the limit is reached."""
    if mass_to_swap_kg(total_kg, recycled_kg, min_share) <= 0:
        return None
    swap = grams_text(mass_to_swap_kg(total_kg, recycled_kg, min_share), "ceil")
    add = grams_text(mass_to_add_kg(total_kg, recycled_kg, min_share), "ceil")
    return Text(
        f"ใช้วัสดุรีไซเคิลที่นับได้แทนวัสดุใหม่อีก {swap} กรัมต่อหน่วยผลิตภัณฑ์ (น้ำหนักรวมคงเดิม) หรือเพิ่มวัสดุรีไซเคิลที่นับได้อีก {add} กรัม",
        f"Replace {swap} g of virgin material per product unit by recycled material that counts (same total mass), "
        f"or add {add} g of it.",
    )


def emission_missing(product_kgco2e: Fraction, comparator_kgco2e: Fraction) -> Text | None:
    """The next step under clause 5.3; nothing if the product is not above the comparator."""
    excess = product_kgco2e - comparator_kgco2e
    if excess <= 0:
        return None
    text = readable_text(excess, "ceil")
    return Text(
        f"ลดค่าคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ลงอย่างน้อย {text} kgCO₂e ต่อหน่วยการทำงาน",
        f"Lower the product's footprint by at least {text} kgCO₂e per functional unit.",
    )
