"""Everything a page shows of one frozen revision, gathered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from applications import choices
from applications.models import Application, Revision
from applications.overview.documents import DocumentRow, documents
from applications.overview.facts import Section, sections
from applications.overview.inventory import InventoryRow, Totals, inventory, totals
from applications.overview.materials import MaterialRow, materials
from applications.overview.own_factors import OwnFactorRow, own_factors
from applications.overview.stock import StockRow, stock
from calculations.charts import Chart, report_charts


@dataclass(frozen=True)
class CaseView:
    """One revision with what a report says of its lines; templates/applications/shared/case.html shows it."""

    revision: Revision
    sections: dict[str, Section]
    materials: list[MaterialRow]
    product_lines: list[InventoryRow]
    product_totals: Totals | None
    own_factors: list[OwnFactorRow]
    comparator_lines: list[InventoryRow]
    comparator_totals: Totals | None
    documents: list[DocumentRow]
    stock: list[StockRow]
    shares: Mapping[str, Any]
    report: Mapping[str, Any]
    charts: list[Chart]
    circular: Mapping[str, Any]


def case_view(application: Application, revision: Revision, report: Mapping[str, Any] | None) -> CaseView:
    """Return the revision as people read it, in the language of the page."""
    case = revision.case
    return CaseView(
        revision=revision,
        sections={section.code: section for section in sections(case)},
        materials=materials(case),
        product_lines=inventory(case, report, choices.Side.PRODUCT),
        product_totals=totals(report, choices.Side.PRODUCT),
        own_factors=own_factors(case, report),
        comparator_lines=inventory(case, report, choices.Side.COMPARATOR),
        comparator_totals=totals(report, choices.Side.COMPARATOR),
        documents=documents(application, case),
        stock=stock(case, report),
        shares=(report or {}).get("shares") or {},
        report=report or {},
        charts=report_charts(report),
        circular=(report or {}).get("circular") or {},
    )
