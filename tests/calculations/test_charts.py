"""The pictures of a report: well-formed, safe, readable without colour, and true to its figures."""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation

from calculations.charts import Bar, BarGroup, Chart, report_charts, stage_chart
from tests.calculations.engine.sample_cases import example, judge, two_materials

SVG = "{http://www.w3.org/2000/svg}"


def charts(case: dict[str, Any] | None = None) -> dict[str, Chart]:
    return {chart.key: chart for chart in report_charts(judge(case or example()))}


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_form_has_words_and_no_style_or_script(language: str) -> None:
    with translation.override(language):
        drawn = charts()
    assert set(drawn) == {"share", "stages"}
    for chart in drawn.values():
        for svg in (chart.wide, chart.narrow):
            root = parsed(svg)
            assert root.get("role") == "img"
            words = {node.get("id"): node.text for node in root if node.tag in (f"{SVG}title", f"{SVG}desc")}
            assert list(words) == (root.get("aria-labelledby") or "").split()
            assert list(words.values()) == [chart.title, chart.description]
            assert not re.search(r"style=|<script|<style|\son\w+=|href", svg)


def test_ids_are_single_on_a_page_of_two_reports() -> None:
    report = judge(example())
    both = [*report_charts(report, prefix="before"), *report_charts(report, prefix="after")]
    ids = re.findall(r' id="([^"]+)"', "".join(chart.wide + chart.narrow for chart in both))
    assert len(ids) == len(set(ids))


def test_share_bar_ends_where_the_share_is() -> None:
    root = parsed(charts(two_materials("30", "70"))["share"].wide)
    widths = [Fraction(rect.get("width") or "0") for rect in root.findall(f"{SVG}rect")]
    whole, _open, evidenced = widths
    assert evidenced / whole == Fraction(3, 10)
    lines = [Fraction(line.get("x1") or "0") for line in root.findall(f"{SVG}line") if line.get("stroke") == "#a1231b"]
    assert lines == [12 + Fraction(1, 5) * whole]


def test_what_is_still_open_is_drawn_apart() -> None:
    chart = charts(two_materials("20", "80", origin="unknown"))["share"]
    assert "0.00–20.00 %" in chart.wide
    assert [value for _, value in chart.table.rows] == ["0.00 %", "20.00 %", "20 %"]
    widths = [Fraction(rect.get("width") or "0") for rect in parsed(chart.wide).findall(f"{SVG}rect")]
    assert widths[1] / widths[0] == Fraction(1, 5)
    assert widths[2] == 0


def test_stage_bars_share_one_scale_and_differ_without_colour() -> None:
    chart = charts()["stages"]
    bars = [rect for rect in parsed(chart.wide).findall(f"{SVG}rect") if rect.get("height") == "18"]
    widths = [Fraction(bar.get("width") or "0") for bar in bars]
    assert abs(widths[0] / widths[1] - Fraction("0.396162") / Fraction("0.43294")) < Fraction(1, 1000)
    assert [(bar.get("fill") or "").startswith("url(") for bar in bars[:2]] == [False, True]


def test_table_holds_the_printed_figures() -> None:
    with translation.override("en"):
        table = charts()["stages"].table
    assert table.rows[0] == ("Total", "0.396", "0.433")
    assert len(table.headers) == len(table.rows[0])


def test_negative_stage_grows_to_the_left_and_a_missing_side_is_a_dash() -> None:
    groups = [
        BarGroup("Total", Bar(Fraction(1), "1"), Bar(Fraction(2), "2")),
        BarGroup("Use", Bar(Fraction(-1), "-1"), None),
    ]
    chart = stage_chart(groups, "x")
    bars = [rect for rect in parsed(chart.narrow).findall(f"{SVG}rect") if rect.get("height") == "18"]
    starts = [Fraction(bar.get("x") or "0") for bar in bars]
    assert starts[2] < starts[0]
    assert starts[2] + Fraction(bars[2].get("width") or "0") == starts[0]
    assert chart.table.rows[1] == ("Use", "-1", "–")


def test_all_zero_draws() -> None:
    groups = [BarGroup("Total", Bar(Fraction(0), "0"), Bar(Fraction(0), "0"))]
    parsed(stage_chart(groups, "x").wide)


def test_markup_in_words_is_shown_literally() -> None:
    chart = stage_chart([BarGroup('<script>alert("1")</script>', Bar(Fraction(1), "1 & <b>"), None)], "x")
    assert "<script>" not in chart.wide
    assert any(text.text == "1 & <b>" for text in parsed(chart.wide).iter(f"{SVG}text"))


def test_no_picture_of_what_could_not_be_computed() -> None:
    assert report_charts(None) == []
    assert report_charts(judge({"schema": "cecfp-case/1"})) == []
