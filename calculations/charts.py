"""Pictures of a report, drawn by the server as SVG: the recycled share with its line, and both footprints by stage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from calculations.engine.display import decimal_text, readable_text

INK, SOFT, LINE, PAPER = "#18231e", "#4c5a53", "#7d8c84", "#eaeeea"
OURS, OURS_MARK, THEIRS, THEIRS_MARK, LIMIT = "#14593f", "#bfdccd", "#ffffff", "#4c5a53", "#a1231b"


@dataclass(frozen=True)
class ChartTable:
    """The same figures as a table, for those who do not see the picture."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """One picture in a wide and a narrow form, with its words and its table."""

    key: str
    title: str
    description: str
    wide: SafeString
    narrow: SafeString
    table: ChartTable


@dataclass(frozen=True)
class Bar:
    """One bar: its length and the figure written beside it."""

    value: Fraction
    text: str


@dataclass(frozen=True)
class BarGroup:
    """The product's and the comparator's bar of one stage; `None` where a side has none."""

    label: str
    product: Bar | None
    comparator: Bar | None


def report_charts(report: Mapping[str, Any] | None, *, prefix: str = "chart") -> list[Chart]:
    """The charts a report allows, in the language of the page; none for what could not be computed.

    `prefix` starts the ids within the pictures: another one for each report shown on the same page.
    """
    if not report:
        return []
    charts = []
    if report.get("shares"):
        charts.append(share_chart(report["shares"], prefix))
    groups = stage_groups(report["footprints"])
    if groups:
        charts.append(stage_chart(groups, prefix))
    return charts


def stage_names() -> dict[str, str]:
    return {
        "raw_material": _("Raw-material acquisition"),
        "production": _("Production"),
        "distribution": _("Distribution"),
        "use": _("Use"),
        "end_of_life": _("End-of-life management"),
    }


def share_chart(shares: Mapping[str, Any], prefix: str) -> Chart:
    """Recycled share by weight on a scale of 100 %, what is evidenced and what is still open, against the limit."""
    lower, upper, limit = shares["recycled_lower"], shares["recycled_upper"], shares["min_share"]
    title, least = _("Recycled material by weight"), readable_text(Fraction(limit["exact"]) * 100)
    shown = lower["percent_text"]
    rows = [(_("Evidenced share"), f"{lower['percent_text']} %")]
    if upper["exact"] != lower["exact"]:
        rows.append((_("Share if everything still open is accepted"), f"{upper['percent_text']} %"))
        shown = f"{shown}–{upper['percent_text']}"
    rows.append((_("Least share required"), f"{least} %"))
    description = "; ".join(f"{name}: {text}" for name, text in rows)
    drawn = {
        "lower": Fraction(lower["exact"]),
        "upper": Fraction(upper["exact"]),
        "limit": Fraction(limit["exact"]),
        "figure": f"{shown} %",
        "limit_text": _("Least %(share)s %%") % {"share": least},
    }
    return Chart(
        "share",
        title,
        description,
        _svg(f"{prefix}-share-wide", 720, 132, title, description, _share_body(f"{prefix}-share-wide", 720, drawn)),
        _svg(f"{prefix}-share-narrow", 340, 132, title, description, _share_body(f"{prefix}-share-narrow", 340, drawn)),
        ChartTable((_("Figure"), _("Value")), tuple(rows)),
    )


def _share_body(key: str, width: int, drawn: Mapping[str, Any]) -> SafeString:
    left, right, top, height = 12, width - 12, 44, 36

    def at(share: Fraction) -> Fraction:
        return left + share * (right - left)

    lower, upper, limit = at(drawn["lower"]), at(drawn["upper"]), at(drawn["limit"])
    ticks = format_html_join(
        "",
        '<line x1="{0}" x2="{0}" y1="80" y2="86" stroke="{1}"/>'
        '<text x="{0}" y="102" font-size="13" text-anchor="{2}" fill="{3}">{4}</text>',
        (
            (_n(at(Fraction(tick, 100))), LINE, anchor, SOFT, f"{tick} %")
            for tick, anchor in (
                (0, "start"),
                (20, "middle"),
                (40, "middle"),
                (60, "middle"),
                (80, "middle"),
                (100, "end"),
            )
        ),
    )
    return format_html(
        '{}<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>'
        '<rect x="{}" y="{}" width="{}" height="{}" fill="url(#{}-open)" stroke="{}" stroke-dasharray="4 3"/>'
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>{}{}{}',
        _patterns(key), left, top, right - left, height, PAPER, LINE,
        _n(lower), top, _n(upper - lower), height, key, OURS,
        left, top, _n(lower - left), height, OURS, ticks,
        _limit_body(limit, drawn["limit_text"]), _figure_body(lower, max(upper, limit), drawn["figure"]),
    )  # fmt: skip


def _limit_body(at: Fraction, text: str) -> SafeString:
    """The line of the least share, on a white edge so that it shows on the dark bar too."""
    return format_html(
        '<line x1="{0}" x2="{0}" y1="34" y2="86" stroke="#ffffff" stroke-width="7"/>'
        '<line x1="{0}" x2="{0}" y1="34" y2="86" stroke="{1}" stroke-width="3"/>'
        '<text x="{2}" y="26" font-size="14" font-weight="600" fill="{1}">{3}</text>',
        _n(at), LIMIT, _n(max(at - 40, Fraction(12))), text,
    )  # fmt: skip


def _figure_body(bar_end: Fraction, drawn_end: Fraction, text: str) -> SafeString:
    """The share's figure: inside the bar where it is long enough, otherwise after all that is drawn."""
    is_inside = bar_end > 9 * len(text) + 28
    return format_html(
        '<text x="{}" y="68" font-size="16" font-weight="600" text-anchor="{}" fill="{}">{}</text>',
        _n(bar_end - 8 if is_inside else drawn_end + 8),
        "end" if is_inside else "start",
        "#ffffff" if is_inside else INK,
        text,
    )


