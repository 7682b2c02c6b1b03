"""Random bills of materials at and around 20 %, with the verdict worked out in whole milligrams."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.calculations.engine.sample_cases import OTHER_LICENCE, OWN_LICENCE, part, portion, recycled, with_bom

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_DECIMALS = {"mg": 0, "g": 3, "kg": 6, "t": 9}
_UNIT_NAMES = {"mg": ("mg", "มก."), "g": ("g", "กรัม"), "kg": ("kg", "กก."), "t": ("t", "ตัน")}
# What a recycled portion can be, and whether it counts: yes, no, or only if a person accepts it.
_FACTORY = {"kind": "factory"}
_WASTE = {"origin": "pre_consumer", "otherwise_fate": "disposal", "is_returnable_to_process": False}
_KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("yes", {}),
    ("yes", {**_WASTE, "waste_origin": {**_FACTORY, "licence": OTHER_LICENCE}}),
    ("no", {**_WASTE, "waste_origin": {**_FACTORY, "licence": OWN_LICENCE}}),
    ("no", {"origin": "in_process"}),
    ("open", {"origin": "unknown"}),
    ("open", {**_WASTE, "otherwise_fate": "", "waste_origin": {**_FACTORY, "licence": OTHER_LICENCE}}),
)


@dataclass
class Weighed:
    """The masses of one bill in whole milligrams, counted beside the engine."""

    total: int = 0
    counted: int = 0
    open: int = 0

    @property
    def verdict(self) -> str:
        if 5 * self.counted >= self.total:
            return "pass"
        return "review" if 5 * (self.counted + self.open) >= self.total else "fail"


def typed(milligrams: int, draw: Random) -> dict[str, str]:
    """The same mass as a person may write it: any unit, Thai or Arabic digits, commas between thousands."""
    unit = draw.choice(tuple(_DECIMALS))
    decimals = _DECIMALS[unit]
    whole, rest = divmod(milligrams, 10**decimals)
    text = f"{whole:,}" if draw.random() < 0.5 else str(whole)
    if decimals:
        text += f".{rest:0{decimals}d}"
    return {
        "amount": text.translate(_THAI_DIGITS) if draw.random() < 0.2 else text,
        "unit": draw.choice(_UNIT_NAMES[unit]),
    }


def random_bill(draw: Random) -> tuple[dict[str, Any], str]:
    """A case and the verdict of clause 4.1.1 on it."""
    weighed, parts = Weighed(), []
    for index in range(draw.randrange(1, 5)):
        parts += _mixed_part(f"N{index}", draw, weighed)
    missing = 5 * weighed.counted - weighed.total + draw.choice((-1, 0, 0, 1, draw.randrange(-1000, 1000)))
    if missing > 0:
        parts += _nested(f"V-{missing}", missing, [portion("V-fill")], draw)
        weighed.total += missing
    if draw.random() < 0.3:
        box = draw.choice(([portion("B-v")], [recycled("B-r")]))
        parts.append(part("BOX", "1", role="packaging", mass=typed(draw.randrange(1, 10**6), draw), portions=box))
    draw.shuffle(parts)
    return with_bom(*parts, kind="finished"), weighed.verdict


def _mixed_part(name: str, draw: Random, weighed: Weighed) -> list[dict[str, Any]]:
    """A part of recycled and virgin material; its mass is a multiple of the share's denominator."""
    denominator = draw.choice((1, 2, 3, 5, 7, 20, 100))
    numerator = draw.randrange(0, denominator + 1)
    base = draw.randrange(1, 10 ** draw.randrange(1, 7))
    status, kind = draw.choices(_KINDS, weights=(6, 3, 1, 1, 1, 1))[0]
    weighed.total += base * denominator
    if status == "yes":
        weighed.counted += base * numerator
    elif status == "open":
        weighed.open += base * numerator
    portions = [
        recycled(f"{name}-r", f"{numerator}/{denominator}", **kind),
        portion(f"{name}-v", f"{denominator - numerator}/{denominator}"),
    ]
    return _nested(name, base * denominator, portions, draw)


def _nested(name: str, milligrams: int, portions: list[dict[str, Any]], draw: Random) -> list[dict[str, Any]]:
    """The part at the top, or so many pieces of it in an assembly."""
    counts = [count for count in (2, 3, 4, 10) if milligrams % count == 0]
    if not counts or draw.random() < 0.6:
        return [part(name, "1", mass=typed(milligrams, draw), portions=portions)]
    count = draw.choice(counts)
    whole = part(f"{name}-set", "1", mass=None, portions=[], count=str(count))
    return [whole, part(name, "1", mass=typed(milligrams // count, draw), portions=portions, parent=f"{name}-set")]
