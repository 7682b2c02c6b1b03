"""Pictures of a report, drawn by the server as SVG: recycled share, both footprints by stage, lines by weight."""

from collections.abc import Mapping
from typing import Any

from calculations.charts.chart import Chart, ChartTable
from calculations.charts.pareto import pareto_chart
from calculations.charts.share import circular_chart, share_chart
from calculations.charts.stages import stage_chart, stage_names

__all__ = ["Chart", "ChartTable", "report_charts", "stage_names"]


def report_charts(report: Mapping[str, Any] | None, *, prefix: str = "chart") -> list[Chart]:
    """The charts a report allows, in the language of the page; none for what could not be computed.

    `prefix` starts the ids within the pictures: another one for each report shown on the same page.
    """
    if not report:
        return []
    found = [
        share_chart(report["shares"], prefix) if report.get("shares") else None,
        circular_chart(report["circular"], prefix) if report.get("circular") else None,
        stage_chart(report["footprints"], prefix),
        pareto_chart((report.get("explanation") or {}).get("hot_spots"), prefix),
    ]
    return [chart for chart in found if chart is not None]