def stage_groups(footprints: Mapping[str, Any]) -> list[BarGroup]:
    """Total first, then each stage in which a side has something; nothing while the product has no total."""
    product, comparator = footprints["product"], footprints["comparator"]
    if product["exact"] is None:
        return []
    groups = [BarGroup(pgettext("footprint", "Total"), _bar(product), _bar(comparator))]
    sides = [{row["stage"]: row for row in side["by_stage"]} for side in (product, comparator)]
    for stage, name in stage_names().items():
        bars = [_bar(side[stage]) if stage in side else None for side in sides]
        if any(bar is not None and bar.value != 0 for bar in bars):
            groups.append(BarGroup(name, *bars))
    return groups


def _bar(figure: Mapping[str, Any]) -> Bar | None:
    return None if figure["exact"] is None else Bar(Fraction(figure["exact"]), figure["text"])


def stage_chart(groups: Sequence[BarGroup], prefix: str) -> Chart:
    """Product and comparator side by side, in kgCO2e per functional unit, on one scale."""
    title = _("Product and comparator by life-cycle stage (kgCO₂e per functional unit)")
    names = (_("Product applied for"), _("Same kind of product of virgin material"))
    rows = tuple((g.label, *(bar.text if bar else "–" for bar in (g.product, g.comparator))) for g in groups)
    description = "; ".join(f"{label}: {names[0]} {ours}, {names[1]} {theirs}" for label, ours, theirs in rows)
    svgs = [
        _svg(key, width, 64 + 78 * len(groups), title, description, _stage_body(key, width, groups, names))
        for key, width in ((f"{prefix}-stages-wide", 720), (f"{prefix}-stages-narrow", 340))
    ]
    return Chart("stages", title, description, svgs[0], svgs[1], ChartTable((_("Stage"), *names), rows))


def _stage_body(key: str, width: int, groups: Sequence[BarGroup], names: tuple[str, str]) -> SafeString:
    bars = [bar for group in groups for bar in (group.product, group.comparator) if bar is not None]
    low, high = min(Fraction(0), *(b.value for b in bars)), max(Fraction(0), *(b.value for b in bars))
    left, room = 12, width - 12 - 84
    scale = Fraction(room - left) / (high - low) if high > low else Fraction(0)
    zero = left - low * scale
    drawn = [_legend(key, names)]
    for index, group in enumerate(groups):
        top = 64 + 78 * index
        drawn.append(
            format_html(
                '<text x="{}" y="{}" font-size="14" font-weight="600" fill="{}">{}</text>',
                left,
                top + 14,
                INK,
                group.label,
            )
        )
        axis = '<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" stroke="{3}"/>'
        drawn.append(format_html(axis, _n(zero), top + 20, top + 64, LINE))
        for row, (bar, fill) in enumerate(((group.product, OURS), (group.comparator, f"url(#{key}-theirs)"))):
            if bar is not None:
                drawn.append(_bar_body(bar, fill, top + 22 + 22 * row, zero, scale))
    return format_html("{}{}", _patterns(key), format_html_join("", "{}", ((part,) for part in drawn)))


def _bar_body(bar: Bar, fill: str, top: int, zero: Fraction, scale: Fraction) -> SafeString:
    start, end = sorted((zero, zero + bar.value * scale))
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="18" fill="{}" stroke="{}"/>'
        '<text x="{}" y="{}" font-size="14" fill="{}">{}</text>',
        _n(start), top, _n(end - start), fill, OURS if fill == OURS else SOFT, _n(end + 6), top + 14, INK, bar.text,
    )  # fmt: skip


def _legend(key: str, names: tuple[str, str]) -> SafeString:
    return format_html(
        '<rect x="12" y="6" width="18" height="14" fill="{}"/>'
        '<text x="38" y="18" font-size="14" fill="{}">{}</text>'
        '<rect x="12" y="32" width="18" height="14" fill="url(#{}-theirs)" stroke="{}"/>'
        '<text x="38" y="44" font-size="14" fill="{}">{}</text>',
        OURS, INK, names[0], key, SOFT, INK, names[1],
    )  # fmt: skip


def _patterns(key: str) -> SafeString:
    """Hatchings, so that the sides differ without colour and in grey print."""
    return format_html(
        '<defs><pattern id="{0}-open" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<rect width="8" height="8" fill="{1}"/><circle cx="4" cy="4" r="1.6" fill="{2}"/></pattern>'
        '<pattern id="{0}-theirs" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="7" height="7" fill="{3}"/><rect width="2.5" height="7" fill="{4}"/></pattern></defs>',
        key, OURS_MARK, OURS, THEIRS, THEIRS_MARK,
    )  # fmt: skip


def _svg(key: str, width: int, height: int, title: str, description: str, body: SafeString) -> SafeString:
    form = key.rpartition("-")[2]
    return format_html(
        '<svg class="chart chart-{0}" viewBox="0 0 {1} {2}" width="{1}" height="{2}" role="img" '
        'aria-labelledby="{3}-title {3}-desc" xmlns="http://www.w3.org/2000/svg">'
        '<title id="{3}-title">{4}</title><desc id="{3}-desc">{5}</desc>{6}</svg>',
        form, width, height, key, title, description, body,
    )  # fmt: skip


def _n(value: Fraction) -> str:
    """A coordinate to a hundredth of a unit."""
    return decimal_text(value, 2)
