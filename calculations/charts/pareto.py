"""The lines that make up the footprint, largest first, with their running sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calculations.charts.chart import Chart, ChartTable
from calculations.charts.drawing import (
    INK,
    LIMIT,
    LINE,
    MARGIN,
    NARROW,
    OURS,
    OURS_SOFT,
    SOFT,
    WHITE,
    WIDE,
    number,
    picture,
    rect,
    upright,
    words,
    words_within,
)
from calculations.charts.lettering import text_width, wrapped
from calculations.charts.stages import stage_names
from calculations.engine.display import decimal_text

MOST_ROWS = 8
BAR_HEIGHT, LETTERS, LINE_HEIGHT = 16, 14, 20
FOUR_FIFTHS = 80


@dataclass(frozen=True)
class Row:
    """One line, or all the rest in one: its part of all that is emitted, and the running sum, in per cent."""

    name: str
    stage: str
    text: str
    percent: Fraction
    cumulative: Fraction
    is_rest: bool = False


def pareto_chart(spots: Mapping[str, Any] | None, prefix: str) -> Chart | None:
    """Bars of the largest lines with a line of their running sum; nothing where the report names none."""
    if not spots:
        return None
    rows = _rows(spots)
    title = _("Where the product's footprint comes from, line by line")
    description = "; ".join(f"{row.name}: {_percent(row.percent)}" for row in rows)
    wide, narrow = (
        _form(f"{prefix}-pareto-{form}", width, rows, title, description)
        for form, width in (("wide", WIDE), ("narrow", NARROW))
    )
    headers = (_("Line"), _("Stage"), "kgCO₂e", "%", _("Running sum"))
    table = tuple((r.name, r.stage, r.text, _percent(r.percent), _percent(r.cumulative)) for r in rows)
    credits_ = spots["credits"]
    note = ""
    if credits_["count"]:
        note = _("Per cent of all emissions, before credits of %(text)s kgCO₂e are subtracted.") % {
            "text": credits_["text"].lstrip("-")
        }
    return Chart("pareto", title, description, wide, narrow, ChartTable(headers, table), note)


def _rows(spots: Mapping[str, Any]) -> list[Row]:
    names = stage_names()
    shown, others = spots["lines"][:MOST_ROWS], spots["others"]
    merged = spots["lines"][MOST_ROWS:]
    rows = [
        Row(
            line["name"],
            names.get(line["stage"], ""),
            line["text"],
            Fraction(line["percent_text"]),
            Fraction(line["cumulative_percent_text"]),
        )
        for line in shown
    ]
    count = others["count"] + len(merged)
    if count:
        rest = ngettext("%(count)s other line", "%(count)s other lines", count) % {"count": count}
        text = others["text"] if not merged else ""
        rows.append(Row(rest, "", text, 100 - rows[-1].cumulative, Fraction(100), is_rest=True))
    return rows


def _percent(value: Fraction) -> str:
    return f"{decimal_text(value, 2)} %"


def _form(key: str, width: int, rows: list[Row], title: str, description: str) -> SafeString:
    left, right = MARGIN, width - MARGIN - 2

    def at(percent: Fraction) -> Fraction:
        return left + percent / 100 * (right - left)

    bars: list[SafeString] = []
    points: list[tuple[Fraction, int]] = []
    y = 40
    for row in rows:
        percent = _percent(row.percent)
        lines = wrapped(row.name, right - left - text_width(percent, LETTERS) - 16, LETTERS, 2)
        for index, line in enumerate(lines):
            bars.append(words(left, y + LINE_HEIGHT * index, line, has_edge=True))
        bars.append(words(right, y, percent, anchor="end", is_strong=True, has_edge=True))
        bar_top = y + LINE_HEIGHT * (len(lines) - 1) + 7
        bars.append(
            rect(left, bar_top, at(row.percent) - left, BAR_HEIGHT, OURS_SOFT if row.is_rest else OURS, stroke=OURS)
        )
        points.append((at(row.cumulative), bar_top + BAR_HEIGHT // 2))
        y = bar_top + BAR_HEIGHT + 26
    bottom = y - 20
    drawn = [*_ground(at, bottom, width), _running_line(points), *bars, *_running_sums(points, rows, width == WIDE)]
    return picture(key, width, bottom + 26, title, description, drawn)


def _ground(at: Any, bottom: int, width: int) -> list[SafeString]:
    """The scale in per cent, and the line of four fifths."""
    drawn: list[SafeString] = []
    for tick in (0, 20, 40, 60, 100):
        drawn.append(upright(at(Fraction(tick)), 24, bottom, LINE, dash="2 4" if tick else ""))
        drawn.append(words_within(at(Fraction(tick)), bottom + 16, f"{tick} %", width, size=13, fill=SOFT))
    limit = at(Fraction(FOUR_FIFTHS))
    drawn.append(upright(limit, 22, bottom, LIMIT, width="1.5", dash="6 3"))
    drawn.append(words_within(limit, 16, _("Four fifths (80 %)"), width, size=13, fill=LIMIT))
    return drawn


def _running_line(points: list[tuple[Fraction, int]]) -> SafeString:
    path = " ".join(f"{number(x)},{y}" for x, y in points)
    return format_html('<polyline points="{}" fill="none" stroke="{}" stroke-width="1.5"/>', path, INK)


def _running_sums(points: list[tuple[Fraction, int]], rows: list[Row], has_figures: bool) -> list[SafeString]:
    """A dot for each running sum, with its figure where the picture is wide enough for one more."""
    drawn: list[SafeString] = []
    for (x, y), row in zip(points, rows, strict=True):
        drawn.append(
            format_html(
                '<circle cx="{}" cy="{}" r="4" fill="{}" stroke="{}" stroke-width="1.5"/>', number(x), y, WHITE, INK
            )
        )
        if has_figures and row.cumulative != row.percent:
            figure = decimal_text(row.cumulative, 2)
            drawn.append(words(x - 9, y + 5, figure, size=13, anchor="end", fill=SOFT, has_edge=True))
    return drawn
