"""Product against comparator: two bars on one axis, each stacked by life-cycle stage, with the margin between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from calculations.charts.chart import Chart, ChartTable
from calculations.charts.drawing import (
    INK,
    MARGIN,
    NARROW,
    OURS,
    SOFT,
    WHITE,
    WIDE,
    Scale,
    axis,
    hatched,
    patterns,
    picture,
    rect,
    upright,
    words,
)
from calculations.charts.lettering import shortened, text_width
from calculations.engine.case import STAGES
from calculations.engine.display import compared_texts, readable_text

BAR_HEIGHT, TOP = 34, 8
# Name and total share a line on the wide form and stand below each other on the narrow one.
LABEL_HEIGHT = {WIDE: 22, NARROW: 42}


@dataclass(frozen=True)
class Part:
    """One stage of a bar, in kgCO2e per functional unit."""

    stage: str
    value: Fraction
    text: str
    percent_text: str


@dataclass(frozen=True)
class Bar:
    """One side: its name, its printed and exact total, and its stages; none for a declared total."""

    name: str
    total: Fraction
    text: str
    parts: tuple[Part, ...]


def stage_names() -> dict[str, str]:
    return {
        "raw_material": _("Raw-material acquisition"),
        "production": _("Production"),
        "distribution": _("Distribution"),
        "use": _("Use"),
        "end_of_life": _("End-of-life management"),
    }


def stage_chart(footprints: Mapping[str, Any], prefix: str) -> Chart | None:
    """Both totals by stage; the product alone while there is no comparator, nothing while it has no total."""
    product = _bar(_("Product applied for"), footprints["product"])
    if product is None:
        return None
    comparator = _bar(_("Same kind of product of virgin material"), footprints["comparator"])
    bars = [bar for bar in (product, comparator) if bar is not None]
    title = _("Product and comparator by life-cycle stage (kgCO₂e per functional unit)")
    margin = _margin(product, comparator) if comparator else ""
    rows = _rows(bars, comparator is not None)
    names = (product.name, comparator.name) if comparator else (product.name,)
    said = "; ".join(
        f"{label}: " + ", ".join(f"{n} {f}" for n, f in zip(names, rest, strict=False)) for label, *rest in rows
    )
    description = f"{said}. {margin}".strip()
    wide, narrow = (
        _form(f"{prefix}-stages-{form}", width, bars, margin, title, description)
        for form, width in (("wide", WIDE), ("narrow", NARROW))
    )
    note = _("The difference under clause 5.3 is not a certified reduction of greenhouse gases.") if comparator else ""
    return Chart("stages", title, description, wide, narrow, ChartTable((_("Stage"), *names), rows), note)


def _bar(name: str, footprint: Mapping[str, Any]) -> Bar | None:
    if footprint["exact"] is None:
        return None
    found = {row["stage"]: row for row in footprint["by_stage"]}
    parts = [
        Part(stage, Fraction(found[stage]["exact"]), found[stage]["text"], found[stage]["percent_text"])
        for stage in STAGES
        if stage in found
    ]
    return Bar(name, Fraction(footprint["exact"]), footprint["text"], tuple(part for part in parts if part.value))


def _margin(product: Bar, comparator: Bar) -> str:
    if product.total == comparator.total:
        return _("Both are equal, which is not more.")
    ours, theirs = compared_texts(product.total, comparator.total)
    room = comparator.total - product.total
    words_of = {"ours": ours, "theirs": theirs, "difference": readable_text(abs(room), "floor" if room > 0 else "ceil")}
    if room > 0:
        return _("%(difference)s less: %(ours)s < %(theirs)s") % words_of
    return _("%(difference)s more: %(ours)s > %(theirs)s") % words_of


def _rows(bars: list[Bar], has_comparator: bool) -> tuple[tuple[str, ...], ...]:
    total = (pgettext("footprint", "Total"), *(bar.text for bar in bars))
    by_stage = [{part.stage: part for part in bar.parts} for bar in bars]
    rows = [total]
    for stage, name in stage_names().items():
        if any(stage in parts for parts in by_stage):
            rows.append((name, *(_cell(parts.get(stage)) for parts in by_stage)))
    return tuple(rows)


def _cell(part: Part | None) -> str:
    if part is None:
        return "–"
    return f"{part.text} ({part.percent_text} %)" if part.percent_text else part.text


def _form(key: str, width: int, bars: list[Bar], margin: str, title: str, description: str) -> SafeString:
    stages = [stage for stage in STAGES if any(part.stage == stage for bar in bars for part in bar.parts)]
    row_height = LABEL_HEIGHT[width] + BAR_HEIGHT + 18
    body_end = TOP + row_height * len(bars)
    ends = [edge for bar in bars for edge in _edges(bar)]
    scale = Scale.over(ends, MARGIN + 2, width - MARGIN - 2)
    drawn = [patterns(key, stages)]
    drawn += axis(scale, body_end + (30 if margin else 4), TOP + LABEL_HEIGHT[width], 5 if width == WIDE else 3)
    for index, bar in enumerate(bars):
        drawn += _drawn_bar(key, bar, scale, TOP + row_height * index, width)
    if margin:
        drawn += _drawn_margin(bars, scale, body_end, margin, width)
    top = body_end + (62 if margin else 36)
    columns = 2 if width == WIDE else 1
    names = stage_names()
    for index, stage in enumerate(stages):
        x = MARGIN + (index % columns) * (width - 2 * MARGIN) // columns
        y = top + 26 * (index // columns)
        drawn.append(rect(x, y, 22, 16, hatched(key, stage), stroke=OURS))
        drawn.append(words(x + 30, y + 13, shortened(names[stage], width // columns - 60, 14)))
    height = top + 26 * -(-len(stages) // columns) + 4
    return picture(key, width, height, title, description, drawn)


def _edges(bar: Bar) -> tuple[Fraction, Fraction, Fraction]:
    """How far a bar reaches to either side of zero; a credit lies to the left of it."""
    up = sum((part.value for part in bar.parts if part.value > 0), Fraction(0))
    down = sum((part.value for part in bar.parts if part.value < 0), Fraction(0))
    return up, down, bar.total


def _drawn_bar(key: str, bar: Bar, scale: Scale, top: int, width: int) -> list[SafeString]:
    total = f"{bar.text} kgCO₂e"
    bar_top = top + LABEL_HEIGHT[width]
    room = width - 2 * MARGIN - (text_width(total, 14) + 12 if width == WIDE else 0)
    drawn = [
        words(MARGIN, top + 15, shortened(bar.name, room, 14), is_strong=True, has_edge=True),
        words(width - MARGIN, bar_top - 7, total, anchor="end", is_strong=True, has_edge=True),
    ]
    up = down = Fraction(0)
    for part in bar.parts:
        start = up if part.value > 0 else down
        end = start + part.value
        up, down = (end, down) if part.value > 0 else (up, end)
        left, right = sorted((scale.at(start), scale.at(end)))
        drawn.append(rect(left, bar_top, right - left, BAR_HEIGHT, hatched(key, part.stage), stroke=OURS))
        drawn += _percent(part, left, right, bar_top)
    if not bar.parts:
        left, right = sorted((scale.at(Fraction(0)), scale.at(bar.total)))
        drawn.append(rect(left, bar_top, right - left, BAR_HEIGHT, WHITE, stroke=SOFT, dash="5 3"))
        said = _("Declared total, no stages")
        if right - left > text_width(said, 13) + 12:
            drawn.append(words(left + 8, bar_top + 22, said, size=13, fill=SOFT, has_edge=True))
    return drawn


def _percent(part: Part, left: Fraction, right: Fraction, bar_top: int) -> list[SafeString]:
    """A part's per cent where it is long enough to hold it, on a white plate over a hatching."""
    text = f"{part.percent_text} %"
    room = text_width(text, 13)
    if not part.percent_text or right - left < room + 12:
        return []
    middle = (left + right) / 2
    plate = rect(middle - Fraction(room, 2) - 3, bar_top + 8, room + 6, BAR_HEIGHT - 16, WHITE)
    return [plate, words(middle, bar_top + 22, text, size=13, anchor="middle")]


def _drawn_margin(bars: list[Bar], scale: Scale, top: int, text: str, width: int) -> list[SafeString]:
    """The ends of both bars led down to one line, with the difference in words."""
    ends = [scale.at(bar.total) for bar in bars]
    row_height = LABEL_HEIGHT[width] + BAR_HEIGHT + 18
    drawn = [
        upright(end, TOP + row_height * index + LABEL_HEIGHT[width], top + 6, INK, width="1.5", dash="4 3")
        for index, end in enumerate(ends)
    ]
    left, right = sorted(ends)
    drawn.append(rect(left, top + 4, right - left, 3, INK))
    short = shortened(text, width - 2 * MARGIN, 14)
    drawn.append(words(width - MARGIN, top + 24, short, anchor="end", is_strong=True, has_edge=True))
    return drawn
