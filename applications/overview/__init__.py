"""A frozen revision as people read it: facts, materials, inventory, documents, and the places one can point to."""

from applications.overview.documents import DocumentRow, documents, evidence_of
from applications.overview.fact import Fact
from applications.overview.facts import Section, sections
from applications.overview.inventory import InventoryRow, Totals, inventory, totals
from applications.overview.materials import MaterialRow, materials
from applications.overview.places import Place, label_of, places
from applications.overview.view import CaseView, case_view

__all__ = [
    "CaseView",
    "DocumentRow",
    "Fact",
    "InventoryRow",
    "MaterialRow",
    "Place",
    "Section",
    "Totals",
    "case_view",
    "documents",
    "evidence_of",
    "inventory",
    "label_of",
    "materials",
    "places",
    "sections",
    "totals",
]
