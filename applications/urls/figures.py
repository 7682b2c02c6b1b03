"""Addresses of the applicant's tables and files: bill of materials, documents, inventory, comparator."""

from django.urls import path
from django.urls.resolvers import URLPattern

from applications.views.applicant import (
    comparator,
    composition,
    documents,
    inventory,
    inventory_lines,
    line_fragments,
    own_factors,
    stock,
)

_CASE = "applications/<uuid:public_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{_CASE}composition/", composition.applicant_composition, name="applicant_composition"),
    path(f"{_CASE}composition/row/", composition.applicant_composition_row, name="applicant_composition_row"),
    path(f"{_CASE}composition/totals/", composition.applicant_composition_totals, name="applicant_composition_totals"),
    path(f"{_CASE}documents/", documents.applicant_documents, name="applicant_documents"),
    path(f"{_CASE}documents/<slug:line_id>/", documents.applicant_evidence, name="applicant_evidence"),
    path(
        f"{_CASE}documents/<slug:line_id>/replace/",
        documents.applicant_evidence_replace,
        name="applicant_evidence_replace",
    ),
    path(
        f"{_CASE}documents/<slug:line_id>/remove/",
        documents.applicant_evidence_remove,
        name="applicant_evidence_remove",
    ),
    path(f"{_CASE}stock/", stock.applicant_stock, name="applicant_stock"),
    path(f"{_CASE}stock/<slug:line_id>/", stock.applicant_stock_balance, name="applicant_stock_balance"),
    path(f"{_CASE}stock/<slug:line_id>/figures/", stock.applicant_stock_figures, name="applicant_stock_figures"),
    path(f"{_CASE}stock/<slug:line_id>/remove/", stock.applicant_stock_remove, name="applicant_stock_remove"),
    path(f"{_CASE}inventory/", inventory.applicant_inventory, name="applicant_inventory"),
    path(
        f"{_CASE}inventory/new/<str:side>/",
        inventory_lines.applicant_line_new,
        name="applicant_line_new",
    ),
    path(f"{_CASE}inventory/figures/<str:side>/", line_fragments.applicant_line_figures, name="applicant_line_figures"),
    path(f"{_CASE}inventory/lines/<slug:line_id>/", inventory_lines.applicant_line, name="applicant_line"),
    path(
        f"{_CASE}inventory/lines/<slug:line_id>/change/",
        inventory_lines.applicant_line_change,
        name="applicant_line_change",
    ),
    path(f"{_CASE}inventory/factor-options/", line_fragments.applicant_factor_options, name="applicant_factor_options"),
    path(f"{_CASE}inventory/factor-source/", line_fragments.applicant_factor_source, name="applicant_factor_source"),
    path(f"{_CASE}inventory/own-factors/new/", own_factors.applicant_own_factor_new, name="applicant_own_factor_new"),
    path(
        f"{_CASE}inventory/own-factors/<slug:line_id>/", own_factors.applicant_own_factor, name="applicant_own_factor"
    ),
    path(
        f"{_CASE}inventory/own-factors/<slug:line_id>/remove/",
        own_factors.applicant_own_factor_remove,
        name="applicant_own_factor_remove",
    ),
    path(f"{_CASE}comparator/", comparator.applicant_comparator, name="applicant_comparator"),
]
