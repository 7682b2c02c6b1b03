"""Writes the golden pictures anew (``python -m tests.calculations.charts.golden_files``): look before committing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

GOLDEN = Path(__file__).parent / "golden"


def pictures() -> Iterator[tuple[str, str]]:
    """Every golden picture: its file name and its text."""
    from calculations.charts import report_charts
    from tests.calculations.charts.reports import reports

    for language in ("th", "en"):
        with translation.override(language):
            for name, report in reports().items():
                for chart in report_charts(report):
                    for form, svg in (("wide", chart.wide), ("narrow", chart.narrow)):
                        yield f"{name}-{chart.key}-{form}-{language}.svg", f"{svg}\n"


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cecfp_portal.settings")
    django.setup()
    for name, text in pictures():
        (GOLDEN / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
