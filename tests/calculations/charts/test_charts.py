"""The pictures of a report: well-formed, safe, readable without colour, and true to their figures."""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation

from calculations.charts import Chart, report_charts
from calculations.charts.drawing import Scale
from calculations.charts.pareto import pareto_chart
from calculations.charts.share import circular_chart, share_chart
from calculations.charts.stages import stage_chart
from tests.calculations.charts.reports import LONG_NAME, footprint, footprints, spots
from tests.calculations.engine.sample_cases import example, judge, two_materials

SVG = "{http://www.w3.org/2000/svg}"
LIMIT = "#a1231b"


def charts(case: dict[str, Any] | None = None) -> dict[str, Chart]:
    return {chart.key: chart for chart in report_charts(judge(case or example()))}


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def rects(svg: str, height: str) -> list[tuple[Fraction, Fraction, str]]:
    """Left edge, width and fill of the rectangles of one height; hatchings hold none of these."""
    found = [rect for rect in parsed(svg).findall(f"{SVG}rect") if rect.get("height") == height]
    return [(Fraction(r.get("x") or ""), Fraction(r.get("width") or ""), r.get("fill") or "") for r in found]


def within(chart: Chart) -> None:
    """Everything drawn lies inside the picture, in both forms."""
    for svg in (chart.wide, chart.narrow):
        root = parsed(svg)
        width, height = Fraction(root.get("width") or ""), Fraction(root.get("height") or "")
        for rect in root.findall(f"{SVG}rect"):
            x, wide = Fraction(rect.get("x") or ""), Fraction(rect.get("width") or "")
            assert x >= 0 and x + wide <= width and wide >= 0
        for text in root.findall(f"{SVG}text"):
            assert 0 <= Fraction(text.get("x") or "") <= width
            assert 0 <= Fraction(text.get("y") or "") <= height


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_form_has_words_and_no_style_or_script(language: str) -> None:
    with translation.override(language):
        drawn = charts()
    assert list(drawn) == ["share", "stages", "pareto"]
    for chart in drawn.values():
        for svg in (chart.wide, chart.narrow):
            root = parsed(svg)
            assert root.get("role") == "img"
            found = {node.get("id"): node.text for node in root if node.tag in (f"{SVG}title", f"{SVG}desc")}
            assert list(found) == (root.get("aria-labelledby") or "").split()
            assert list(found.values()) == [chart.title, chart.description]
            assert not re.search(r"style=|<script|<style|\son\w+=|href", svg)
        assert all(len(row) == len(chart.table.headers) for row in chart.table.rows)
        within(chart)


def test_ids_are_single_on_a_page_of_two_reports() -> None:
    report = judge(example())
    both = [*report_charts(report, prefix="before"), *report_charts(report, prefix="after")]
    ids = re.findall(r' id="([^"]+)"', "".join(chart.wide + chart.narrow for chart in both))
    assert len(ids) == len(set(ids))


def test_every_hatching_used_is_defined() -> None:
    for chart in charts().values():
        for svg in (chart.wide, chart.narrow):
            assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(re.findall(r'<pattern id="([^"]+)"', svg))


def test_no_picture_of_what_could_not_be_computed() -> None:
    assert report_charts(None) == []
    assert report_charts(judge({"schema": "cecfp-case/1"})) == []


def test_a_report_of_an_earlier_engine_still_draws() -> None:
    report = judge(example())
    del report["explanation"]
    assert [chart.key for chart in report_charts(report)] == ["share", "stages"]


# --- the share ---


def test_share_bar_ends_where_the_share_is_and_the_line_where_the_limit_is() -> None:
    svg = charts(two_materials("30", "70"))["share"].wide
    (_, whole, _), (_, evidenced, _) = rects(svg, "36")
    assert evidenced / whole == Fraction(3, 10)
    lines = [
        Fraction(line.get("x1") or "") for line in parsed(svg).findall(f"{SVG}line") if line.get("stroke") == LIMIT
    ]
    assert lines == [12 + Fraction(1, 5) * whole]


def test_what_is_still_open_is_drawn_apart_and_named() -> None:
    with translation.override("en"):
        chart = charts(two_materials("20", "80", origin="unknown"))["share"]
    assert "0.00–20.00 %" in chart.wide and "Still open" in chart.narrow
    assert [value for _, value in chart.table.rows] == ["0.00 %", "20.00 %", "20 %", "-20"]
    (_, whole, _), (_, still_open, fill), (_, evidenced, _) = rects(chart.wide, "36")
    assert (still_open / whole, evidenced) == (Fraction(1, 5), 0)
    assert fill.startswith("url(")


def test_a_share_just_below_the_limit_never_reads_as_the_limit() -> None:
    chart = charts(two_materials("19.9999", "80.0001"))["share"]
    assert "19.99 %" in chart.wide and "20.00 %" not in chart.wide
    assert chart.table.rows[-1][1] == "-0.0001"


@pytest.mark.parametrize(
    "shares", [("0", "0"), ("1", "1"), ("0", "1"), ("0.2", "0.2"), ("0.199999", "0.2"), ("1.5", "2")]
)
def test_share_draws_at_every_edge(shares: tuple[str, str]) -> None:
    lower, upper = ({"exact": exact, "percent_text": exact} for exact in shares)
    within(share_chart({"recycled_lower": lower, "recycled_upper": upper, "min_share": {"exact": "0.2"}}, "x"))


def test_circular_share_has_no_limit() -> None:
    share = {"exact": "0.64", "percent_text": "64.00"}
    chart = circular_chart({"circular_lower": share, "circular_upper": share}, "x")
    assert chart.key == "circular" and "64.00 %" in chart.wide
    assert LIMIT not in chart.wide and len(chart.table.rows) == 1


