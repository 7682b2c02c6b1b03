"""Where the footprint comes from: the lines that make up four fifths of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nsmallest

from calculations.engine.case import Case
from calculations.engine.display import percents_to_hundred, readable_text
from calculations.engine.inventory import LineResult, footprint
from calculations.engine.outcomes import Text
from calculations.engine.sums import sum_exactly

SHARE_SHOWN = Fraction(4, 5)
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class HotSpot:
    """A line with its part of all that is emitted; credits are not part of that."""

    result: LineResult
    emission_kgco2e: Fraction
    percent_text: str
    cumulative_percent_text: str


@dataclass(frozen=True, slots=True)
class HotSpots:
    """``lines`` largest first; ``others`` holds the rest in one, ``credit_kgco2e`` what is subtracted."""

    lines: tuple[HotSpot, ...]
    others_count: int
    others_kgco2e: Fraction
    others_percent_text: str
    credits_count: int
    credit_kgco2e: Fraction
    text: Text


def hot_spots(case: Case) -> HotSpots | None:
    """Lines of the product's inventory until four fifths of all emissions are named, twenty lines at most.

    The per cents of the lines and of the rest are printed so that they add to 100.00; emissions in kgCO2e per
    functional unit, exact. ``None`` while a line cannot be computed, or where nothing is emitted.
    """
    product = footprint(case, "product")
    if product.total_kgco2e is None:
        return None
    emitting = [
        (r.emission_kgco2e, r) for r in product.lines if r.emission_kgco2e is not None and r.emission_kgco2e > 0
    ]
    credit = [r.emission_kgco2e for r in product.lines if r.emission_kgco2e is not None and r.emission_kgco2e < 0]
    gross = sum_exactly(emission for emission, _ in emitting)
    if not gross:
        return None
    largest = nsmallest(MOST_LINES, emitting, key=lambda pair: (-pair[0], pair[1].line.line_id))
    shown = largest[: _count_to(SHARE_SHOWN * gross, [emission for emission, _ in largest])]
    return _printed(shown, len(emitting), gross, credit)


def _count_to(wanted: Fraction, emissions: Sequence[Fraction]) -> int:
    reached = Fraction(0)
    for index, emission in enumerate(emissions):
        reached += emission
        if reached >= wanted:
            return index + 1
    return len(emissions)


def _printed(
    shown: Sequence[tuple[Fraction, LineResult]], emitting_count: int, gross: Fraction, credit: Sequence[Fraction]
) -> HotSpots:
    rest = gross - sum((emission for emission, _ in shown), Fraction(0))
    percents = percents_to_hundred([*(emission for emission, _ in shown), rest])
    lines, reached = [], Fraction(0)
    for (emission, result), percent in zip(shown, percents, strict=False):
        reached += Fraction(percent)
        lines.append(HotSpot(result, emission, percent, _two_places(reached)))
    return HotSpots(
        lines=tuple(lines),
        others_count=emitting_count - len(shown),
        others_kgco2e=rest,
        others_percent_text=percents[-1],
        credits_count=len(credit),
        credit_kgco2e=sum_exactly(credit),
        text=_text(lines, emitting_count),
    )


def _two_places(percent: Fraction) -> str:
    whole, hundredths = divmod(int(percent * 100), 100)
    return f"{whole}.{hundredths:02}"


def _text(lines: Sequence[HotSpot], count: int) -> Text:
    first, reached = lines[0], lines[-1].cumulative_percent_text
    least = readable_text(SHARE_SHOWN * 100)
    if len(lines) == 1:
        return Text(
            f"“{first.result.line.name}” เพียงรายการเดียวเป็นร้อยละ {reached} ของการปล่อยทั้งหมด",
            f"“{first.result.line.name}” alone makes up {reached} % of all emissions.",
        )
    start = Text(
        f"{len(lines)} จาก {count} รายการเป็นร้อยละ {reached} ของการปล่อยทั้งหมด",
        f"{len(lines)} of {count} lines make up {reached} % of all emissions",
    )
    if Fraction(reached) < Fraction(least):
        return start + Text("(แสดงเฉพาะรายการที่มากที่สุด)", "(only the largest are shown).")
    return Text(
        f"{start.th} มากที่สุดคือ “{first.result.line.name}” ร้อยละ {first.percent_text}",
        f"{start.en}; the largest is “{first.result.line.name}” with {first.percent_text} %.",
    )
