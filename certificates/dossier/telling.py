"""A comparison as it is kept and shown: totals by kind, the main rows one by one, and every difference."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.dossier.recomputing import FIGURE, HASH, OUTCOME, PRINTED, Compared, Comparison

MOST_DIFFERENCES = 100
LONGEST = 300
KINDS: dict[str, str | Promise] = {
    PRINTED: _("What the certificate prints"),
    HASH: _("Hashes"),
    FIGURE: _("Figures of the report"),
    OUTCOME: _("Outcomes of the checks"),
    "file": _("Stored file"),
    "record": _("Records"),
    "signature": _("Electronic signature"),
    "drawing": _("Drawn again"),
    "dossier": _("Dossier"),
    "check": _("The check itself"),
}
NAMES: dict[str, str | Promise] = {
    "case": _("The whole case"),
    "judged": _("The judged case"),
    "judged_as_printed": _("The judged case of the corrected names"),
    "rulings": _("Rulings"),
    "context": _("What else the verdict depends on"),
    "report_case": _("The case the report names"),
    "report": _("The report, recomputed"),
    "certificate_file": _("File of the certificate"),
    "content": _("What the certificate states"),
    "holder_th": _("Holder (Thai)"),
    "holder_en": _("Holder (English)"),
    "product_th": _("Product (Thai)"),
    "product_en": _("Product (English)"),
    "model": _("Model"),
    "route": _("Type of product"),
    "kind": _("Form"),
    "market": _("Market"),
    "boundary": _("System boundary"),
    "edition": _("Edition of the criteria"),
    "factor_set": _("Factor set"),
    "licences": _("Factory licences"),
    "engine": _("Engine version"),
    "recycled_share_percent": _("Recycled / circular share"),
    "footprint": _("Carbon footprint"),
    "overall": _("Overall outcome"),
    "evaluation": _("Evaluation"),
    "product.total": _("Footprint of the product, unrounded"),
    "comparator.total": _("Footprint of the comparator, unrounded"),
}


def told(comparison: Comparison) -> dict[str, Any]:
    """Return plain values: engines, totals by kind, the rows to show, the differences (the first hundred)."""
    kinds = [kind for kind in (PRINTED, HASH, FIGURE, OUTCOME) if comparison.count(kind)]
    return {
        "engine_then": comparison.engine_then,
        "engine_now": comparison.engine_now,
        "totals": [
            {
                "kind": kind,
                "count": comparison.count(kind),
                "same": sum(1 for item in comparison.compared if item.kind == kind and item.is_same),
            }
            for kind in kinds
        ],
        "rows": [_row(item) for item in comparison.compared if item.name in NAMES],
        "differences": [_row(item) for item in comparison.differences[:MOST_DIFFERENCES]],
    }


def _row(item: Compared) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "name": item.name,
        "expected": item.expected[:LONGEST],
        "found": item.found[:LONGEST],
        "is_same": item.is_same,
    }