# --- product against comparator ---


def test_stages_are_stacked_on_one_scale_and_differ_without_colour() -> None:
    bars = rects(charts()["stages"].wide, "34")
    ours, theirs = bars[:2], bars[2:]
    for stack in (ours, theirs):
        assert stack[0][0] + stack[0][1] - stack[1][0] in (Fraction(-1, 100), 0, Fraction(1, 100))
    ends = [stack[-1][0] + stack[-1][1] - stack[0][0] for stack in (ours, theirs)]
    assert abs(ends[0] / ends[1] - Fraction("0.396162") / Fraction("0.43294")) < Fraction(1, 1000)
    assert len({fill for _, _, fill in ours}) == 2


def test_the_margin_is_said_with_digits_enough_to_show_it() -> None:
    product, comparator = footprint("6.0000001", ("use", "6.0000001", "100.00")), footprint("6", ("use", "6", "100.00"))
    with translation.override("en"):
        assert "0.0000001 more: 6.0000001 > 6" in stage_chart(footprints(product, comparator), "x").description  # type: ignore[union-attr]
        assert "Both are equal" in stage_chart(footprints(comparator, comparator), "x").description  # type: ignore[union-attr]


def test_table_holds_the_printed_figures() -> None:
    with translation.override("en"):
        table = charts()["stages"].table
    assert table.rows[0] == ("Total", "0.396", "0.433")
    assert table.rows[1][1] == "0.257 (64.90 %)"


@pytest.mark.parametrize(
    "comparator",
    [
        None,
        footprint("6"),
        footprint("0"),
        footprint("-1", ("end_of_life", "-1", "")),
        footprint("0", ("use", "1", ""), ("end_of_life", "-1", "")),
        footprint("1e30", ("use", "1e30", "100.00")),
        footprint("1e-30", ("use", "1e-30", "100.00")),
    ],
)
def test_any_comparator_draws_within_the_picture(comparator: dict[str, Any] | None) -> None:
    for total in ("0", "5", "-2", "1e30", "1e-30"):
        chart = stage_chart(footprints(footprint(total, ("use", total, "100.00")), comparator), "x")
        assert chart is not None
        within(chart)


def test_a_credit_lies_on_the_other_side_of_zero() -> None:
    chart = stage_chart(footprints(footprint("4", ("use", "5", ""), ("end_of_life", "-1", ""))), "x")
    assert chart is not None
    (use_x, _, _), (credit_x, credit_width, _) = rects(chart.wide, "34")
    assert credit_x < use_x
    assert credit_x + credit_width == use_x


def test_a_declared_comparator_is_one_plain_bar() -> None:
    chart = stage_chart(footprints(footprint("5", ("use", "5", "100.00")), footprint("6")), "x")
    assert chart is not None
    assert rects(chart.wide, "34")[-1][2] == "#ffffff"
    assert chart.table.rows[-1][2] == "–"


# --- the lines ---


def test_bars_are_as_long_as_their_per_cent_and_dots_stand_at_the_running_sum() -> None:
    chart = pareto_chart(spots(("a", "60.00"), ("b", "25.00"), others=(3, "15.00")), "x")
    assert chart is not None
    widths = [width for _, width, _ in rects(chart.wide, "16")]
    assert [width / widths[0] * 60 for width in widths] == pytest.approx([60, 25, 15], rel=1e-3)
    dots = [Fraction(dot.get("cx") or "") - 12 for dot in parsed(chart.wide).findall(f"{SVG}circle")]
    assert [dot / dots[0] * 60 for dot in dots] == pytest.approx([60, 85, 100], rel=1e-3)


def test_more_lines_than_fit_become_one_and_still_add_to_a_hundred() -> None:
    chart = pareto_chart(spots(*((f"line {i}", "7.00") for i in range(12)), others=(5, "16.00")), "x")
    assert chart is not None
    assert len(chart.table.rows) == 9
    assert sum(Fraction(row[3].removesuffix(" %")) for row in chart.table.rows) == 100
    assert "9" in chart.table.rows[-1][0]


def test_a_long_thai_name_is_broken_and_cut_to_fit_and_kept_whole_in_the_table() -> None:
    chart = pareto_chart(spots((LONG_NAME, "100.00")), "x")
    assert chart is not None
    assert "…" in chart.narrow
    assert chart.table.rows[0][0] == LONG_NAME
    within(chart)


def test_a_credit_is_said_below_the_lines() -> None:
    chart = pareto_chart(spots(("a", "100.00"), credit="-0.5"), "x")
    assert chart is not None and "0.5" in chart.note
    assert pareto_chart(spots(("a", "100.00")), "x").note == ""  # type: ignore[union-attr]


# --- words, scales ---


def test_markup_in_names_is_shown_literally() -> None:
    name = '<script>alert("1")</script> & <b>'
    chart = pareto_chart(spots((name, "100.00")), "x")
    assert chart is not None
    assert "<script>" not in chart.wide
    assert any(text.text == name for text in parsed(chart.wide).iter(f"{SVG}text"))


@pytest.mark.parametrize(("low", "high"), [("0", "0.433"), ("-3", "7"), ("0", "1e30"), ("-1e-9", "0"), ("0", "0")])
def test_ticks_are_round_hold_zero_and_are_few(low: str, high: str) -> None:
    scale = Scale(Fraction(low), Fraction(high), 12, 708)
    ticks = scale.ticks(5)
    assert 0 in ticks and 1 <= len(ticks) <= 7
    assert all(Fraction(low) <= tick <= Fraction(high) for tick in ticks)
