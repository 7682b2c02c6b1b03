"""Recycled share by weight against the least share; for type 4.2 the circular share, which has no limit."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from calculations.charts.chart import Chart, ChartTable
from calculations.charts.drawing import (
    INK,
    LIMIT,
    LINE,
    MARGIN,
    NARROW,
    OURS,
    PAPER,
    SOFT,
    WHITE,
    WIDE,
    hatched,
    patterns,
    picture,
    rect,
    upright,
    words,
    words_within,
)
from calculations.charts.lettering import shortened, text_width
from calculations.engine.display import readable_text

TOP, BAR_HEIGHT = 44, 36


def share_chart(shares: Mapping[str, Any], prefix: str) -> Chart:
    """What is evidenced and what is still open, on a scale of 100 %, with the line of the least share."""
    limit = shares["min_share"]
    least = readable_text(Fraction(limit["exact"]) * 100)
    margin = Fraction(shares["recycled_lower"]["exact"]) - Fraction(limit["exact"])
    more = [
        (_("Least share required"), f"{least} %"),
        (_("Margin of the evidenced share"), f"{'+' if margin > 0 else ''}{readable_text(margin * 100, 'floor', 4)}"),
    ]
    return _chart(
        f"{prefix}-share", _("Recycled material by weight"), shares["recycled_lower"], shares["recycled_upper"],
        (Fraction(limit["exact"]), _("Least %(share)s %%") % {"share": least}), more,
    )  # fmt: skip


def circular_chart(circular: Mapping[str, Any], prefix: str) -> Chart:
    """Recycled material and retained parts together; clause 4.1.1 does not bind type 4.2, so there is no line."""
    title = _("Recycled and retained material by weight (type 4.2, no least share)")
    return _chart(f"{prefix}-circular", title, circular["circular_lower"], circular["circular_upper"], None, [])


def _chart(
    key: str,
    title: str,
    lower: Mapping[str, str],
    upper: Mapping[str, str],
    limit: tuple[Fraction, str] | None,
    more: list[tuple[str, str]],
) -> Chart:
    rows, figure = [(_("Evidenced share"), f"{lower['percent_text']} %")], lower["percent_text"]
    if upper["exact"] != lower["exact"]:
        rows.append((_("Share if everything still open is accepted"), f"{upper['percent_text']} %"))
        figure = f"{figure}–{upper['percent_text']}"
    rows += more
    description = "; ".join(f"{name}: {text}" for name, text in rows)
    low, high = Fraction(lower["exact"]), Fraction(upper["exact"])
    wide, narrow = (
        picture(f"{key}-{form}", width, 112 if high == low else 150, title, description,
                _body(f"{key}-{form}", width, low, high, limit, f"{figure} %"))
        for form, width in (("wide", WIDE), ("narrow", NARROW))
    )  # fmt: skip
    return Chart(
        key.rpartition("-")[2], title, description, wide, narrow, ChartTable((_("Figure"), _("Value")), tuple(rows))
    )


def _body(
    key: str, width: int, lower: Fraction, upper: Fraction, limit: tuple[Fraction, str] | None, figure: str
) -> list[SafeString]:
    left, right = MARGIN, width - MARGIN

    def at(share: Fraction) -> Fraction:
        """A share beyond the scale, possible only in input that is refused elsewhere, ends at its edge."""
        return left + min(max(share, Fraction(0)), Fraction(1)) * (right - left)

    drawn = [patterns(key, ("open",)), rect(left, TOP, right - left, BAR_HEIGHT, PAPER, stroke=LINE)]
    if upper > lower:
        drawn.append(
            rect(at(lower), TOP, at(upper) - at(lower), BAR_HEIGHT, hatched(key, "open"), stroke=OURS, dash="4 3")
        )
    drawn.append(rect(left, TOP, at(lower) - left, BAR_HEIGHT, OURS))
    for tick in range(0, 101, 20):
        drawn.append(upright(at(Fraction(tick, 100)), 80, 86, LINE))
        drawn.append(words_within(at(Fraction(tick, 100)), 102, f"{tick} %", width, size=13, fill=SOFT))
    ends = [at(lower), at(upper)]
    if limit is not None:
        ends.append(at(limit[0]))
        drawn.append(upright(at(limit[0]), 34, 86, WHITE, width="7"))
        drawn.append(upright(at(limit[0]), 34, 86, LIMIT, width="3"))
        drawn.append(words_within(at(limit[0]), 26, limit[1], width, fill=LIMIT, is_strong=True))
    drawn.append(_figure(left, right, ends, figure, is_clear=limit is None or at(limit[0]) > at(lower)))
    if upper > lower:
        drawn += _legend(key, width)
    return drawn


def _figure(left: int, right: int, ends: list[Fraction], text: str, *, is_clear: bool) -> SafeString:
    """The share's figure: inside the bar where it is long enough and free, otherwise after all that is drawn."""
    need, bar_end, drawn_end = text_width(text, 16) + 16, ends[0], max(ends)
    start = left if is_clear else ends[-1]
    if bar_end - start >= need or right - drawn_end < need:
        return words(bar_end - 8 if bar_end - left >= need else right - 8, 68, text, size=16, anchor="end",
                     fill=WHITE if bar_end - left >= need else INK, is_strong=True)  # fmt: skip
    return words(drawn_end + 8, 68, text, size=16, fill=INK, is_strong=True, has_edge=True)


def _legend(key: str, width: int) -> list[SafeString]:
    half = (width - 2 * MARGIN) // 2
    names = ((OURS, _("Evidenced")), (hatched(key, "open"), _("Still open")))
    drawn: list[SafeString] = []
    for index, (fill, name) in enumerate(names):
        x = MARGIN + index * half
        drawn.append(rect(x, 120, 18, 14, fill, stroke=OURS))
        drawn.append(words(x + 26, 132, shortened(name, half - 30, 14)))
    return drawn
