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
    "kind": _("Kind of product"),
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
    # What the check of a certificate compares besides recomputing it.
    "number": _("Certificate number"),
    "number of the reservation": _("Number of the reservation"),
    "number of the issuance": _("Number of the issuance"),
    "code": _("Code in the QR address"),
    "code of the reservation": _("Code of the reservation"),
    "approved on": _("Day of approval"),
    "approved on, issuance": _("Day of approval, issuance"),
    "approved on, decision": _("Day of approval, decision"),
    "valid from": _("Valid from"),
    "valid until": _("Valid until"),
    "content of the reservation": _("Content of the reservation"),
    "hash in the reservation": _("Hash in the reservation"),
    "content of the issuance": _("Content of the issuance"),
    "application": _("Application"),
    "example": _("example data"),
    "judged case": _("The judged case"),
    "file of the issuance": _("File of the issuance"),
    "decision": _("Decision"),
    "recommendation": _("Recommendation"),
    "proposal": _("proposal"),
    "judged case of the recommendation": _("The judged case of the recommendation"),
    "recommended by": _("Recommended by"),
    "people who verified, recommended and approved": _("People who verified, recommended and approved"),
    "verification statement": _("Verification statement"),
    "attachments": _("Files attached to the certificate"),
    "data attached to the file": _("Data attached to the certificate"),
    "signatures": _("Number of signatures"),
    "intact": _("Signature unchanged"),
    "trusted": _("Signer trusted"),
    "covers the file": _("Signature covers the whole file"),
    "signer": _("Signer's certificate"),
    "unsigned bytes": _("Page drawn again, SHA-256"),
    "beginning of the file": _("Page drawn again is the beginning of the file"),
    "dossier file": _("File of the dossier"),
    "attached files": _("Files inside the dossier"),
    "certificate it belongs to": _("Certificate the dossier belongs to"),
    "records": _("Records"),
    "recomputation": _("Recomputation"),
    "drawing": _("Drawn again"),
    "signature": _("Electronic signature"),
    "dossier": _("Dossier"),
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
